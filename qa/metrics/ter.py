"""TER."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu
from qa.metrics._edits import edits

_ASIAN = frozenset({"zh", "ja", "ko"})


@lru_cache(maxsize=16)
def _metric(normalized: bool, no_punct: bool, asian_support: bool, case_sensitive: bool) -> Any:
    from sacrebleu.metrics import TER

    class Counted(TER):  # type: ignore[misc]
        """sacrebleu's TER with edits counted faster."""

        def _compute_segment_statistics(self, hypothesis: str, ref_kwargs: dict[str, Any]) -> list[float]:
            words, references = hypothesis.split(), ref_kwargs["ref_words"]
            least = min(edits(words, reference) for reference in references)
            return [least, sum(map(len, references)) / len(references)]

    return Counted(normalized, no_punct, asian_support, case_sensitive)


@dataclass(frozen=True)
class Ter(Metric):
    """TER: how many edits turn the translation into the nearest reference, per 100 reference words; lower is better.

    Why: an estimate of the post-editor's work: insertions, deletions, substitutions and shifts of words. Equal to
    sacrebleu's values and signatures; the words are divided by sacrebleu, the edits are counted faster.

    Options, those of sacrebleu: `normalized` (divide punctuation), `no_punct` (leave it out), `asian_support` (divide
    Chinese, Japanese and Korean into characters), `case_sensitive`. Texts in Chinese, Japanese and Korean are always
    normalised and divided.

    Limits: knows no synonyms; a free reference makes a good translation look expensive.

    Source: Snover et al. 2006; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})
    higher_is_better = False

    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False

    def _for(self, language: str) -> Any:
        asian = language in _ASIAN
        return _metric(self.normalized or asian, self.no_punct, self.asian_support or asian, self.case_sensitive)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment: edits to the nearest reference, and the references' mean length in words."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return TER in per cent; above 100 is possible."""
        return _sacrebleu.finish(self._for(""), total)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
