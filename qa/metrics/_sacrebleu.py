"""What the metrics that lean on sacrebleu share: its sufficient statistics as rows, and its way back to a score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa.core.documents import Segment

RESAMPLES, SEED = 1000, 12345


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


def rows(metric: Any, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
    """Return each segment's statistics."""
    if not segments:
        return []
    hypotheses, references = texts(segments)
    return [tuple(map(float, row)) for row in metric._extract_corpus_statistics(hypotheses, references)]


def finish(metric: Any, total: Sequence[float]) -> float:
    """Return the score of a sum of rows."""
    return float(metric._compute_score_from_stats(list(total)).score)


def signature(metric: Any, segments: Sequence[Segment]) -> str:
    """Return sacrebleu's signature of a corpus score with bootstrap interval."""
    counts = {len(segment.references) or 1 for segment in segments}
    metric.num_refs = counts.pop() if len(counts) == 1 else -1
    metric.n_bootstrap, metric.seed = RESAMPLES, str(SEED)
    return str(metric.get_signature())
