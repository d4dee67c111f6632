"""What an evaluation comes to. A number is None where the annotations leave nothing to measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.core.report import NotChecked
from qa.judge.agreement.resampling import Interval
from qa.judge.agreement.spans import Spans


@dataclass(frozen=True, slots=True)
class SegmentAgreement:
    """Agreement of a score with the human one on single segments; intervals are 95 %, drawn by source segment.

    `kendall` (tau-b) and `pearson` are over all `n` translations together; `pair_accuracy` and
    `tie_calibrated_accuracy` compare translations of the same source and are averaged over sources.
    """

    kendall: float | None
    pearson: float | None
    n: int
    items: int = 0
    kendall_interval: Interval | None = None
    pearson_interval: Interval | None = None
    pair_accuracy: float | None = None
    pair_accuracy_interval: Interval | None = None
    tie_calibrated_accuracy: float | None = None
    tie_calibrated_accuracy_interval: Interval | None = None
    tie_threshold: float | None = None


@dataclass(frozen=True, slots=True)
class SystemAgreement:
    """Agreement on which of two systems is better; `n` pairs of systems, human translations left out."""

    pairwise_accuracy: float | None
    soft_pairwise_accuracy: float | None
    n: int


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """Agreement on which characters are wrong, over `n` translations: by place alone, and with severities."""

    by_place: Spans
    by_severity: Spans
    f1_interval: Interval | None
    n: int


@dataclass(frozen=True, slots=True)
class CheckAgreement:
    """How many findings a check has, and how many of them overlap an error that people marked.

    `confidence` is the mean of what the check itself says of them.
    """

    findings: int
    right: int
    precision: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on some of the rows: by score, and of the findings."""

    rows: int
    segment: Mapping[str, SegmentAgreement]
    system: Mapping[str, SystemAgreement]
    spans: SpanAgreement


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores against each other: p-values of "both agree with people equally well" (paired permutation test)."""

    first: str
    second: str
    kendall_p: float
    pearson_p: float
    n: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The agreement on all rows, on those of each language pair, and of each check."""

    human: str | None
    metric: str
    systems: int
    overall: Agreement
    by_language_pair: Mapping[str, Agreement]
    by_check: Mapping[str, CheckAgreement]
    comparisons: tuple[Comparison, ...] = ()
    not_checked: tuple[NotChecked, ...] = field(default=())
