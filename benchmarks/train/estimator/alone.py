"""Draws batches of sentences that are read alone: what people wrote in many languages, and the same with a fault."""

from __future__ import annotations

import random
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.spoiled import KINDS, MEASURED, WEIGHED, Spoiler, part, sentences
from benchmarks.train.estimator.batches import TOKENS, Batch, Row
from benchmarks.train.estimator.data import LONGEST, Target
from benchmarks.train.estimator.planted import GAP
from qa.models.pieces import cut
from qa.models.reading_alone import tight

_MOST = 12_000
_SPOILED_WITH = 3000
_DRAWN = 40
_LIGHT = ("wrong case", "mistyped", "comma")
_MINOR, _MAJOR, _UNKNOWN = 1, 2, -1
_OFTEN = {"dropped": 3, "swapped": 2, "wrong ending": 2, "added": 2}


class Sentences:
    """The sentences of many languages, but those that the fluency is weighed and measured with."""

    def __init__(self, folder: Path, choice: random.Random) -> None:
        self.choice = choice
        self.known: dict[str, list[str]] = {}
        self.spoilers: dict[str, Spoiler] = {}
        for file in sorted(folder.glob("*.txt.gz")):
            lines = [tight(line) for line in sentences(file) if part(line) not in (MEASURED, WEIGHED)][:_MOST]
            if lines:
                language = file.name.removesuffix(".txt.gz")
                self.known[language] = sorted(lines, key=len)
                self.spoilers[language] = Spoiler(choice.sample(lines, min(len(lines), _SPOILED_WITH)), language)
        self.names = sorted(self.known)
        self.weights = [len(self.known[name]) ** 0.5 for name in self.names]
        self.kinds = [kind for kind in KINDS for _ in range(_OFTEN.get(kind, 1))]

    def draw(self) -> Batch:
        """Return sentences of like length of one language, each with a faulty one."""
        while not (batch := self._drawn()).rows:
            pass
        return batch

    def _drawn(self) -> Batch:
        language = self.choice.choices(self.names, self.weights)[0]
        lines = self.known[language]
        first = self.choice.randrange(max(1, len(lines) - len(lines) // 8))
        some = self.choice.sample(lines[first : first + max(_DRAWN, len(lines) // 8)], min(_DRAWN, len(lines) - first))
        kinds = [self.choice.choice(self.kinds) for _ in some]
        made = [self.spoilers[language].spoil(kind, line) for kind, line in zip(kinds, some, strict=True)]
        pairs = [(line, bad, kind) for line, bad, kind in zip(some, made, kinds, strict=True) if bad]
        ids = _numbers([text for line, bad, _ in pairs for text in (line, bad)])
        batch = Batch()
        for number, (_, _, kind) in enumerate(pairs):
            good, bad_ids = ids[2 * number : 2 * number + 2]
            if sum(map(len, batch.texts)) > TOKENS:
                break
            batch.rows.append(Row(Target(good), batch.text(good), -1, -1, -2, 0.0, "human"))
            target = Target(bad_ids, severities=labels(good, bad_ids, kind))
            batch.rows.append(Row(target, batch.text(bad_ids), -1, -1, -2, 0.0, "spoiled", len(batch.rows) - 1))
        return batch


def labels(good: NDArray[np.int32], bad: NDArray[np.int32], kind: str) -> NDArray[np.int8]:
    """Return the severity of each token of the faulty sentence: of those that differ, or a gap where none is more."""
    found = np.zeros(len(bad), dtype=np.int8)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(good, bad, strict=False)))
    rest = min(len(good), len(bad)) - same
    back = zip(good[::-1][:rest], bad[::-1][:rest], strict=False)
    end = len(bad) - sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], back))
    if same < end:
        found[same:end] = _MINOR if kind in _LIGHT else _MAJOR
    else:
        found[min(same, len(bad) - 1)] = GAP if kind == "dropped" else _UNKNOWN
    return found


def _numbers(texts: list[str]) -> list[NDArray[np.int32]]:
    """Return the texts' token numbers between the special ones, at most LONGEST."""
    return [np.concatenate(([0], pieces.ids[: LONGEST - 2], [2])).astype(np.int32) for pieces in cut(texts)]
