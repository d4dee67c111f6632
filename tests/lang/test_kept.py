"""Placeholders, messages, tags and addresses are found where they are, and prose is not taken for them."""

from __future__ import annotations

import pytest

from qa.lang.addresses import addresses, may_be_localised
from qa.lang.markup import misnested, tags
from qa.lang.placeholders import damaged, messages, placeholders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%s of %d", ["%1$s", "%2$d"]),
        ("%2$d of %1$s", ["%2$d", "%1$s"]),
        ("%5.2f%% and %@", ["%1$5.2f", "%2$@"]),
        ("%ld items, %ds ago", ["%1$ld", "%2$d"]),
        ("%(name)s {0} {} {user.name} {x:.2f}", ["%(name)s", "{0}", "{}", "{user.name}", "{x:.2f}"]),
        ("{{ name }} $t(key) ${HOME} $HOME", ["{{ name }}", "$t(key)", "${HOME}", "$HOME"]),
        ("%{count} %<size>d %PATH%", ["%{count}", "%<size>d", "%PATH%"]),
        ("%n files in %1 and %L2", ["%n", "%1", "%L2"]),
        ("{имя} 和 {名前}", ["{имя}", "{名前}"]),
        ("100% sure, 50 % of it, 5%, $5, US$, a { b", []),
        ("%50 arttı, %20an, 10 %d'entre eux", []),
        ("{n, plural, one {file} other {# files of {user}}}", ["{user}"]),
    ],
)
def test_placeholders(text: str, expected: list[str]) -> None:
    assert [item.key for item in placeholders(text)] == expected


def test_messages() -> None:
    text = "{n, plural, =0 {none} one {# on {day, date, short}} other {#}} {g, select, male {he} other {they}}"
    assert [(message.key, message.keys) for message in messages(text)] == [
        ("{n, plural}", ("=0", "one", "other")),
        ("{day, date}", ()),
        ("{g, select}", ("male", "other")),
    ]
    assert messages("{n, plural, other {#}")[0].end is None


@pytest.mark.parametrize(
    ("placeholder", "text"), [("%s", "x % s"), ("{name}", "｛name｝"), ("%1$s", "% 1 $ S"), ("{name}", "{ Name }")]
)
def test_damaged(placeholder: str, text: str) -> None:
    place = damaged(placeholder, text)
    assert place is not None
    assert place[1] == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<b>a</b><br/><x id="1"/>', ["open b ", "close b ", "empty br ", "empty x 1"]),
        ("<0>a</0> <file> a < b > c", ["open 0 ", "close 0 "]),
        ("[b]a[/b] [i] [1]", ["open [b]", "close [b]"]),
    ],
)
def test_tags(text: str, expected: list[str]) -> None:
    assert [tag.key for tag in tags(text)] == expected


def test_misnested() -> None:
    crossed = misnested(tags("<b><i>a</b></i>"))
    assert crossed is not None
    assert crossed.start == 7
    assert misnested(tags("<b><i>a</i></b></u>")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See (https://example.org/a_(b)), or www.example.org.", ["https://example.org/a_(b)", "www.example.org"]),
        ("请访问https://example.org/a。", ["https://example.org/a"]),
        ("jo@example.org-এ, @user, a@b", ["jo@example.org"]),
        ("https://user@example.org/x", ["https://user@example.org/x"]),
    ],
)
def test_addresses(text: str, expected: list[str]) -> None:
    assert [address.text for address in addresses(text)] == expected


@pytest.mark.parametrize(
    ("one", "other", "localised"),
    [
        ("https://en.wikipedia.org/wiki/House", "https://de.wikipedia.org/wiki/Haus", True),
        ("https://example.org/en/help", "https://example.org/fr/aide", True),
        ("https://amazon.com/help", "https://amazon.de/hilfe", True),
        ("https://example.org/help", "https://example.org/hilfe", False),
        ("https://example.org/", "https://sample.org/", False),
    ],
)
def test_may_be_localised(one: str, other: str, localised: bool) -> None:
    assert may_be_localised(addresses(one)[0], addresses(other)[0]) == localised
