"""chrF2++."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu


@lru_cache(maxsize=8)
def _metric(word_order: int, beta: int) -> Any:
    from sacrebleu.metrics import CHRF

    return CHRF(word_order=word_order, beta=beta)


@dataclass(frozen=True)
class Chrf(Metric):
    """chrF2++: F-score over character sequences (1 to 6) and words (1 and 2), recall counting twice, 0 to 100.

    Why: sees inflected forms that BLEU takes for errors, needs no tokenizer, works on a single segment. Computed by
    sacrebleu against the best of all references, equal to its own values and signatures.

    Limits: knows no synonyms.

    Source: Popović 2015 and 2017; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})

    word_order: int = 2
    beta: int = 2

    def _for(self, language: str) -> Any:  # noqa: ARG002 (the same for all languages)
        return _metric(self.word_order, self.beta)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment, by order: n-grams of the translation, of the reference, and common to both."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return chrF, 0 to 100."""
        return _sacrebleu.finish(_metric(self.word_order, self.beta), total)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
