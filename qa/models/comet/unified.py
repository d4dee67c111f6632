"""Models that read the translation together with its source, its reference or both: UniTE, CometKiwi-22, XCOMET."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.models.comet.model import Model, Opinion, Setup, Texts
from qa.models.comet.pieces import Pieces
from qa.models.comet.plan import XCOMET
from qa.models.comet.spans import ErrorSpan, mqm, spans_of
from qa.models.comet.weights import Weights

if TYPE_CHECKING:
    from torch import Tensor

Chances = NDArray[np.float32]
# How much the tags by source, by reference and by both count, and likewise the scores, of which the last is that of the
# spans (Guerreiro et al. 2024, https://aclanthology.org/2024.tacl-1.54, as unbabel-comet 2.2.7 has them).
_TAG_SHARES = (0.1667, 0.3333, 0.5)
_SCORE_SHARES = (0.12, 0.33, 0.33, 0.22)


@dataclass(frozen=True, slots=True)
class _Task:
    """A window of one text: its pieces of the translation, and the sequences that they are read in."""

    text: int
    target: Pieces
    sequences: tuple[_Sequence, ...]


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Pieces by number, the special ones among them; the `first` so many are those of the translation."""

    ids: tuple[int, ...]
    first: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a sequence gives: a score, and for the pieces of the translation the chances of the tags, (pieces, tags)."""

    score: float
    chances: Chances | None


class Unified(Model):
    """A model that reads the translation and what stands beside it in one sequence."""

    def __init__(self, folder: str, weights: Weights, setup: Setup) -> None:
        super().__init__(folder, weights, setup)
        self._tags = weights.of("hidden2tag.")
        self._between = 1 if self.plan.encoder in ("BERT", "RemBERT") else 2

    def judged(self, texts: Sequence[Texts]) -> list[Opinion]:
        """Judge each text anew."""
        tasks = list(self._tasks(texts))
        read = iter(self._read([sequence for task in tasks for sequence in task.sequences]))
        windows: list[list[tuple[int, Opinion]]] = [[] for _ in texts]
        for task in tasks:
            opinion = self._opinion(task.target, [next(read) for _ in task.sequences])
            windows[task.text].append((len(task.target.ids) + 1, opinion))
        return [_merged(own) for own in windows]

    def _tasks(self, texts: Sequence[Texts]) -> Iterator[_Task]:
        """Yield the windows of each text, in which the translation is read with each text beside it, and with both."""
        everything = list(
            dict.fromkeys(text for item in texts for text in (item.target, item.source, item.reference) if text)
        )
        known = dict(zip(everything, self.cutter.cut(everything), strict=True)) | {"": Pieces((), ())}
        for number, item in enumerate(texts):
            beside = [
                known[text]
                for name, text in (("source", item.source), ("reference", item.reference))
                if text is not None and name in self.plan.texts
            ]
            own = known[item.target]
            count = self._windows([own, *beside])
            for window in range(count):
                target, *others = (text.part(window, count) for text in (own, *beside))
                sets = [[other] for other in others] + ([others] if len(others) > 1 else [])
                yield _Task(number, target, tuple(self._sequence(target, chosen) for chosen in sets))

    def _windows(self, texts: Sequence[Pieces]) -> int:
        """Return in how many windows the texts are read together."""
        room = self.most - 2 - self._between * (len(texts) - 1)
        count = max(1, sum(len(text.ids) for text in texts) // room)
        while sum(-(-len(text.ids) // count) for text in texts) > room:
            count += 1
        return count

    def _sequence(self, target: Pieces, others: Sequence[Pieces]) -> _Sequence:
        between = (self.cutter.end,) * self._between
        rest = (piece for other in others for piece in (*between, *other.ids))
        return _Sequence((self.cutter.start, *target.ids, *rest, self.cutter.end), len(target.ids) + 2)

    def _read(self, sequences: Sequence[_Sequence]) -> list[_Reading]:
        import torch

        found: dict[int, _Reading] = {}
        with torch.inference_mode():
            for states in self.runner.run([one.ids for one in sequences], [one.first for one in sequences]):
                scores = self.scored(states.score[:, 0])
                chances = None if states.words is None else self._chances(states.words)
                for row, number in enumerate(states.numbers):
                    own = None if chances is None else chances[row, : sequences[number].first]
                    found[number] = _Reading(float(scores[row]), own)
        return [found[number] for number in range(len(sequences))]

    def _chances(self, words: Tensor) -> Chances:
        import torch

        logits = torch.nn.functional.linear(words, self._tags["weight"], self._tags["bias"])
        return torch.softmax(logits.float(), dim=2).cpu().numpy()

    def _opinion(self, target: Pieces, readings: Sequence[_Reading]) -> Opinion:
        """Join the readings of one window: a single one, or those by source, by reference and by both."""
        scores = [reading.score for reading in readings]
        several = len(readings) > 1
        spans: list[ErrorSpan] = []
        tags = [reading.chances for reading in readings if reading.chances is not None]
        if tags:
            shares = _TAG_SHARES if several else (1.0,)
            chances = np.sum([share * tag for share, tag in zip(shares, tags, strict=True)], axis=0)
            spans = spans_of(chances, [(0, 0), *target.places, (0, 0)], self.plan.labels)
        if self.plan.kind != XCOMET:
            return Opinion(float(np.mean(scores)), tuple(spans))
        parts = _SCORE_SHARES[:3] if several else (sum(_SCORE_SHARES[:3]),)
        by_texts = sum(part * min(1.0, score) for part, score in zip(parts, scores, strict=True))
        return Opinion(by_texts + _SCORE_SHARES[3] * mqm(spans), tuple(spans))


def _merged(windows: Sequence[tuple[int, Opinion]]) -> Opinion:
    """Join the opinions on the windows of a text, each with the window's length: the mean score, and all spans."""
    if len(windows) == 1:
        return windows[0][1]
    total = sum(length for length, _ in windows)
    score = sum(length * opinion.score for length, opinion in windows) / total
    return Opinion(score, tuple(span for _, opinion in windows for span in opinion.spans))
