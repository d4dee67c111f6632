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
    return _environment().get_template("compare.j2").render(
        comparison=comparison,
        style=Markup(style),
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        ranges=plots.ranges(comparison),
        histograms={system.name: _histogram(system, comparison) for system in comparison.systems},
        scatters={system.name: plots.scatter(system.points) for system in comparison.systems},
        width=plots.WIDTH,
        height=plots.HEIGHT,
    )  # fmt: skip


def _histogram(system: Compared, comparison: Comparison) -> list[plots.Bar]:
    directions = {score.metric: score.higher_is_better for score in comparison.baseline_scores}
    return plots.histogram(system.points, directions.get(comparison.leading or "", True))


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
