"""What the metrics that lean on sacrebleu share: its sufficient statistics as rows, and its way back to a score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from qa.core.documents import Segment
from qa.lang.tags import primary

RESAMPLES, SEED = 1000, 12345
MetricFor = Callable[[str], Any]


def texts(segments: Sequence[Segment]) -> tuple[list[str], list[list[str | None]]]:
    """Return the hypotheses and the reference streams, as sacrebleu wants them.

    A segment without any counterpart counts against an empty reference: what was added, was added wrongly.
    (chrF, as sacrebleu defines it, leaves such a segment out of its precision.)
    """
    width = max((len(segment.references) for segment in segments), default=0) or 1
    lists: list[list[str | None]] = []
    for segment in segments:
        own: list[str | None] = [reference.text for reference in segment.references] or [""]
        lists.append(own + [None] * (width - len(own)))
    return [segment.target.text for segment in segments], [list(stream) for stream in zip(*lists, strict=True)]


def rows(metric_for: MetricFor, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
    """Return each segment's statistics, by the metric for its language."""
    found: list[tuple[float, ...]] = [()] * len(segments)
    for metric, indexes in _by_metric(metric_for, segments):
        hypotheses, references = texts([segments[index] for index in indexes])
        for index, row in zip(indexes, metric._extract_corpus_statistics(hypotheses, references), strict=True):
            found[index] = tuple(map(float, row))
    return found


def _by_metric(metric_for: MetricFor, segments: Sequence[Segment]) -> list[tuple[Any, list[int]]]:
    groups: dict[int, tuple[Any, list[int]]] = {}
    for index, segment in enumerate(segments):
        metric = metric_for(primary(segment.target_lang))
        groups.setdefault(id(metric), (metric, []))[1].append(index)
    return list(groups.values())


def finish(metric: Any, total: Sequence[float]) -> float:
    """Return the score of a sum of rows."""
    return float(metric._compute_score_from_stats(list(total)).score)


def signature(metric_for: MetricFor, segments: Sequence[Segment]) -> str:
    """Return sacrebleu's signature of a corpus score with bootstrap interval; of several, where languages differ."""
    signatures = []
    for metric, indexes in _by_metric(metric_for, segments):
        counts = {len(segments[index].references) or 1 for index in indexes}
        own = copy(metric)
        own.num_refs = counts.pop() if len(counts) == 1 else -1
        own.n_bootstrap, own.seed = RESAMPLES, str(SEED)
        signatures.append(str(own.get_signature()))
    return "; ".join(signatures)
