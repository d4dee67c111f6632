"""How much groups of sentences of two texts say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.align.features import Inventory, Rows

Group = tuple[int, ...]
Matrix = NDArray[np.float32]
Similarity = Callable[[Sequence[Group], Sequence[Group]], Matrix]
"""Takes groups of sentence numbers of the target and of the other text; returns the similarity of each with each.

Shape (target groups, other groups), values from 0 (unrelated) to 1 (the same).
"""
Vectors = Callable[[Sequence[str]], Matrix]
"""Takes sentences; returns for each what an encoder makes of its pieces, summed; shape (sentences, width)."""

_CHANCE = 0.06
_UNKNOWN = 0.3
_EVIDENCE = 6.0
_SPREAD = 0.4
_SMOOTHING = 10.0
_SHARE = 0.7
_FEW = 5
_BATCH = 16


def overlap(found: Inventory) -> Similarity:
    """Return the similarity within one language: the weight of the shared features (Dice), less what chance gives."""
    roots = np.sqrt(found.weights)

    def similarity(target: Sequence[Group], other: Sequence[Group]) -> Matrix:
        shared, first, second = _shared(found, roots, target, other)
        dice = 2 * shared / np.maximum(first[:, None] + second[None, :], 1e-6)
        return np.asarray(np.maximum((dice - _CHANCE) / (1 - _CHANCE), 0), dtype=np.float32)

    return similarity


def translation(found: Inventory, target: Sequence[int], other: Sequence[int], ratio: float) -> Similarity:
    """Return the similarity between languages, from lengths and from features that survive translation.

    `target` and `other` are the sentences' lengths in characters, `ratio` how many characters of the other text
    one character of the target stands for. Without features to compare, lengths decide (Gale & Church 1993).
    """
    roots = np.sqrt(found.weights)
    lengths = np.asarray(target, dtype=np.float32), np.asarray(other, dtype=np.float32) / ratio

    def similarity(target: Sequence[Group], other: Sequence[Group]) -> Matrix:
        shared, first, second = _shared(found, roots, target, other)
        lexical = (2 * shared + _UNKNOWN * _EVIDENCE) / (first[:, None] + second[None, :] + _EVIDENCE)
        long = [
            np.asarray([side[list(group)].sum() for group in groups], dtype=np.float32) + _SMOOTHING
            for side, groups in zip(lengths, (target, other), strict=True)
        ]
        distance = np.log(long[0])[:, None] - np.log(long[1])[None, :]
        return np.asarray(lexical / (1 + (distance / _SPREAD) ** 2), dtype=np.float32)

    return similarity


def meaning(target: Matrix, other: Matrix) -> Similarity:
    """Return the cosine of what an encoder makes of the sentences, rows of either array; below 0 it counts as 0.

    What the sentences of a text have in common, their language first of all, is taken away from each.
    """
    common = [_units(vectors).mean(axis=0) for vectors in (target, other)]

    def similarity(first: Sequence[Group], second: Sequence[Group]) -> Matrix:
        sides = [
            _units(_units(np.stack([vectors[list(group)].sum(axis=0) for group in groups])) - mean)
            for vectors, groups, mean in zip((target, other), (first, second), common, strict=True)
        ]
        return np.asarray(np.maximum(sides[0] @ sides[1].T, 0), dtype=np.float32)

    return similarity


def mixed(lexical: Similarity, meant: Similarity, sentences: int) -> Similarity:
    """Return both as one; of few `sentences` it is not known what they have in common besides their meaning."""
    share = _SHARE * sentences / (sentences + _FEW)
    return lambda target, other: (1 - share) * lexical(target, other) + share * meant(target, other)


def each(similarity: Similarity, pairs: Sequence[tuple[Group, Group]]) -> list[float]:
    """Return the similarity of each pair of groups, none of them empty."""
    found: list[float] = []
    for start in range(0, len(pairs), _BATCH):
        part = pairs[start : start + _BATCH]
        found += similarity([pair[0] for pair in part], [pair[1] for pair in part]).diagonal().tolist()
    return found


def _units(vectors: Matrix) -> Matrix:
    """Return vectors of length 1; a vector of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), dtype=np.float32)


def _shared(
    found: Inventory, roots: Matrix, target: Sequence[Group], other: Sequence[Group]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return the weight of what each two groups share, and the weight of each group on either side.

    What a group's sentences say twice counts once, save for features that no group of the other side has.
    """
    sides = (found.target, target), (found.other, other)
    numbers = [np.unique([number for group in groups for number in group]) for _, groups in sides]
    ids = [_ids(rows, side) for (rows, _), side in zip(sides, numbers, strict=True)]
    columns = np.intersect1d(ids[0], ids[1])
    first, second = (
        _dense(rows, groups, own, columns, roots) for (rows, groups), own in zip(sides, numbers, strict=True)
    )
    return first[0] @ second[0].T, first[1], second[1]


def _ids(rows: Rows, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the features of the sentences, one sentence after the other."""
    counts = rows.starts[numbers + 1] - rows.starts[numbers]
    ends = np.cumsum(counts)
    inside = np.arange(ends[-1]) - np.repeat(ends - counts, counts)
    places = np.repeat(rows.starts[numbers], counts) + inside
    return np.asarray(rows.ids[places], dtype=np.int64)


def _dense(
    rows: Rows, groups: Sequence[Group], numbers: NDArray[np.int64], columns: NDArray[np.int64], roots: Matrix
) -> tuple[Matrix, Matrix]:
    """Return one row of the columns' weights for each group, and the weight of all features of each group."""
    ids = _ids(rows, numbers)
    counts = rows.starts[numbers + 1] - rows.starts[numbers]
    owner = np.repeat(np.arange(len(numbers)), counts)
    places = np.minimum(np.searchsorted(columns, ids), max(0, len(columns) - 1))
    known = columns[places] == ids if len(columns) else np.zeros(len(ids), dtype=bool)
    single = np.zeros((len(numbers), len(columns)), dtype=np.float32)
    single[owner[known], places[known]] = roots[ids[known]]
    rest = np.bincount(owner[~known], np.square(roots[ids[~known]]), minlength=len(numbers))
    dense = np.zeros((len(groups), len(columns)), dtype=np.float32)
    weights = np.zeros(len(groups), dtype=np.float32)
    sizes = np.asarray([len(group) for group in groups])
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes == size)
        members = np.searchsorted(numbers, np.asarray([groups[i] for i in chosen.tolist()]))
        joined = single[members[:, 0]]
        for place in range(1, int(size)):
            np.maximum(joined, single[members[:, place]], out=joined)
        dense[chosen] = joined
        weights[chosen] = rest[members].sum(axis=1) + np.square(joined).sum(axis=1)
    return dense, weights
