"""Placeholders: stretches of a text that a program fills in or reads, and that a translation must keep as they are.

The forms are data (`FORMS`): a name that people know the form by, a pattern, and whether the form is unmistakable. A
form that prose can have as well (`100 %d`, `%1`) counts as a placeholder only where the source has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

# The conversion of C's printf: flags, width, precision, length, type. A space as a flag is left out: `100 % sure`.
_CONVERSION = r"[-+0#']{0,3}(?:[1-9][0-9]?|\*)?(?:\.[0-9]{1,2})?(?:hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGcsp@]"

# Form, pattern, whether it is unmistakable. Of two forms that begin at the same place, the first one counts.
FORMS: tuple[tuple[str, str, bool], ...] = (
    ("i18next", r"\{\{[^{}\n]{1,80}\}\}|\$t\([^()\n]{1,80}\)", True),
    ("shell", r"\$\{[^{}\n]{1,80}\}", True),
    ("Ruby", r"%\{[^{}\n]{1,60}\}|%<[^<>\s]{1,60}>[-+0#]?[0-9]{0,2}(?:\.[0-9])?[a-zA-Z]", True),
    ("Python %", r"%\([^()\n]{1,60}\)[-+0#]?[0-9]{0,2}(?:\.[0-9]{1,2})?[diouxXeEfFgGcrsa]", True),
    ("percent", r"%%", False),
    ("printf", rf"(?<![0-9%])%[0-9]{{1,2}}\${_CONVERSION}", True),
    ("printf", rf"(?<![0-9%])(?<![0-9]\s)%{_CONVERSION}(?![A-Za-z]{{2}})", False),
    ("Qt", r"(?<![0-9A-Za-z%])%(?:L[1-9][0-9]?|[1-9]|n)(?![0-9A-Za-z%'’])", False),
    ("environment", r"%[A-Z][A-Z0-9_]{1,40}%", True),
    ("variable", r"(?<![0-9A-Za-z$])\$[A-Z_][A-Z0-9_]{1,40}(?![0-9A-Za-z_])", False),
    ("brace", r"\{[^{}\s,]{0,60}\}", True),
)
_SIGNS = re.compile(r"[%{$]")
_ANY = re.compile("|".join(f"({pattern})" for _, pattern, _ in FORMS))
# ICU's MessageFormat: {name, type, ...}; a part of the text that is chosen by a number or a word is {key ...}.
_ARGUMENT = re.compile(
    r"\{\s{0,4}([^\s{},]{1,60})\s{0,4},\s{0,4}(plural|selectordinal|select|number|date|time|choice|spellout|ordinal|duration)"
    r"\s{0,4}(?=[,}])"
)
_KEY = re.compile(r"([^\s{},:]{1,40})\s{0,4}\Z")
_POSITION = re.compile(r"%([0-9]{1,2})\$")
_CHOICES = ("plural", "selectordinal", "select")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder at `text[start:end]`. Two placeholders with the same `key` stand for the same thing."""

    form: str
    key: str
    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Message:
    """An argument of a MessageFormat string with its keys (`one`, `other`), none where it gives no choice.

    `bodies` are the places of the braces that open what each key stands for. `end` is None where the argument's own
    braces are not closed.
    """

    name: str
    kind: str
    keys: tuple[str, ...]
    start: int
    end: int | None
    bodies: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What a translation must keep: the argument's name and type."""
        return f"{{{self.name}, {self.kind}}}"


@lru_cache(maxsize=1024)
def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of `text` in their order, without the arguments of MessageFormat.

    printf's conversions are numbered, so that `%s %d` and `%2$d %1$s` have the same keys.
    """
    if _SIGNS.search(text) is None:
        return ()
    choices = {brace for message in messages(text) for brace in message.bodies}
    found: list[Placeholder] = []
    count = 0
    for match in _ANY.finditer(text):
        if match.start() in choices:
            continue
        form, _, sure = FORMS[(match.lastindex or 1) - 1]
        key = match.group()
        if form == "printf":
            count += 1
            key = key if _POSITION.match(key) else f"%{count}${key[1:]}"
        found.append(Placeholder(form, key, match.start(), match.end(), sure))
    if not any(item.form == "printf" for item in found):
        return tuple(item for item in found if item.form != "percent")
    return tuple(_numbered(found))


def _numbered(found: list[Placeholder]) -> Iterator[Placeholder]:
    """Leave out %% (a percent sign for printf), and take `%n` beside printf's conversions for a line break."""
    for item in found:
        if item.form != "percent":
            yield replace(item, form="printf") if item.key == "%n" else item


@lru_cache(maxsize=1024)
def messages(text: str) -> tuple[Message, ...]:
    """Return the arguments of a MessageFormat string, outer ones before those inside them."""
    if "{" not in text or _ARGUMENT.search(text) is None:
        return ()
    closing, inner = _braces(text)
    found = []
    for match in _ARGUMENT.finditer(text):
        end = closing.get(match.start())
        bodies = tuple(inner.get(match.start(), ())) if match[2] in _CHOICES else ()
        keys = tuple(key[1] for brace in bodies if (key := _KEY.search(text, max(match.end(), brace - 45), brace)))
        found.append(Message(match[1], match[2], keys, match.start(), None if end is None else end + 1, bodies))
    return tuple(found)


def _braces(text: str) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Return where each opening brace is closed, and which braces open directly inside it."""
    closing: dict[int, int] = {}
    inner: dict[int, list[int]] = {}
    opened: list[int] = []
    for match in re.finditer("[{}]", text):
        if match.group() == "{":
            if opened:
                inner.setdefault(opened[-1], []).append(match.start())
            opened.append(match.start())
        elif opened:
            closing[opened.pop()] = match.start()
    return closing, inner


# How far the full-width forms of ASCII's signs are from them.
_FULL_WIDTH = 0xFEE0


def damaged(placeholder: str, text: str) -> tuple[int, int] | None:
    """Return where `text` has `placeholder` with spaces inside, in full-width signs or in other letter case."""
    signs = (
        f"[{re.escape(sign)}{chr(ord(sign) + _FULL_WIDTH)}]" if "!" <= sign <= "~" else re.escape(sign)
        for sign in placeholder
        if not sign.isspace()
    )
    match = re.search(r"\s?".join(signs), text, re.IGNORECASE)
    return match.span() if match and match.group() != placeholder else None
