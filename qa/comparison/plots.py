"""The geometry of the plots: where lines, bars and squares stand, in the units of an SVG of `WIDTH`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa.comparison.results import Comparison
from qa.core.report import Score

WIDTH, HEIGHT = 480, 200
_MARGIN, _BINS, _CELLS = 8, 24, 30


@dataclass(frozen=True, slots=True)
class Range:
    """A system's score with its interval, as numbers and as places from left to right."""

    system: str
    score: Score
    low: float
    value: float
    high: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram: how many segments differ by so much; `side` is better, worse or none."""

    x: float
    y: float
    width: float
    height: float
    label: str
    side: str


@dataclass(frozen=True, slots=True)
class Square:
    """A place where segments lie by the scores of both systems; `weight` (0 to 1) says how many."""

    x: float
    y: float
    size: float
    weight: float
    label: str


def ranges(comparison: Comparison) -> dict[str, list[Range]]:
    """Return for each metric the scores of all systems, on one scale."""
    every = [(comparison.baseline, comparison.baseline_scores), *((own.name, own.scores) for own in comparison.systems)]
    by_metric: dict[str, list[tuple[str, Score]]] = {}
    for name, scores in every:
        for score in scores:
            by_metric.setdefault(score.metric, []).append((name, score))
    return {metric: _on_one_scale(scores) for metric, scores in by_metric.items()}


def _on_one_scale(scores: Sequence[tuple[str, Score]]) -> list[Range]:
    bounds = [bound for _, score in scores for bound in (score.value, *(score.interval or ()))]
    low, span = min(bounds), (max(bounds) - min(bounds)) or 1.0

    def place(value: float) -> float:
        return round(float(_MARGIN + (WIDTH - 2 * _MARGIN) * (value - low) / span), 1)

    found = []
    for name, score in scores:
        start, end = score.interval or (score.value, score.value)
        found.append(Range(name, score, place(start), place(score.value), place(end)))
    return found


def histogram(points: Sequence[tuple[float, float]], higher_is_better: bool) -> list[Bar]:
    """Return how the differences of the segments' scores are spread, around no difference in the middle."""
    gains = [other - one if higher_is_better else one - other for one, other in points]
    reach = max(map(abs, gains), default=0.0)
    if not reach:
        return []
    step = 2 * reach / (_BINS + 1)
    counts = Counter(round(gain / step) for gain in gains)
    width, top = (WIDTH - 2 * _MARGIN) / (_BINS + 1), max(counts.values())
    bars = []
    for place, count in sorted(counts.items()):
        height = round((HEIGHT - 2 * _MARGIN) * count / top, 1)
        side = "better" if place > 0 else "worse" if place < 0 else "none"
        x = round(_MARGIN + (place + _BINS / 2) * width, 1)
        label = f"{count} segments, difference about {place * step:+.2f}"
        bars.append(Bar(x, HEIGHT - _MARGIN - height, round(width - 1, 1), height, label, side))
    return bars


def scatter(points: Sequence[tuple[float, float]]) -> list[Square]:
    """Return where the segments lie: the baseline's score to the right, the system's upwards."""
    if not points:
        return []
    values = [value for point in points for value in point]
    low, span = min(values), (max(values) - min(values)) or 1.0
    cell = WIDTH / _CELLS

    def place(value: float) -> int:
        return min(_CELLS - 1, int(_CELLS * (value - low) / span))

    counts = Counter((place(one), place(other)) for one, other in points)
    most = max(counts.values())
    return [
        Square(
            round(column * cell, 1),
            round(WIDTH - (row + 1) * cell, 1),
            round(cell - 1, 1),
            round(0.2 + 0.8 * (count / most) ** 0.5, 2),
            f"{count} segments, about {low + span * (column + 0.5) / _CELLS:.1f} and "
            f"{low + span * (row + 0.5) / _CELLS:.1f}",
        )
        for (column, row), count in sorted(counts.items())
    ]
