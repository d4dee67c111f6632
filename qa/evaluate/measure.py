"""Compares what the checker says with what people said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.core.errors import SettingsError
from qa.evaluate.predict import Found, Predicted
from qa.evaluate.results import (
    Agreement,
    CheckAgreement,
    Comparison,
    Evaluation,
    SegmentAgreement,
    SpanAgreement,
    SystemAgreement,
)
from qa.gold.rows import HumanSpan, Judged, is_human
from qa.judge.agreement.correlation import Floats, Ints, kendall, once, pearson
from qa.judge.agreement.resampling import intervals, permutation_p
from qa.judge.agreement.spans import Marked, count_characters, f1_scores, span_scores
from qa.judge.agreement.systems import SystemPair, compare_systems, pairwise_accuracy, soft_pairwise_accuracy
from qa.judge.agreement.ties import pair_accuracy, tie_calibrated
from qa.registry import unknown

_PREFERRED = ("mqm", "esa", "da_z", "da")
_OMISSION = "omission"
Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Table:
    """The judged rows as columns; `counts` are the span counts, nan in rows where nobody looked for errors."""

    rows: Sequence[Judged]
    items: Ints
    systems: Sequence[str]
    human: Floats
    scores: Mapping[str, Floats]
    counts: Floats


def human_score(rows: Iterable[Judged], wanted: str | None) -> str | None:
    """Return the human score to compare with: the one asked for, else MQM, ESA, direct assessment or the only one.

    Raises:
        SettingsError: no row has the score that was asked for.
    """
    names = Counter(name for row in rows for name in row.scores)
    if wanted is not None:
        if wanted not in names:
            raise SettingsError(unknown("human score", wanted, tuple(sorted(names)) or ("no scores",)))
        return wanted
    ranked = [name for prefix in _PREFERRED for name, _ in names.most_common() if name.startswith(prefix)]
    return next(iter([*ranked, *sorted(names)]), None)


def evaluate(
    rows: Sequence[Judged],
    predicted: Predicted,
    *,
    human: str | None = None,
    metric: str = "mqm",
    against: Sequence[str] = (),
) -> Evaluation:
    """Measure the agreement of findings and scores with the human annotations, `metric` being the headline score.

    Raises:
        SettingsError: there is no such metric or human score.
    """
    for name in (metric, *against):
        if name not in predicted.scores:
            raise SettingsError(unknown("metric", name, tuple(predicted.scores)))
    chosen = human_score(rows, human)
    table = _table(rows, predicted, chosen)
    pairs = [row.pair for row in rows]
    contests: dict[str, list[SystemPair]] = {name: [] for name in predicted.scores}
    by_pair = {}
    for pair in sorted(set(pairs)):
        own = np.array([name == pair for name in pairs])
        met = {name: _contests(table, name, own) for name in predicted.scores}
        by_pair[pair] = _agreement(table, own, met)
        for name, some in met.items():
            contests[name] += some
    whole = by_pair[pairs[0]] if len(by_pair) == 1 else _agreement(table, np.ones(len(rows), bool), contests)
    return Evaluation(
        human=chosen,
        metric=metric,
        systems=len(set(zip(pairs, table.systems, strict=True))),
        overall=whole,
        by_language_pair=by_pair,
        by_check=_by_check(rows, predicted.found),
        comparisons=tuple(_comparison(table, metric, other) for other in against),
        not_checked=predicted.not_checked,
    )


def _table(rows: Sequence[Judged], predicted: Predicted, human: str | None) -> _Table:
    items: dict[tuple[str, str], int] = {}
    for row in rows:
        items.setdefault((row.pair, row.item), len(items))
    return _Table(
        rows=rows,
        items=np.array([items[row.pair, row.item] for row in rows], dtype=np.int64),
        systems=[row.system for row in rows],
        human=np.array([row.scores.get(human or "", np.nan) for row in rows], dtype=float),
        scores=predicted.scores,
        counts=np.array([_counts(row, found) for row, found in zip(rows, predicted.found, strict=True)]),
    )


def _counts(row: Judged, found: Sequence[Found]) -> tuple[float, ...]:
    if row.spans is None:
        return (np.nan,) * 4
    own = [place for item in found for place in item.places]
    return count_characters(len(row.target), own, human_marks(row.spans))


def human_marks(spans: Iterable[HumanSpan]) -> list[Marked]:
    """Return what people marked in the translation itself, all raters together."""
    return [Marked(span.start, span.end, span.severity) for span in spans if span.side == "target"]


def _agreement(table: _Table, own: Rows, contests: Mapping[str, Sequence[SystemPair]]) -> Agreement:
    return Agreement(
        rows=int(own.sum()),
        segment={name: _segments(table, name, own) for name in table.scores},
        system={name: _systems(pairs) for name, pairs in contests.items()},
        spans=_spans(table, own),
    )


def _known(table: _Table, metric: str) -> Rows:
    known: Rows = ~np.isnan(table.human) & ~np.isnan(table.scores[metric])
    return known


def _segments(table: _Table, metric: str, own: Rows) -> SegmentAgreement:
    own = own & _known(table, metric)
    if own.sum() < 2:
        return SegmentAgreement(None, None, int(own.sum()))
    human, scores = table.human[own], table.scores[metric][own]
    items = np.unique(table.items[own], return_inverse=True)[1].astype(np.int64)
    count = int(items.max()) + 1
    pairs, ties = pair_accuracy(items, human, scores), tie_calibrated(items, human, scores)
    measures = {
        "kendall": lambda weights: kendall(scores, human, weights[items]),
        "pearson": lambda weights: pearson(scores, human, weights[items]),
        "pair_accuracy": pairs.average,
        "tie_calibrated_accuracy": ties.average,
    }
    values = {name: _value(measure(once(count))) for name, measure in measures.items()}
    bounds = {f"{name}_interval": interval for name, interval in intervals(measures, count).items()}
    return SegmentAgreement(
        **values,  # type: ignore[arg-type]
        **bounds,  # type: ignore[arg-type]
        n=len(human),
        items=count,
        tie_threshold=ties.threshold if len(ties.items) else None,
    )


def _value(result: Floats) -> float | None:
    return None if np.isnan(result[0]) else float(result[0])


def _contests(table: _Table, metric: str, own: Rows) -> list[SystemPair]:
    machine = np.array([not is_human(system) for system in table.systems])
    chosen = np.flatnonzero(own & machine & _known(table, metric))
    if not len(chosen):
        return []
    items = np.unique(table.items[chosen], return_inverse=True)[1].astype(np.int64)
    systems = [table.systems[int(number)] for number in chosen]
    return compare_systems(items, systems, table.human[chosen], table.scores[metric][chosen])


def _systems(pairs: Sequence[SystemPair]) -> SystemAgreement:
    return SystemAgreement(pairwise_accuracy(pairs), soft_pairwise_accuracy(pairs), len(pairs))


def _spans(table: _Table, own: Rows) -> SpanAgreement:
    own = own & ~np.isnan(table.counts[:, 0])
    counts = table.counts[own]
    items = np.unique(table.items[own], return_inverse=True)[1].astype(np.int64)
    both, _, found, human = (np.bincount(items, column) for column in counts.T)
    bounds = intervals({"f1": lambda weights: f1_scores(both @ weights, found @ weights, human @ weights)}, len(both))
    total = counts.sum(axis=0)
    return SpanAgreement(span_scores(total), span_scores(total, graded=True), bounds["f1"], len(counts))


def _by_check(rows: Sequence[Judged], found: Sequence[Sequence[Found]]) -> dict[str, CheckAgreement]:
    """Return the agreement of each check; a finding that several checks share counts for each."""
    judged: dict[str, list[tuple[bool, float]]] = {}
    for row, own in zip(rows, found, strict=True):
        for item in own if row.spans is not None else ():
            for check in (item.finding.check, *item.finding.also):
                judged.setdefault(check, []).append((is_right(item, row.spans or ()), item.finding.confidence))
    return {
        check: CheckAgreement(
            findings=len(marks),
            right=sum(right for right, _ in marks),
            precision=sum(right for right, _ in marks) / len(marks),
            confidence=sum(confidence for _, confidence in marks) / len(marks),
        )
        for check, marks in sorted(judged.items())
    }


def is_right(item: Found, spans: Sequence[HumanSpan]) -> bool:
    """Say whether people marked an error there; an omission is right where they marked any omission in the segment.

    An omission is a finding that marks no word, or that says so by its category. People mark one in the source, as
    omitted or as left untranslated.
    """
    marks = human_marks(spans)
    for start, end, _ in item.places:
        if any(start < mark.end and mark.start < end for mark in marks):
            return True
        if start == end and any(mark.start <= start <= mark.end for mark in marks):
            return True
    missing = item.finding.category.endswith(_OMISSION) or any(start == end for start, end, _ in item.places)
    return missing and any(is_omission(span) for span in spans)


def is_omission(span: HumanSpan) -> bool:
    """Say whether people marked that something is missing, or was left untranslated."""
    category = span.category.lower()
    return _OMISSION in category or (span.side == "source" and category.startswith("accuracy/untranslated"))


def _comparison(table: _Table, first: str, second: str) -> Comparison:
    own = _known(table, first) & _known(table, second)
    items, human = table.items[own], table.human[own]
    one, other = table.scores[first][own], table.scores[second][own]
    by_kendall, by_pearson = (permutation_p(items, human, one, other, measure) for measure in (kendall, pearson))
    return Comparison(first, second, by_kendall, by_pearson, len(human))
