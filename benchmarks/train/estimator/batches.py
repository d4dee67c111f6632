"""Draws the batches to learn from: rows of one kind and language pair, and the texts that they refer to, each once."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.train.estimator.data import Group, Target
from benchmarks.train.estimator.english import English
from benchmarks.train.estimator.planted import CRITICAL, Planter, lost_words
from benchmarks.train.estimator.vocabulary import BOUNDARY, Language, Spelling
from qa.models.e5_file import E5File

TOKENS = 900
NOTHING = -25.0
"""The worth of what is no translation: minus the MQM penalty of a non-translation."""
_OFTEN = 4
_ENOUGH = 50
_FEW = 3
_TARGETS = 5
_PLANTED = 5
_NEIGHBOURS = 40
_HELD_OUT = 16


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
    beside: int = 0
    """How many tokens its reference has."""


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
    """Draws batches of sentences of like length: by turns human MQM, direct assessments and critical errors."""

    def __init__(
        self, groups: list[Group], file: E5File, choice: random.Random, english: English | None = None
    ) -> None:
        self.choice = choice
        self.starts = word_starts(file.vocabulary.pieces)
        spelling = Spelling(file.vocabulary.pieces)
        languages = languages_of(groups, file, self.starts, spelling)
        self.planter = Planter(self.starts, spelling, languages, choice, english)
        self.by_kind: dict[str, dict[str, list[Group]]] = defaultdict(lambda: defaultdict(list))
        for group in groups:
            if len(group.source) < 150 and group.targets and not is_held_out(group.source):
                self.by_kind[group.kind][group.pair].append(group)
        for pairs in self.by_kind.values():
            for pool in pairs.values():
                pool.sort(key=lambda group: len(group.source))

    def draw(self) -> Batch:
        """Return the next batch."""
        kind = self.choice.choices(("mqm", "da", "critical"), (0.82, 0.13, 0.05))[0]
        pairs = self.by_kind[kind]
        names = sorted(pairs)
        weights = [len(pairs[name]) ** 0.7 for name in names]
        pool = pairs[self.choice.choices(names, weights)[0]]
        batch = Batch()
        size = 0
        number = 0
        width = max(_NEIGHBOURS, len(pool) // 12)
        first = self.choice.randrange(max(1, len(pool) - width))
        while size < TOKENS:
            group = self.choice.choice(pool[first : first + width])
            donor = self.choice.choice(self.choice.choice(pool).targets).ids
            size += self._add(batch, group, donor, number)
            number += 1
        return batch

    def _add(self, batch: Batch, group: Group, donor: np.ndarray, number: int) -> int:
        before, first = sum(map(len, batch.texts)), len(batch.rows)
        source = batch.text(group.source)
        reference = batch.text(self.choice.choice(group.references)) if group.references else -1
        targets = self.choice.sample(group.targets, min(len(group.targets), _TARGETS))
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
        for _ in range(_PLANTED if group.kind == "mqm" else 1):
            language = group.pair.partition("-")[2]
            good = batch.rows[best]
            beside = batch.texts[good.reference] if good.reference >= 0 else None
            made = self.planter.spoiled(good.target.ids, donor, group.source, beside, language)
            if made is not None:
                clean = good.kind == "edited" or (good.kind == "mqm" and good.worth == 0)
                bad = Target(made.ids, severities=made.labels)
                if beside is not None and made.gone:
                    bad.missing = lost_words(beside, self.starts, made.ids, made.gone, clean)
                worth = NOTHING if (made.labels == CRITICAL).any() else 0.0
                kind = "spoiled" if clean else "worse"
                batch.rows.append(Row(bad, batch.text(made.ids), good.reference, source, -2, worth, kind, best))
        for row in batch.rows[first:]:
            row.beside = len(batch.texts[row.reference]) if row.reference >= 0 else 0
        return sum(map(len, batch.texts)) - before


def is_held_out(source: NDArray[np.int32]) -> bool:
    """Say whether the translations of a source are kept back, for what is fitted after the training."""
    return crc32(source.tobytes()) % _HELD_OUT == 0


def word_starts(pieces: tuple[str, ...]) -> np.ndarray:
    """Say of each piece whether a word starts with it; in scripts without spaces, each piece is taken for a word."""
    dense = [(0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)]
    return np.array(
        [
            (piece[:1] == BOUNDARY and len(piece) > 1) or any(low <= ord(piece[0]) <= high for low, high in dense)
            for piece in pieces
        ]
    )


def languages_of(groups: list[Group], file: E5File, starts: np.ndarray, spelling: Spelling) -> dict[str, Language]:
    """Return what the translations tell of the words of each target language."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    found: dict[str, Language] = defaultdict(Language)
    for group in groups:
        language = group.pair.partition("-")[2]
        for number, target in enumerate(group.targets):
            counts[language].update(target.ids[1:-1].tolist())
            if number < _FEW:
                found[language].learn_text(target.ids, starts)
    for language, count in counts.items():
        found[language].learn_forms(spelling)
        known = np.array(sorted(piece for piece, times in count.items() if times >= _OFTEN), dtype=np.int64)
        known = known[[any(map(str.isalnum, file.vocabulary.pieces[piece])) for piece in known]]
        for part in (known[starts[known]], known[~starts[known]]):
            if len(part) > _ENOUGH:
                found[language].learn_pieces(part, file.embeddings(part))
    return dict(found)
