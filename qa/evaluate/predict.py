"""What the checker says of judged translations: findings and scores, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from qa.config.settings import Settings
from qa.core.contracts import Metric
from qa.core.documents import Document, Segment
from qa.core.findings import Finding
from qa.core.report import NotChecked
from qa.glossary.base import Glossary
from qa.gold.rows import Judged
from qa.gold.segments import segments_of
from qa.inputs.opened import Opened
from qa.judge.agreement.correlation import Floats
from qa.judge.agreement.spans import Marked
from qa.judge.merge import merge
from qa.judge.mqm import WEIGHTS
from qa.run.examine import Applied, apply, can_score
from qa.run.work import Progress

PENALTY = "mqm"


class Found(NamedTuple):
    """A finding, with its places in the translation itself."""

    finding: Finding
    places: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Predicted:
    """Findings of each row, and scores by metric, higher is better; nan where a metric has nothing to say."""

    found: tuple[tuple[Found, ...], ...]
    scores: dict[str, Floats]
    not_checked: tuple[NotChecked, ...] = ()


def predict(
    rows: Sequence[Judged],
    settings: Settings,
    glossary: Glossary | None = None,
    progress: Progress | None = None,
    with_scores: bool = True,
) -> Predicted:
    """Check and score the rows as `qa check` would, each system's documents on their own.

    The score `mqm` is minus the penalty of the findings; without `with_scores` it is the only one. TER, where lower is
    better, is turned round.
    """
    article = Document("annotations", "", tuple(segments_of(rows)), bilingual=True)
    applied = apply(Opened(article, glossary=glossary), settings, progress, scored=with_scores)
    found: list[list[Found]] = [[] for _ in rows]
    for finding in merge(applied.findings):
        number = int(finding.key)
        found[number].append(Found(finding, _places(finding, applied.segments[number])))
    scores = {PENALTY: np.array([-_penalty(own) for own in found])}
    scores |= {metric.id(): _scores(metric, applied) for metric in applied.metrics}
    not_checked = applied.not_checked + (applied.not_scored if with_scores else ())
    return Predicted(tuple(map(tuple, found)), scores, not_checked)


def _places(finding: Finding, segment: Segment) -> tuple[Marked, ...]:
    start, length = segment.target.start, len(segment.target.text)
    return tuple(
        Marked(max(span.start - start, 0), min(span.end - start, length), finding.severity)
        for span in finding.spans
        if span.path == segment.target.path and span.start - start <= length and span.end >= start
    )


def _penalty(found: Sequence[Found]) -> float:
    return sum(WEIGHTS[item.finding.severity] for item in found)


def _scores(metric: Metric, applied: Applied) -> Floats:
    sign = 1 if metric.higher_is_better else -1
    return np.array(
        [
            sign * metric.finish_segment(row) if can_score(metric, segment) else np.nan
            for segment, row in zip(applied.segments, applied.part.rows[metric.id()], strict=True)
        ]
    )
