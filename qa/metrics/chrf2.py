"""chrF2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.metrics import _sacrebleu


@dataclass(frozen=True)
class Chrf2(Metric):
    """chrF2: F-score over character sequences (1 to 6) alone, recall counting twice, 0 to 100.

    Why: what sacrebleu computes where nothing else is said, and the chrF of most papers. Equal to its own values and
    signatures.

    Options, those of sacrebleu: `char_order`, `beta`, `lowercase`, `whitespace`, `eps_smoothing`.

    Limits: knows no synonyms, and no words. Computed only where it is asked for (--metric chrf2).

    Source: Popović 2015; Post 2018 (sacrebleu).
    """

    needs = frozenset({"reference"})
    usual = False

    char_order: int = 6
    beta: int = 2
    lowercase: bool = False
    whitespace: bool = False
    eps_smoothing: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        _sacrebleu.at_least(1, char_order=self.char_order)
        _sacrebleu.at_least(0, beta=self.beta)

    def _for(self, language: str) -> Any:  # noqa: ARG002 (the same for all languages)
        return _sacrebleu.chrf(self.char_order, 0, self.beta, self.lowercase, self.whitespace, self.eps_smoothing)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment, by order: n-grams of the translation, of the reference, and common to both."""
        return _sacrebleu.rows(self._for, segments)

    def finish(self, total: Sequence[float]) -> float:
        """Return chrF, 0 to 100."""
        return _sacrebleu.finish(self._for(""), total)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return sacrebleu's signature."""
        return _sacrebleu.signature(self._for, segments)
