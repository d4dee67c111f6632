"""Markup that shows in a text as it should not, as data: what it is, and its pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

# No pattern has a repetition inside a repetition, and each is bounded, so that the search stays linear.
_LEFTOVERS: tuple[tuple[str, str], ...] = (
    ("an HTML entity", r"&(?:[a-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#x[0-9a-f]{2,6});"),
    (
        "an HTML tag",
        r"</?(?:a|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|nowiki|ol|p|ref|script|seg|small|span|strong|style|sub"
        r"|sup|table|td|th|tr|u|ul)(?:\s[^<>]{0,400})?/?>",
    ),
    ("an HTML comment", r"<!--|-->"),
    (
        "Markdown",
        r"(?<!\*)\*\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*\*(?!\*)|(?<!_)__(?=[^\s_])[^_\n]{1,200}(?<=[^\s_])__(?!_)",
    ),
    ("a Markdown link", r"\[[^\[\]\n]{1,200}\]\((?:https?:|www\.|/|#)[^()\s]{0,400}\)"),
    ("a wiki link", r"\[\[[^\[\]\n]{1,200}\]\]"),
    ("a template", r"\{\{[^{}\n]{1,200}\}\}|\{%[^%\n]{1,200}%\}"),
    ("BBCode", r"\[/?(?:b|i|u|url|img|quote|code|color|size)(?:=[^\[\]\n]{1,200})?\]"),
    ("an escape", r"(?<![A-Za-z0-9:\\/]\\)(?<!\\)\\(?:[nrt](?![a-z])|u[0-9a-f]{4}|x[0-9a-f]{2}(?![0-9a-z]))"),
    ("a mark of a note", r"\[(?:[0-9]{1,3}|[a-z])\](?!\()"),
)
_SIGNS = re.compile(r"[&<*_\[{\\]|-->")
_ANY = re.compile("|".join(f"({pattern})" for _, pattern in _LEFTOVERS), re.IGNORECASE)


def leftovers(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each leftover is, and where it starts and ends."""
    if _SIGNS.search(text) is None:
        return
    for match in _ANY.finditer(text):
        yield _LEFTOVERS[(match.lastindex or 1) - 1][0], match.start(), match.end()
