"""What a run comes to: scores, the MQM score, the verdict and the report that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qa.core.documents import Document, Segment
from qa.core.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value for a corpus, its 95 % confidence interval and the signature that makes it repeatable."""

    metric: str
    value: float
    interval: tuple[float, float] | None
    signature: str
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Mqm:
    """An MQM score after the MQM Council's scoring models (https://themqm.org).

    `penalty` is the sum of penalty points (minor 1, major 5, critical 25), `per_1000_words` the penalty per 1,000
    words, `score` the linear raw score (100 minus the penalty per 100 words, not below 0), `interval` its 95 %
    confidence interval, `calibrated` the linear calibrated score, `threshold` the score that passes on that scale.
    """

    score: float
    penalty: float
    per_1000_words: float
    interval: tuple[float, float]
    words: int
    calibrated: float
    threshold: float
    model: str

    @property
    def passed(self) -> bool:
        """Whether the calibrated score reaches the threshold."""
        return self.calibrated >= self.threshold


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that was asked for, or that users would expect, and that was not checked.

    `asked` says that the user asked for it by name, so that leaving it out is a failure (exit code 3).
    """

    what: str
    why: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the translation passes the gate, why not, and what was not checked.

    Without reasons and not passed: something that was asked for was not checked.
    """

    passed: bool
    reasons: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredSegment:
    """A segment with its own scores (metric name to value)."""

    segment: Segment
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """What there is to know about a check beside its findings: the `manual` is its whole page."""

    check: str
    category: str
    severity: Severity
    summary: str
    manual: str


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that counts as no new one, and why: a comment in the file (`inSource`), or something else."""

    finding: Finding
    kind: Literal["inSource", "external"]
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A score's mean over the segments that an earlier report has too, before and now.

    `p` is how likely such a loss is by chance; `worse` says that it is significant.
    """

    metric: str
    before: float
    after: float
    segments: int
    p: float
    worse: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a reporter may write down.

    `documents` are the translations; `words` counts the words of each, in their order. `companions` are the references
    and sources that findings and evidence may point into. `rules` are the checks that ran. Where new findings were told
    from old ones (`sifted`), the old are among the `known`, and `stale` names those of the baseline that are gone.
    """

    documents: tuple[Document, ...]
    words: tuple[int, ...]
    segments: tuple[ScoredSegment, ...]
    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    verdict: Verdict
    mqm: Mqm | None = None
    fluency: Score | None = None
    title: str = ""
    companions: tuple[Document, ...] = ()
    rules: tuple[Rule, ...] = ()
    known: tuple[Known, ...] = ()
    stale: tuple[tuple[str, ...], ...] = ()
    sifted: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def files(self) -> tuple[Document, ...]:
        """The files that findings and evidence may point into."""
        return (*self.documents, *self.companions)

    @property
    def named_segments(self) -> dict[tuple[str, str], Segment]:
        """The segments by what findings name them by: the translation's file and the key."""
        return {(each.segment.target.path, each.segment.key): each.segment for each in self.segments}

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that say how good the translation is: new and old ones, without those that are ignored."""
        return (*self.findings, *(each.finding for each in self.known if each.kind == "external"))
