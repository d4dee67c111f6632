"""The MQM score of a translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.core.findings import Finding, Severity
from qa.core.report import Mqm
from qa.judge.intervals import weighted_poisson

WEIGHTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}


@dataclass(frozen=True, slots=True)
class ScoringModel:
    """What a customer agreed on: how many penalty points per 1,000 words just pass, and which score that gets."""

    acceptable_per_1000_words: float = 20.0
    passing_score: float = 90.0

    @property
    def name(self) -> str:
        """The model's signature."""
        return (
            "MQM linear raw; calibrated: "
            f"{self.acceptable_per_1000_words:g} points per 1000 words pass at {self.passing_score:g}; "
            "minor 1, major 5, critical 25"
        )


def mqm(findings: Iterable[Finding], words: int, model: ScoringModel | None = None) -> Mqm | None:
    """Score a translation of `words` words by its findings; None where there are no words.

    Linear raw score: 100 minus the penalty per 100 words. Linear calibrated score: a line through 100 (no penalty)
    and the passing score (the acceptable penalty). Both stop at 0. A broken entry of the file is no error of the
    translation, and costs nothing here. The interval treats errors as rare independent
    events of different weight (weighted Poisson, 95 %): it says how far the score of the whole text that this sample
    stands for may lie away, and it is wide for a short text.

    Source: Lommel et al. 2024, "The Multi-Range Theory of Translation Quality Measurement" (arXiv:2405.16969).
    """
    if not words:
        return None
    model = model or ScoringModel()
    weights = [WEIGHTS[item.severity] for item in findings if item.severity and not item.category.startswith("file/")]
    penalty = sum(weights)
    low, high = weighted_poisson(weights, max([WEIGHTS[Severity.MAJOR], *weights]))
    per_word = 1 / words
    scale = (100 - model.passing_score) / (model.acceptable_per_1000_words / 1000)
    return Mqm(
        score=_score(penalty * per_word, 100),
        penalty=penalty,
        per_1000_words=1000 * penalty * per_word,
        interval=(_score(high * per_word, 100), _score(low * per_word, 100)),
        words=words,
        calibrated=_score(penalty * per_word, scale),
        threshold=model.passing_score,
        model=model.name,
    )


def _score(penalty_per_word: float, scale: float) -> float:
    return max(0.0, 100 - scale * penalty_per_word)
