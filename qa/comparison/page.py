"""A comparison as one HTML page that asks for nothing from outside."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from qa.catalog import summary as summary_of
from qa.comparison import plots
from qa.comparison.results import Compared, Comparison, Example
from qa.core.contracts import Metric
from qa.core.display import change, changes, interval, number
from qa.lang.direction import direction
from qa.lang.tags import display_name
from qa.registry import load
from qa.web_pages import environment, policy_hash, resource


def page(comparison: Comparison) -> str:
    """Return the page: one file with its style and its plots; a content security policy allows nothing else."""
    style = resource("qa.comparison", "compare.css")
    drawn = plots.is_installed()
    higher = _directions(comparison).get(comparison.leading or "", True)
    return _environment().get_template("compare.j2").render(
        comparison=comparison,
        style=Markup(style),
        style_hash=policy_hash(style),
        drawn=drawn,
        ranges=plots.ranges(comparison) if drawn else {},
        spreads=[_spreads(system, comparison, higher) if drawn else () for system in comparison.systems],
        sides=[_sides(system, comparison.leading, higher) for system in comparison.systems],
        higher=higher,
        manuals={score.metric: summary_of(load(Metric, score.metric)) for score in comparison.baseline_scores},
        signatures=dict.fromkeys(own.signature for system in comparison.systems for own in system.against),
    )  # fmt: skip


def _directions(comparison: Comparison) -> dict[str, bool]:
    """Return for each metric whether higher is better."""
    return {score.metric: score.higher_is_better for score in comparison.baseline_scores}


def _spreads(system: Compared, comparison: Comparison, higher: bool) -> tuple[tuple[str, Markup], ...]:
    """Return the plots of a system's segments by the leading metric, each with its caption; none without segments."""
    if comparison.leading is None or not system.points:
        return ()
    equal = sum(one == other for one, other in system.points)
    found = [
        (
            f"How far the segments differ, {comparison.leading} ({equal:,} score the same)",
            plots.histogram(system.points, comparison.leading, higher),
        ),
        (
            f"Each segment, {comparison.leading}: above the line the system scores {'better' if higher else 'worse'}",
            plots.scatter(system.points, system, comparison),
        ),
        (
            f"By kind of segment, {comparison.leading}: the coloured dot is the system",
            plots.kinds(system.buckets, comparison.leading, higher),
        ),
    ]
    return tuple((caption, plot) for caption, plot in found if plot)


def _sides(system: Compared, leading: str | None, higher: bool) -> tuple[tuple[str, list[Example]], ...]:
    """Divide the segments that differ most into those where the system is better and the others, with captions."""
    gains = [own.scores[1] - own.scores[0] if higher else own.scores[0] - own.scores[1] for own in system.examples]
    pairs = list(zip(gains, system.examples, strict=True))
    return (
        (f"Segments that lose most, {leading}", [own for gain, own in pairs if gain < 0]),
        (f"Segments that gain most, {leading}", [own for gain, own in pairs if gain > 0]),
        (f"Segments that score the same in other words, {leading}", [own for gain, own in pairs if not gain]),
    )


def summary(comparison: Comparison) -> str:
    """Return the tables of scores and differences as a piece of HTML, for notebooks."""
    return _environment().get_template("summary.j2").render(comparison=comparison)


def _environment() -> Environment:
    made = environment("qa.comparison")
    made.filters |= {"change": change, "changes": changes, "interval": interval, "number": number}
    made.filters |= {"direction": direction, "language": display_name}
    return made
