"""Fluency."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.models import reading_alone
from qa.models.language_models import KINDS, naturalness, yardstick_tag
from qa.models.named import model_name
from qa.models.ngrams import Array, language_model

_ORDINARY = 80.0
_LOWEST = -500.0
_BATCH = 500


@dataclass(frozen=True)
class Fluency(Metric):
    """How much a text reads like other text in its language, 0 to 100, without reference or source.

    Why: an editor sees at once which sentences to read first. Ordinary sentences score 80, those one standard
    deviation more surprising 60, two 35.

    Limits: the models know sequences of six characters and of three words, endings or classes of words: they see
    garbled words, lost spaces, wrong capitals and most wrong endings, most words in a wrong order, and little of
    meaning; every fourth word that is left out goes unseen. Names and rare words cost a sentence some points. Scores of
    different languages are comparable, being standardised with sentences of each. Where the learned judge is installed
    it reads the text too, without reference or source: it sees more wrong orders, endings and missing words, knows a
    hundred languages, and takes a second for some hundreds of sentences (`--model none` leaves it out).

    A language model of your own, `--model causal-lm:PATH` or `masked-lm:PATH`, is joined with the embedded ones, which
    keep a fifth of the say. It sees more, by what it has learned, and is hundreds of times slower. Its scale is set by
    six plain sentences in each of 44 languages; in others it is not used. Its scores of different languages are hardly
    comparable: ordinary sentences score 65 in some and 90 in others.
    """

    takes = KINDS
    has_own_model = True

    checkpoint: str = ""
    kind: str = ""
    judge: bool = False
    """Whether the learned judge is there, and takes part."""

    def covers(self, language: str) -> bool:
        """Say whether there is a model of the language and, for one of the user's own, a scale."""
        if self.kind:
            return bool(yardstick_tag(language))
        return language_model(language) is not None or (self.judge and reading_alone.covers(language))

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment its standardised naturalness times its characters, and its characters."""
        rows: list[tuple[float, ...]] = [(0.0, 0.0)] * len(segments)
        texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, segment in enumerate(segments):
            text = " ".join(segment.target.text.split())
            if text:
                texts[segment.target_lang].append((number, text))
        for language, numbered in texts.items():
            if not self.covers(language):
                continue
            for start in range(0, len(numbered), _BATCH):
                some = numbered[start : start + _BATCH]
                sums, lengths = self._naturalness(language, [text for _, text in some])
                for (number, _), one, length in zip(some, sums, lengths, strict=True):
                    rows[number] = float(one), float(length)
        return rows

    def _naturalness(self, language: str, texts: Sequence[str]) -> tuple[Array, Array]:
        if self.kind:
            return naturalness(self.kind, self.checkpoint, language, texts)
        if self.judge:
            return reading_alone.naturalness(language, texts)
        model = language_model(language)
        return (np.zeros(len(texts)), np.zeros(len(texts))) if model is None else model.naturalness(texts)

    def finish(self, total: Sequence[float]) -> float:
        """Return fluency, 0 to 100; a text without characters gets 0."""
        if not total[1]:
            return 0.0
        odds = math.log(_ORDINARY / (100 - _ORDINARY)) + float(total[0]) / float(total[1])
        return 100 / (1 + math.exp(-max(odds, _LOWEST)))

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return the kind and version of the model."""
        language = segments[0].target_lang if segments else "und"
        embedded = "characters-6,words-3" if language_model(language) is not None else ""
        own = f"{self.kind}:{model_name(self.checkpoint)}" if self.kind else ""
        judge = "estimator-5" if self.judge and not self.kind else ""
        model = "+".join(filter(None, (own, embedded, judge)))
        return f"model:{model}|lang:{language}|bs:1000|seed:12345|version:4"
