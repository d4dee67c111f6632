"""BLEU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu

_TOKENIZERS = {"zh": "zh", "ja": "char", "th": "char", "lo": "char", "km": "char", "my": "char"}
_DEFAULT = "13a"


@dataclass(frozen=True)
class Bleu(Metric):
    """BLEU: how many word sequences (1 to 4 words) of the translation stand in a reference, 0 to 100.

    Why: the number that papers and customers ask for. Computed by sacrebleu against all references at once, equal to
    its own values and signatures.

    Options, those of sacrebleu: `tokenize` (13a, intl, char, zh, ja-mecab, ko-mecab, flores101, flores200, none; auto
    takes zh for Chinese, char for other languages that write without spaces, else 13a), `lowercase`, `smooth` (exp,
    floor, add-k, none) with its `smooth_value`, `max_order`, `effective_order`.

    Limits: knows no synonyms; says little about a single segment, so that it is given for the corpus only. The
    article and its references are aligned first, and the unit of the statistics is the aligned segment. ja-mecab and
    ko-mecab need the extra `mecab`.

    Source: Papineni et al. 2002; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})
    segment_level = False

    tokenize: str = "auto"
    lowercase: bool = False
    smooth: str = "exp"
    smooth_value: float | None = None
    max_order: int = 4
    effective_order: bool = False

    def __post_init__(self) -> None:
        """Refuse options that do not exist."""
        self._options("", False).check()

    def lacks(self) -> str:
        """Say whether the tokenizer is not installed."""
        return _sacrebleu.lacks(self.tokenize)

    def _options(self, language: str, single: bool) -> _sacrebleu.BleuOptions:
        tokenize = _TOKENIZERS.get(language, _DEFAULT) if self.tokenize == "auto" else self.tokenize
        effective = self.effective_order or single
        return _sacrebleu.BleuOptions(
            tokenize, self.lowercase, self.smooth, self.smooth_value, self.max_order, effective
        )

    def _for(self, language: str, single: bool = False) -> Any:
        return _sacrebleu.bleu(self._options(language, single))

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment: lengths of translation and closest reference, matches and n-grams by order."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return BLEU, 0 to 100."""
        return _sacrebleu.finish(self._for(""), total)

    def finish_segment(self, row: Sequence[float]) -> float:
        """Return one segment's BLEU; sequences longer than the segment do not count, as in sacrebleu's."""
        return _sacrebleu.finish(self._for("", single=True), row)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
