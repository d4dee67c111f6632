"""How well marked spans agree with those that people marked, in characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.core.findings import Severity
from qa.judge.agreement.correlation import Floats

_HALF = 0.5


class Marked(NamedTuple):
    """A marked range of a translation, half-open, in code points; `severity` is None where it was not said."""

    start: int
    end: int
    severity: Severity | None


class SpanCounts(NamedTuple):
    """What one translation adds to precision and recall: characters marked by both, by the checker, by people.

    `graded` is `both` with half a point where only the severity is wrong.
    """

    both: float
    graded: float
    found: float
    human: float


class Spans(NamedTuple):
    """Precision, recall and F1; None where nothing was marked that they could be a share of."""

    precision: float | None
    recall: float | None
    f1: float | None


def count_characters(length: int, found: Iterable[Marked], human: Iterable[Marked]) -> SpanCounts:
    """Compare the spans found in a translation of `length` characters with those of one or several people.

    A character counts as marked however many spans cover it. It gets a full point where both mark it with the same
    severity, half a point where the severities differ; where people give both severities, either is right. Critical
    counts as major, neutral is no error, and an unknown severity agrees with any. An empty span counts as the one
    character that stands at its place, the last of them behind the end of the text. Several raters' spans are put
    together.

    Source: the scorer of the WMT 2023 shared task on quality estimation, task 2, error span detection
    (github.com/WMT-QE-Task/qe-eval-scripts, wmt23/task2_evaluate.py).
    """
    own_minor, own_major = _masks(length, found)
    minor, major = _masks(length, human)
    own, gold = own_minor | own_major, minor | major
    full = (own_minor & minor) | (own_major & major)
    both = own & gold
    return SpanCounts(
        both=float(both.sum()),
        graded=float(full.sum()) + _HALF * float((both & ~full).sum()),
        found=float(own.sum()),
        human=float(gold.sum()),
    )


def _masks(length: int, spans: Iterable[Marked]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    minor, major = np.zeros(length + 1, bool), np.zeros(length + 1, bool)
    for start, end, severity in spans:
        place = slice(start, max(end, start + 1))
        if severity is None or severity is Severity.MINOR:
            minor[place] = True
        if severity is None or severity > Severity.MINOR:
            major[place] = True
    return minor, major


def f1_scores(hits: Floats, found: Floats, human: Floats) -> Floats:
    """Return F1 for sums of counts, one for each resample; nan where nobody marked anything."""
    total = found + human
    scores: Floats = np.divide(2 * hits, total, out=np.full(total.shape, np.nan), where=total > 0)
    return scores


def span_scores(counts: Iterable[float], graded: bool = False) -> Spans:
    """Return precision, recall and F1 of summed counts; `graded` by severity, otherwise by place alone."""
    both, by_severity, found, human = map(float, counts)
    hits = by_severity if graded else both
    return Spans(
        precision=hits / found if found else None,
        recall=hits / human if human else None,
        f1=2 * hits / (found + human) if found + human else None,
    )
