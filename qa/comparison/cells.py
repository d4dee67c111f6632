"""What tables of a comparison say, cell by cell, in a terminal and in Markdown."""

from __future__ import annotations

from qa.comparison.results import Compared, Comparison, Verdict
from qa.core.display import change, changes

DIFFERENCES = ("difference", "interval", "p", "corrected p", "wins", "losses")
"""What stands above the cells of a difference, but for the metric."""
ERRORS = ("errors found", "baseline", "system", "change", "corrected p", "")
"""What stands above the cells of a kind of error."""
_SAID: dict[Verdict, str] = {"better": "fewer", "worse": "more", "none": "may be chance"}


def difference_cells(system: Compared) -> list[tuple[str, ...]]:
    """Return the differences of a system's scores from the baseline's, the metric first."""
    return [
        (
            own.metric, change(own.difference), changes(own.interval), f"{own.p:.4f}", f"{own.corrected_p:.4f}",
            _count(own.wins), _count(own.losses),
        )
        for own in system.against
    ]  # fmt: skip


def error_cells(system: Compared) -> list[tuple[str, ...]]:
    """Return the kinds of errors of which a system has more or fewer than the baseline."""
    return [
        (
            own.category, str(own.baseline), str(own.system), f"{own.change:+d}", f"{own.corrected_p:.4f}",
            _SAID[own.verdict],
        )
        for own in system.errors
        if own.change
    ]  # fmt: skip


def signatures_of_scores(comparison: Comparison) -> list[tuple[str, str]]:
    """Return each metric with the signature of its scores."""
    return list(dict.fromkeys((score.metric, score.signature) for score in comparison.baseline_scores))


def signatures_of_tests(comparison: Comparison) -> list[str]:
    """Return the signatures of the significance tests."""
    return list(dict.fromkeys(against.signature for system in comparison.systems for against in system.against))


def _count(segments: int | None) -> str:
    return "-" if segments is None else f"{segments:,}"
