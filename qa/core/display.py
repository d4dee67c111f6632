"""How text from files is shown to people: nothing in it may act on a terminal or a build server."""

from __future__ import annotations

import re

_SMALL = 0.1
_HIDDEN = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
# What GitHub Actions, Azure Pipelines and TeamCity take for commands in the lines that a program prints.
_ORDER = re.compile(
    r"(?P<mark>##)(?=[a-z]{0,20}\[)|(?P<colons>::)(?=(?:error|warning|notice|debug|group|endgroup|echo|stop-commands"
    r"|(?:add|remove|set|save|internal)-[a-z-]+)(?: |::))",
    re.IGNORECASE,
)


def visible(text: str) -> str:
    """Return `text` with line breaks as spaces, and control and direction characters written out.

    So is the sign that would make a command for a build server of it.
    """
    text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ").translate(_HIDDEN)
    return _ORDER.sub(_defused, text) if "##" in text or "::" in text else text


def _defused(order: re.Match[str]) -> str:
    return "#\\x23" if order["mark"] else ":\\x3a"


def number(value: float, scale: float | None = None) -> str:
    """Return a score for people: with one decimal, or with three where it (or `scale`) lies between 0 and 1."""
    return f"{value:.3f}" if 0 < abs(value if scale is None else scale) <= 1 else f"{value:.1f}"


def interval(bounds: tuple[float, float] | None, scale: float) -> str:
    """Return an interval for people, as `number` writes its ends; empty where there is none."""
    return "" if bounds is None else f"{number(bounds[0], scale)} to {number(bounds[1], scale)}"


def change(value: float) -> str:
    """Return a difference of scores for people, with its sign."""
    if not value:
        return "0"
    return f"{value:+.3f}" if abs(value) < _SMALL else f"{value:+.2f}"


def changes(bounds: tuple[float, float]) -> str:
    """Return the interval of a difference for people."""
    return f"{change(bounds[0])} to {change(bounds[1])}"
