"""A comparison as one HTML page that asks for nothing from outside."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from qa.comparison import plots
from qa.comparison.results import Compared, Comparison
from qa.core.display import change, changes, interval, number, visible
from qa.lang.direction import direction
from qa.lang.tags import display_name


def page(comparison: Comparison) -> str:
    """Return the page: one file with its style and its plots; a content security policy allows nothing else."""
    style = files("qa.comparison").joinpath("templates/compare.css").read_text(encoding="utf-8")
    drawn = plots.is_installed()
    return _environment().get_template("compare.j2").render(
        comparison=comparison,
        style=Markup(style),
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        drawn=drawn,
        ranges=plots.ranges(comparison) if drawn else {},
        spreads=[_spreads(system, comparison) if drawn else () for system in comparison.systems],
        glance=[_glance(system) for system in comparison.systems],
        signatures=dict.fromkeys(own.signature for system in comparison.systems for own in system.against),
    )  # fmt: skip


def _spreads(system: Compared, comparison: Comparison) -> tuple[tuple[str, Markup], ...]:
    """Return the plots of a system's segments by the leading metric, each with its caption; none without segments."""
    if comparison.leading is None or not system.points:
        return ()
    directions = {score.metric: score.higher_is_better for score in comparison.baseline_scores}
    histogram = plots.histogram(system.points, comparison.leading, directions.get(comparison.leading, True))
    equal = sum(one == other for one, other in system.points)
    captions = (
        f"How far the segments differ, {comparison.leading} ({equal:,} score the same)",
        f"Each segment, {comparison.leading}: above the line the system scores more",
    )
    return tuple(zip(captions, (histogram, plots.scatter(system.points, system, comparison)), strict=True))


def _glance(system: Compared) -> dict[str, list[str]]:
    """Return by which metrics the system is better or worse than the baseline, and by which it may be chance."""
    found: dict[str, list[str]] = {"better": [], "worse": [], "none": []}
    for own in system.against:
        found[own.verdict].append(own.metric)
    return found


def summary(comparison: Comparison) -> str:
    """Return the tables of scores and differences as a piece of HTML, for notebooks."""
    return _environment().get_template("summary.j2").render(comparison=comparison)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("qa.comparison"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {"change": change, "changes": changes, "interval": interval, "number": number}
    environment.filters |= filters | {"direction": direction, "language": display_name}
    return environment


def _finalize(value: object) -> object:
    """Write control characters out in everything that comes from files."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
