"""Fluency."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.lang.tags import primary
from qa.models.ngrams import character_model

_ORDINARY = 80.0


@dataclass(frozen=True)
class Fluency(Metric):
    """How much a text reads like other text in its language, 0 to 100, without reference or source.

    Why: an editor sees at once which sentences to read first. Ordinary sentences score 80, those one standard
    deviation more surprising 60, two 35.

    Limits: the model knows four characters at a time: it sees garbled words, lost spaces and wrong capitals, and next
    to nothing of grammar and meaning, nor of Chinese and Japanese, where few sequences recur; names and rare words
    cost a sentence some points. Scores of different languages are comparable, being standardised with sentences of
    each.
    """

    def covers(self, language: str) -> bool:
        """Say whether the product has a character model of the language."""
        return character_model(primary(language)) is not None

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment its standardised surprisal times its characters, and its characters."""
        return [self._row(segment) for segment in segments]

    def _row(self, segment: Segment) -> tuple[float, ...]:
        text = " ".join(segment.target.text.split())
        model = character_model(primary(segment.target_lang))
        if model is None or not text:
            return 0.0, 0.0
        return float(((model.bits(text) - model.mean) / model.spread).sum()), float(len(text))

    def finish(self, total: Sequence[float]) -> float:
        """Return fluency, 0 to 100; a text without characters gets 0."""
        if not total[1]:
            return 0.0
        odds = math.log(_ORDINARY / (100 - _ORDINARY)) - float(total[0]) / float(total[1])
        return 100 / (1 + math.exp(-odds))

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return the kind and version of the model."""
        language = segments[0].target_lang if segments else "und"
        return f"model:characters-4|lang:{language}|bs:1000|seed:12345|version:1"
