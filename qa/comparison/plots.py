"""The plots of a comparison, drawn by Vega-Lite (the extra `plots`) as SVG that takes its colours from the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from markupsafe import Markup

from qa.comparison.results import Bucket, Compared, Comparison
from qa.core.display import change, counted, number, visible
from qa.core.report import Score

_VERSION = "5.21"
_WIDTH, _ROW, _SQUARE = 300, 32, 340
_LONGEST = 28
_BINS = 31
_MOST_POINTS = 1000
_CONFIG = {
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)", "titleColor": "var(--soft)", "gridColor": "var(--line)", "labelFontSize": 12,
        "domainColor": "var(--line)", "tickColor": "var(--line)", "titleFontSize": 12, "titleFontWeight": "normal",
        "labelLimit": 200, "tickCount": 5, "labelPadding": 4, "titlePadding": 8,
    },
}  # fmt: skip
_LABELLED = re.compile(r'(<path aria-label="([^"]+)"[^>]*)/>')
Spec = dict[str, Any]


def is_installed() -> bool:
    """Say whether there is something to draw with, without importing it."""
    return find_spec("vl_convert") is not None


def ranges(comparison: Comparison) -> dict[str, Markup]:
    """Return for each metric the scores of all systems with their intervals.

    A system that scores better than the baseline by more than chance has another colour than one that scores worse.
    """
    sides = {(own.name, against.metric): against.verdict for own in comparison.systems for against in own.against}
    systems = [
        (comparison.baseline, comparison.baseline_scores),
        *((own.name, own.scores) for own in comparison.systems),
    ]
    labels = dict(zip((name for name, _ in systems), _short([name for name, _ in systems]), strict=True))
    found = {}
    for metric in (score.metric for score in comparison.baseline_scores):
        rows = [
            _range(name, labels[name], score, sides.get((name, metric), "none" if place else "baseline"))
            for place, (name, scores) in enumerate(systems)
            for score in scores
            if score.metric == metric
        ]
        found[metric] = _drawn(_ranges_of(rows))
    return found


def _range(name: str, label: str, score: Score, side: str) -> Spec:
    low, high = score.interval or (score.value, score.value)
    told = f"{number(score.value)} ({number(low, score.value)} to {number(high, score.value)})"
    return {
        "system": label,
        "value": score.value,
        "low": low,
        "high": high,
        "side": side,
        "is": f"{visible(name)}: {told}",
    }


def _short(names: Sequence[str]) -> list[str]:
    """Return names for an axis: of long ones, which are mostly paths, the end that tells them apart."""
    shown = [name if len(name) <= _LONGEST else f"…{name[1 - _LONGEST :]}" for name in map(visible, names)]
    return shown if len(set(shown)) == len(set(names)) else list(map(visible, names))


def _ranges_of(rows: Sequence[Spec]) -> Spec:
    across = {"type": "quantitative", "scale": {"zero": False, "nice": True}, "title": None}
    return {
        "width": _WIDTH,
        "height": {"step": _ROW},
        "data": {"values": list(rows)},
        "encoding": {
            "y": {"field": "system", "type": "nominal", "sort": None, "title": None, "axis": {"grid": False}},
            "color": _colours(),
        },
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 3, "strokeCap": "round", "aria": False},
                "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": {"field": "value", **across}, "description": {"field": "is"}},
            },
        ],
    }


def _colours() -> Spec:
    names = {"baseline": "ink", "none": "soft", "better": "better", "worse": "worse"}
    return {
        "field": "side",
        "scale": {"domain": list(names), "range": [f"var(--{name})" for name in names.values()]},
        "type": "nominal",
        "legend": None,
    }


def kinds(buckets: Sequence[Bucket], metric: str, higher_is_better: bool) -> Markup:
    """Return for each kind of segments how far the system's score lies from the baseline's, which is the dark dot."""
    rows = [
        {
            "segments": visible(f"{own.kind}: {own.name}"),
            "one": own.baseline[metric],
            "other": own.system[metric],
            "side": "better" if (own.system[metric] >= own.baseline[metric]) is higher_is_better else "worse",
            "is": f"{visible(own.name)}: {number(own.baseline[metric])} to {number(own.system[metric])}, "
            f"{counted(own.segments, 'segment')}",
        }
        for own in buckets
        if metric in own.baseline and metric in own.system
    ]
    return _drawn(_gaps_of(rows)) if rows else Markup("")


def _gaps_of(rows: Sequence[Spec]) -> Spec:
    across = {"type": "quantitative", "scale": {"zero": False, "nice": True}, "title": None}
    dot = {"type": "point", "filled": True, "size": 80, "opacity": 1}
    one, other = {"x": {"field": "one", **across}}, {"x": {"field": "other", **across}}
    return {
        "width": _WIDTH,
        "height": {"step": _ROW},
        "data": {"values": list(rows)},
        "encoding": {
            "y": {"field": "segments", "type": "nominal", "sort": None, "title": None, "axis": {"grid": False}}
        },
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 3, "aria": False},
                "encoding": {**one, "x2": {"field": "other"}, "color": _colours()},
            },
            {"mark": {**dot, "color": "var(--ink)", "aria": False}, "encoding": one},
            {"mark": dot, "encoding": {**other, "color": _colours(), "description": {"field": "is"}}},
        ],
    }


def histogram(points: Sequence[tuple[float, float]], metric: str, higher_is_better: bool) -> Markup:
    """Return how the differences of the segments' scores are spread; segments that score the same are left out."""
    gaps = [other - one for one, other in points if other != one]
    if not gaps:
        return Markup("")
    # No bar holds both: floor() puts what is worse below 0 and what is better from 0 on.
    step = 2 * max(map(abs, gaps)) / _BINS
    counts = Counter(math.floor(gap / step) for gap in gaps)
    bars = [
        {
            "low": place * step,
            "high": (place + 1) * step,
            "segments": count,
            "side": "better" if (place >= 0) is higher_is_better else "worse",
            "is": f"{counted(count, 'segment')}: {change(place * step)} to {change((place + 1) * step)}",
        }
        for place, count in sorted(counts.items())
    ]
    across = {"field": "low", "type": "quantitative", "title": f"difference in {metric}", "axis": {"grid": False}}
    return _drawn(
        {
            "width": _SQUARE,
            "height": _SQUARE,
            "data": {"values": bars},
            "mark": {"type": "bar", "binSpacing": 0.5},
            "encoding": {
                "x": across | {"bin": "binned"},
                "x2": {"field": "high"},
                "y": {"field": "segments", "type": "quantitative", "title": "segments"},
                "color": _colours(),
                "description": {"field": "is"},
            },
        }
    )


def scatter(points: Sequence[tuple[float, float]], system: Compared, comparison: Comparison) -> Markup:
    """Return where the segments lie, the baseline's score to the right and the system's upwards.

    Each segment is a dot; where there are very many, squares tell how many lie in them.
    """
    if not points:
        return Markup("")
    low, high = (bound(value for point in points for value in point) for bound in (min, max))
    scale = {"domain": [low, high], "nice": True, "zero": False}
    titles = _short([comparison.baseline, system.name])
    axes = {
        "x": {"field": "one", "type": "quantitative", "scale": scale, "title": titles[0]},
        "y": {"field": "other", "type": "quantitative", "scale": scale, "title": titles[1]},
    }
    ends = [{"one": low, "other": low}, {"one": high, "other": high}]
    diagonal = {
        "data": {"values": ends},
        "mark": {"type": "line", "color": "var(--soft)", "strokeDash": [4, 4], "aria": False},
        "encoding": axes,
    }
    many = len(points) > _MOST_POINTS
    return _drawn(
        {
            "width": _SQUARE,
            "height": _SQUARE,
            "layer": [_squares(points, axes) if many else _dots(points, axes), diagonal],
        }
    )


def _dots(points: Sequence[tuple[float, float]], axes: Spec) -> Spec:
    rows = [{"one": one, "other": other, "is": f"{number(one)} and {number(other)}"} for one, other in points]
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "size": 28, "opacity": 0.55, "color": "var(--accent)"},
        "encoding": {**axes, "description": {"field": "is"}},
    }


def _squares(points: Sequence[tuple[float, float]], axes: Spec) -> Spec:
    low, high = (bound(value for point in points for value in point) for bound in (min, max))
    step = (high - low) / _BINS or 1.0
    counts = Counter(tuple(min(_BINS - 1, int((value - low) / step)) for value in point) for point in points)
    rows = [
        {
            "one": low + column * step,
            "one end": low + (column + 1) * step,
            "other": low + row * step,
            "other end": low + (row + 1) * step,
            "segments": count,
            "is": f"{counted(count, 'segment')}, about {number(low + (column + 0.5) * step)} and "
            f"{number(low + (row + 0.5) * step)}",
        }
        for (column, row), count in sorted(counts.items())
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "color": "var(--accent)"},
        "encoding": {
            **axes,
            "x2": {"field": "one end"},
            "y2": {"field": "other end"},
            "opacity": {
                "field": "segments",
                "type": "quantitative",
                "scale": {"type": "sqrt", "range": [0.1, 1]},
                "legend": None,
            },
            "description": {"field": "is"},
        },
    }


def _drawn(spec: Spec) -> Markup:
    """Draw a plot. What it tells of a dot or bar to those who cannot see it becomes its tooltip too."""
    from vl_convert import vegalite_to_svg

    svg = vegalite_to_svg({**spec, "config": _CONFIG}, vl_version=_VERSION)
    return Markup(_LABELLED.sub(r"\1><title>\2</title></path>", svg))
