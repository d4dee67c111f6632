"""chrF2++."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu


@dataclass(frozen=True)
class Chrf(Metric):
    """chrF2++: F-score over character sequences (1 to 6) and words (1 and 2), recall counting twice, 0 to 100.

    Why: sees inflected forms that BLEU takes for errors, needs no tokenizer, works on a single segment. Computed by
    sacrebleu against the best of all references, equal to its own values and signatures.

    Options, those of sacrebleu: `char_order`, `word_order` (0 makes it chrF2, which is the metric `chrf2` too), `beta`
    (how often recall counts), `lowercase`, `whitespace` (count spaces), `eps_smoothing`.

    Limits: knows no synonyms.

    Source: Popović 2015 and 2017; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})

    char_order: int = 6
    word_order: int = 2
    beta: int = 2
    lowercase: bool = False
    whitespace: bool = False
    eps_smoothing: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        _sacrebleu.at_least(1, char_order=self.char_order)
        _sacrebleu.at_least(0, word_order=self.word_order, beta=self.beta)

    def _for(self, language: str) -> Any:  # noqa: ARG002 (the same for all languages)
        return _sacrebleu.chrf(
            self.char_order, self.word_order, self.beta, self.lowercase, self.whitespace, self.eps_smoothing
        )

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment, by order: n-grams of the translation, of the reference, and common to both."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return chrF, 0 to 100."""
        return _sacrebleu.finish(self._for(""), total)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
