"""Draws the batches to learn from: rows of one kind and language pair, and the texts that they refer to, each once."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from benchmarks.train.estimator.data import Group, Target
from benchmarks.train.estimator.planted import CRITICAL, Near, Planter
from qa.models.e5_file import E5File

TOKENS = 2600
NOTHING = -25.0
"""The worth of what is no translation: minus the MQM penalty of a non-translation."""
_OFTEN = 4
_ENOUGH = 50


@dataclass
class Row:
    """One translation in a batch: numbers of its texts, the pool it is compared in, and its worth there."""

    target: Target
    own: int
    reference: int
    source: int
    pool: int
    worth: float
    kind: str
    parent: int = -1


class Batch:
    """Rows and the texts that they refer to, each once."""

    def __init__(self) -> None:
        self.texts: list[np.ndarray] = []
        self.seen: dict[bytes, int] = {}
        self.rows: list[Row] = []

    def text(self, ids: np.ndarray) -> int:
        """Return the text's number."""
        key = ids.tobytes()
        if key not in self.seen:
            self.seen[key] = len(self.texts)
            self.texts.append(ids)
        return self.seen[key]


class Sampler:
    """Draws batches: by turns human MQM, direct assessments and critical errors."""

    def __init__(self, groups: list[Group], starts: np.ndarray, near: dict[str, Near], seed: int) -> None:
        self.choice = random.Random(seed)
        self.planter = Planter(starts, near, self.choice)
        self.by_kind: dict[str, dict[str, list[Group]]] = defaultdict(lambda: defaultdict(list))
        for group in groups:
            if len(group.source) < 150 and group.targets:
                self.by_kind[group.kind][group.pair].append(group)

    def draw(self) -> Batch:
        """Return the next batch."""
        kind = self.choice.choices(("mqm", "da", "critical"), (0.72, 0.20, 0.08))[0]
        pairs = self.by_kind[kind]
        names = sorted(pairs)
        weights = [len(pairs[name]) ** 0.7 for name in names]
        pool = pairs[self.choice.choices(names, weights)[0]]
        batch = Batch()
        size = 0
        number = 0
        while size < TOKENS:
            group = self.choice.choice(pool)
            donor = self.choice.choice(self.choice.choice(pool).targets).ids
            size += self._add(batch, group, donor, number)
            number += 1
        return batch

    def _add(self, batch: Batch, group: Group, donor: np.ndarray, number: int) -> int:
        before = sum(map(len, batch.texts))
        source = batch.text(group.source)
        reference = batch.text(self.choice.choice(group.references)) if group.references else -1
        targets = self.choice.sample(group.targets, min(len(group.targets), 8))
        for target in targets:
            worth = {"mqm": target.penalty, "da": target.assessment, "critical": target.critical}[group.kind]
            worth = float(worth or 0.0) * (1 if group.kind == "da" else -1)
            pool = number if group.kind == "mqm" else -1
            batch.rows.append(Row(target, batch.text(target.ids), reference, source, pool, worth, group.kind))
        if group.kind == "da" and group.references and batch.texts[reference].tobytes() != targets[0].ids.tobytes():
            batch.rows.append(
                Row(Target(group.references[0]), reference, -1, source, -2, 0.0, "edited", len(batch.rows) - 1)
            )
        best = max(range(len(batch.rows) - len(targets), len(batch.rows)), key=lambda at: batch.rows[at].worth)
        for _ in range(3 if group.kind == "mqm" else 1):
            language = group.pair.partition("-")[2]
            made = self.planter.spoiled(batch.rows[best].target.ids, donor, group.source, language)
            if made is not None:
                good = batch.rows[best]
                clean = good.kind == "edited" or (good.kind == "mqm" and good.worth == 0)
                kind = "spoiled" if clean else "worse"
                bad = Target(made[0], severities=made[1])
                worth = NOTHING if (made[1] == CRITICAL).any() else 0.0
                batch.rows.append(Row(bad, batch.text(made[0]), good.reference, source, -2, worth, kind, best))
        return sum(map(len, batch.texts)) - before


def word_starts(pieces: tuple[str, ...]) -> np.ndarray:
    """Say of each piece whether a word starts with it; in scripts without spaces, each piece is taken for a word."""
    dense = [(0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)]
    return np.array(
        [
            (piece[:1] == "▁" and len(piece) > 1) or any(low <= ord(piece[0]) <= high for low, high in dense)
            for piece in pieces
        ]
    )


def near_pieces(groups: list[Group], file: E5File, starts: np.ndarray) -> dict[str, Near]:
    """Return for each target language which pieces of its translations are like which."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for group in groups:
        for target in group.targets:
            counts[group.pair.partition("-")[2]].update(target.ids[1:-1].tolist())
    found = {}
    for language, count in counts.items():
        known = np.array(sorted(piece for piece, times in count.items() if times >= _OFTEN), dtype=np.int64)
        known = known[[any(map(str.isalnum, file.vocabulary.pieces[piece])) for piece in known]]
        found[language] = Near()
        for part in (known[starts[known]], known[~starts[known]]):
            if len(part) > _ENOUGH:
                found[language].learn(part, file.embeddings(part))
    return found
