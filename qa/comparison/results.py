"""What a comparison of systems comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from qa.core.display import change
from qa.core.report import NotChecked, Score
from qa.core.tables import Table
from qa.judge.significance import ALPHA

Verdict = Literal["better", "worse", "none"]
"""What a comparison says; `none` where the difference may be chance."""


@dataclass(frozen=True, slots=True)
class Against:
    """How a system differs from the baseline by one metric.

    `difference` is the system's score less the baseline's, `interval` its 95 % bootstrap interval, `better` whether
    that is for the better, `p` the probability that chance gives as much, `corrected_p` the same where many
    comparisons are made. `agreement` is the share of people, in per cent, who would agree with so large a difference;
    None where that is not known. `wins` and `losses` count the segments with a better and a worse score; None for a
    metric that says nothing of single segments.
    """

    metric: str
    difference: float
    interval: tuple[float, float]
    better: bool
    p: float
    corrected_p: float
    agreement: int | None
    meaning: str
    wins: int | None
    losses: int | None
    signature: str

    @property
    def verdict(self) -> Verdict:
        """Whether the system is better or worse by more than chance."""
        if self.corrected_p >= ALPHA:
            return "none"
        return "better" if self.better else "worse"


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding that only one of two systems has: the segment's key, the check and its message."""

    key: str
    check: str
    message: str


@dataclass(frozen=True, slots=True)
class Errors:
    """How many findings of a category the baseline and the system have.

    `p` is the probability that chance gives as large a difference, `corrected_p` the same where many kinds are
    compared. `new` are the first findings that only the system has, `gone` those that only the baseline has.
    """

    category: str
    baseline: int
    system: int
    p: float
    corrected_p: float
    new: tuple[Fault, ...] = ()
    gone: tuple[Fault, ...] = ()

    @property
    def change(self) -> int:
        """How many more the system has; below zero: how many fewer."""
        return self.system - self.baseline

    @property
    def verdict(self) -> Verdict:
        """Whether the system has fewer (better) or more (worse) by more than chance."""
        if self.corrected_p >= ALPHA:
            return "none"
        return "worse" if self.change > 0 else "better"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Segments of one kind, counted, and the scores of both systems on them (metric name to value)."""

    kind: str
    name: str
    segments: int
    baseline: Mapping[str, float]
    system: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one of two texts that are compared, and whether the other text has them too."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A segment on which the systems differ much: both translations, cut where they differ, and both scores."""

    key: str
    language: str
    source_language: str | None
    source: str | None
    reference: str | None
    baseline: tuple[Piece, ...]
    system: tuple[Piece, ...]
    scores: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Compared:
    """A system against the baseline.

    `points` has for each segment the scores of the baseline and of the system by the leading metric, in the order of
    the segments; `examples` come with the largest differences first.
    """

    name: str
    scores: tuple[Score, ...]
    against: tuple[Against, ...]
    errors: tuple[Errors, ...]
    buckets: tuple[Bucket, ...]
    examples: tuple[Example, ...]
    points: tuple[tuple[float, float], ...]

    @property
    def meanings(self) -> dict[str, list[str]]:
        """What the differences mean, and by which metrics."""
        found: dict[str, list[str]] = {}
        for own in self.against:
            found.setdefault(own.meaning, []).append(own.metric)
        return found


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Table):
    """Systems against a baseline on the same segments. A row of the table is a system and a metric.

    `leading` is the metric by which segments are compared, None where no metric scores single segments. `checked`
    says whether the errors were looked for. `test` and `correction` name how p-values were made. `left_out` says of
    which segments or references the comparison does without, because not all systems have them.
    """

    baseline: str
    baseline_scores: tuple[Score, ...]
    language: str
    segments: int
    systems: tuple[Compared, ...]
    leading: str | None
    checked: bool
    test: str
    correction: str
    not_checked: tuple[NotChecked, ...]
    left_out: tuple[NotChecked, ...] = ()

    def __repr__(self) -> str:
        systems = (
            f"{system.name} " + ", ".join(f"{own.metric} {change(own.difference)}" for own in system.against)
            for system in self.systems
        )
        return f"<Comparison with {self.baseline} on {self.segments} segments: {'; '.join(systems)}>"

    @property
    def gaps(self) -> dict[str, str]:
        """What was not checked, by why it was not."""
        found: dict[str, list[str]] = {}
        for item in self.not_checked:
            found.setdefault(item.why, []).append(item.what)
        return {why: ", ".join(items) for why, items in found.items()}

    @property
    def method(self) -> str:
        """Say how intervals and p-values were made."""
        return (
            f"Intervals are 95 %; p-values by {self.test} (of errors by randomisation), corrected by {self.correction}"
        )

    def records(self) -> list[dict[str, Any]]:
        """Return one row for each system and metric."""
        return [{"system": system.name} | asdict(own) for system in self.systems for own in system.against]

    def to_html(self) -> str:
        """Return the page of `qa compare -f html`: one file with plots, errors, and the segments that differ most."""
        from qa.comparison.page import page

        return page(self)

    def _repr_html_(self) -> str:
        from qa.comparison.page import summary

        return summary(self)
