"""spBLEU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu


@dataclass(frozen=True)
class SpBleu(Metric):
    """spBLEU: BLEU over the pieces of a sentencepiece model, the same for all languages, 0 to 100.

    Why: the tokenizers of BLEU differ from language to language, and some languages have none; pieces learned from
    many languages make scores of different languages more alike. Computed by sacrebleu, equal to its own values.

    Options: `model`, the path of a sentencepiece model; without it `tokenize` (flores101 or flores200) names a model
    that sacrebleu has downloaded before: nothing is downloaded here. `lowercase`, `smooth`, `smooth_value` and
    `effective_order` as for BLEU. A model that sacrebleu does not know is named in the signature by its content.

    Limits: those of BLEU. Computed only where it is asked for (--metric spbleu).

    Source: Goyal et al. 2022 (Flores-101); Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})
    segment_level = False
    usual = False

    model: str = ""
    tokenize: str = "flores200"
    lowercase: bool = False
    smooth: str = "exp"
    smooth_value: float | None = None
    effective_order: bool = False

    def __post_init__(self) -> None:
        """Refuse options that do not exist."""
        self._options(False).check()

    def lacks(self) -> str:
        """Say whether there is no model to divide the words with."""
        return "" if self.model else _sacrebleu.lacks(self.tokenize)

    def _options(self, single: bool) -> _sacrebleu.BleuOptions:
        effective = self.effective_order or single
        return _sacrebleu.BleuOptions(
            self.tokenize, self.lowercase, self.smooth, self.smooth_value, 4, effective, self.model
        )

    def _for(self, language: str, single: bool = False) -> Any:  # noqa: ARG002 (the same for all languages)
        return _sacrebleu.bleu(self._options(single))

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment: lengths of translation and closest reference, matches and n-grams by order."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return spBLEU, 0 to 100."""
        return _sacrebleu.finish(self._for(""), total)

    def finish_segment(self, row: Sequence[float]) -> float:
        """Return one segment's spBLEU; sequences longer than the segment do not count."""
        return _sacrebleu.finish(self._for("", single=True), row)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
