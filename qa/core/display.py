"""How scores and texts are shown to people: no text from a file may act on a terminal or a build server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.core.report import Score

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


def counted(count: float, one: str, many: str = "") -> str:
    """Return a number with what it counts: `1 segment`, `1,200 segments`; `many` is a plural other than with an s."""
    return f"{count:,g} {one if count == 1 else many or f'{one}s'}"


def change(value: float) -> str:
    """Return a difference of scores for people, with its sign."""
    if not value:
        return "0"
    return f"{value:+.3f}" if abs(value) < _SMALL else f"{value:+.2f}"


def changes(bounds: tuple[float, float]) -> str:
    """Return the interval of a difference for people."""
    return f"{change(bounds[0])} to {change(bounds[1])}"


def score_names(scores: Iterable[Score]) -> list[str]:
    """Return the metrics' names for the head of a table, with the direction of those where lower is better."""
    return [score.metric if score.higher_is_better else f"{score.metric} (lower is better)" for score in scores]


def score_cells(scores: Iterable[Score], metrics: Iterable[str]) -> Iterator[str]:
    """Return a system's scores by the metrics as a table shows them, with their intervals."""
    own = {score.metric: score for score in scores}
    return (_score(own.get(metric)) for metric in metrics)


def _score(score: Score | None) -> str:
    if score is None:
        return "-"
    bounds = f" ({interval(score.interval, score.value)})" if score.interval else ""
    return f"{number(score.value)}{bounds}"
