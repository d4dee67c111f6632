"""TER."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu

_ASIAN = frozenset({"zh", "ja", "ko"})


@lru_cache(maxsize=8)
def _metric(asian_support: bool) -> Any:
    from sacrebleu.metrics import TER

    return TER(normalized=asian_support, asian_support=asian_support)


@dataclass(frozen=True)
class Ter(Metric):
    """TER: how many edits turn the translation into the nearest reference, per 100 reference words; lower is better.

    Why: an estimate of the post-editor's work: insertions, deletions, substitutions and shifts of words. Computed by
    sacrebleu, equal to its own values and signatures.

    Limits: knows no synonyms; a free reference makes a good translation look expensive.

    Source: Snover et al. 2006; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})
    higher_is_better = False

    def _for(self, language: str) -> Any:
        return _metric(language in _ASIAN)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment: edits to the nearest reference, and the references' mean length in words."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return TER in per cent; above 100 is possible."""
        return _sacrebleu.finish(_metric(False), total)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
