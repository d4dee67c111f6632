"""BLEU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu

_TOKENIZERS = {"zh": "zh", "ja": "char", "th": "char", "lo": "char", "km": "char", "my": "char"}


@lru_cache(maxsize=8)
def _metric(tokenize: str, effective_order: bool = False) -> Any:
    from sacrebleu.metrics import BLEU

    return BLEU(tokenize=tokenize, effective_order=effective_order)


@dataclass(frozen=True)
class Bleu(Metric):
    """BLEU: how many word sequences (1 to 4 words) of the translation stand in a reference, 0 to 100.

    Why: the number that papers and customers ask for. Computed by sacrebleu against all references at once, equal to
    its own values and signatures.

    Limits: knows no synonyms; says little about a single segment, so that it is given for the corpus only. The
    article and its references are aligned first, and the unit of the statistics is the aligned segment.

    Source: Papineni et al. 2002; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})
    segment_level = False

    tokenize: str = "auto"

    def _for(self, language: str) -> Any:
        return _metric(_TOKENIZERS.get(language, "13a") if self.tokenize == "auto" else self.tokenize)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment: lengths of translation and closest reference, matches and n-grams by order."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return BLEU, 0 to 100."""
        return _sacrebleu.finish(_metric("13a"), total)

    def finish_segment(self, row: Sequence[float]) -> float:
        """Return one segment's BLEU; sequences longer than the segment do not count, as in sacrebleu's."""
        return _sacrebleu.finish(_metric("13a", True), row)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
