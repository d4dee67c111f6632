from __future__ import annotations

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from qa.core.findings import Severity
from qa.core.report import Report
from qa.reporters.html import Html
from tests.reporters.conftest import text_report

VOID = {"meta", "link", "input", "br", "rect", "line"}
HOSTILE = (
    "<script>alert(1)</script> </script><!-- \"><img src=x onerror=alert(2)> {{ 7*7 }} &amp; ' "
    "\u202eevil\u202c \x1b[31m"
)


def page(report: Report) -> str:
    stream = io.StringIO()
    Html().write(report, stream)
    return stream.getvalue()


class Tree(HTMLParser):
    """Collects elements, and fails where tags do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        if tag != "p" or self.open[-1] == "p":
            assert self.open.pop() == tag


def test_the_page_is_well_formed_and_asks_for_nothing_from_outside(kremlin: Report, arabic: Report) -> None:
    for report in (kremlin, arabic):
        text = page(report)
        elements = Tree(text).elements
        for tag, attributes in elements:
            for name in ("src", "href", "action", "xlink:href", "data"):
                value = attributes.get(name) or "#"
                assert value.startswith("#") or value == "data:,", (tag, value)
            assert not [name for name in attributes if name.startswith("on")]
            assert "style" not in attributes
        assert "url(" not in text
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_the_policy_allows_just_this_style_and_this_script(kremlin: Report) -> None:
    text = page(kremlin)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    assert "default-src 'none'" in policy.replace("&#39;", "'")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        assert b64encode(sha256(content.encode()).digest()).decode() in policy


def test_text_from_files_never_becomes_markup() -> None:
    fields = {"message": HOSTILE, "suggestion": HOSTILE, "check": "x<y", "category": 'a"b/c'}
    report = text_report(f"Before {HOSTILE} after.", ("Before", fields))
    text = page(report)
    assert "<img" not in text
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in text
    assert "49" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).partition("{{ 7*7 }}")[0][-20:]
    for character in "\u202e\u202c\x1b":
        assert character not in text
    Tree(text)


def test_overlapping_and_nested_findings_each_keep_their_mark() -> None:
    report = text_report(
        "The quick brown fox jumps.",
        ("quick brown", {"message": "one"}),
        ("brown fox", {"message": "two", "severity": Severity.MINOR}),
        ("fox", {"message": "three", "severity": Severity.CRITICAL}),
        ("^ jumps", {"message": "four"}),
    )
    marks = [
        (set(attributes["data-f"].split()), attributes.get("data-severity"))
        for tag, attributes in Tree(page(report)).elements
        if "data-f" in attributes
    ]
    assert {number for numbers, _ in marks for number in numbers} == {"1", "2", "3", "4"}
    assert any(len(numbers) == 2 for numbers, _ in marks)
    plain = re.sub(r"<[^>]+>", "", page(report))
    assert "The quick brown fox" in plain


def test_right_to_left_text_is_set_right(arabic: Report) -> None:
    elements = Tree(page(arabic)).elements
    targets = [attributes for tag, attributes in elements if "target" in (attributes.get("class") or "").split()]
    assert targets
    assert all((attributes["lang"], attributes["dir"]) == ("ar", "rtl") for attributes in targets)


def test_a_finding_outside_every_segment_is_listed_without_a_mark() -> None:
    report = text_report("Good text.\n\nkaputt", ("kaputt", {"message": "this row is broken"}))
    bare = Report(report.documents, report.words, report.segments[:1], report.findings, (), report.verdict)
    text = page(bare)
    assert "this row is broken" in text
    assert "not shown in the text" in text


def test_the_same_report_gives_the_same_page(kremlin: Report) -> None:
    assert page(kremlin) == page(kremlin)


def test_an_empty_report_says_that_nothing_was_found() -> None:
    text = page(text_report("Good text."))
    assert "Nothing was found" in text
    Tree(text)


@pytest.mark.parametrize("count", [3000])
def test_thousands_of_findings_stay_a_small_page(count: int) -> None:
    words = [f"word{number}" for number in range(count)]
    report = text_report("\n".join(words), *((word, {"message": word}) for word in words))
    assert len(page(report)) < 10_000_000
