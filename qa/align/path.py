"""The best way through two texts, sentence by sentence, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.align.band import Band
from qa.align.similarity import Group, Matrix, Similarity, each

Pair = tuple[Group, Group]
_KINDS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
_LONGEST = 4
_SKIP_TARGET, _SKIP_OTHER = len(_KINDS), len(_KINDS) + 1
_TILE = 32


@dataclass(frozen=True, slots=True)
class Worth:
    """What it is worth to pair groups of sentences.

    `similarity` above `floor`, times the length of the text that is paired: a sentence joins a group if at least
    that share of it is found on the other side, so that nothing is glued to a neighbour only because it is left
    over. Groups of several sentences must be more alike: by `joining`, and by `merging` besides if both sides have
    several.
    """

    similarity: Similarity
    target_lengths: NDArray[np.float32]
    other_lengths: NDArray[np.float32]
    floor: float
    joining: float
    merging: float

    def table(self, target: Sequence[Group], other: Sequence[Group]) -> Matrix:
        """Return the worth of pairing each target group with each other group."""
        if not target or not other:
            return np.zeros((len(target), len(other)), dtype=np.float32)
        lengths = self.length(self.target_lengths, target)[:, None] + self.length(self.other_lengths, other)[None, :]
        several = [np.asarray([len(group) > 1 for group in groups]) for groups in (target, other)]
        price = self._price(several[0][:, None], several[1][None, :])
        return np.asarray((self.similarity(target, other) - price) * lengths, dtype=np.float32)

    def pairs(self, pairs: Sequence[Pair]) -> list[float]:
        """Return the worth of each pair of groups, none of them empty."""
        lengths = [
            float(self.target_lengths[list(target)].sum() + self.other_lengths[list(other)].sum())
            for target, other in pairs
        ]
        several = [np.asarray([len(pair[side]) > 1 for pair in pairs], dtype=np.bool_) for side in (0, 1)]
        price = self._price(several[0], several[1]).tolist()
        similar = each(self.similarity, pairs)
        return [(a - b) * length for a, b, length in zip(similar, price, lengths, strict=True)]

    def _price(self, first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Matrix:
        """Return the similarity at which pairs are worth nothing, given which groups hold several sentences."""
        return np.asarray(
            self.floor + self.joining * (first | second) + self.merging * (first & second), dtype=np.float32
        )

    @staticmethod
    def length(lengths: NDArray[np.float32], groups: Sequence[Group]) -> NDArray[np.float32]:
        """Return the length of each group."""
        sizes = [len(group) for group in groups]
        flat = lengths[[number for group in groups for number in group]]
        return np.asarray(np.add.reduceat(flat, np.cumsum([0, *sizes[:-1]])), dtype=np.float32)


def best_path(worth: Worth, within: Band) -> list[Pair]:
    """Return the groups, in order, whose worth is highest in sum; sentences left out stand in none.

    Dynamic programming over the band, row by row: time and memory grow with the band's area, not with the product
    of the lengths.
    """
    rows, columns = len(worth.target_lengths), len(worth.other_lengths)
    best = [
        np.full(high - low + 1, -np.inf, dtype=np.float32) for low, high in zip(within.low, within.high, strict=True)
    ]
    steps = [np.full(len(row), _SKIP_TARGET, dtype=np.uint8) for row in best]
    best[0][0] = 0
    tables = _tables(worth, within, rows, columns)
    for row in range(rows + 1):
        running = np.maximum.accumulate(best[row])
        steps[row][running > best[row]] = _SKIP_OTHER
        best[row] = running
        if row == rows:
            break
        _push(best, steps, within, row, step=(1, 0), values=None, kind=_SKIP_TARGET)
        for kind, (step, values) in enumerate(zip(_KINDS, next(tables), strict=True)):
            if row + step[0] <= rows:
                _push(best, steps, within, row, step=step, values=values, kind=kind)
    return _walk_back(steps, within)


def _push(
    best: list[Matrix],
    steps: list[NDArray[np.uint8]],
    within: Band,
    row: int,
    *,
    step: tuple[int, int],
    values: Matrix | None,
    kind: int,
) -> None:
    """Offer the sums of one row, plus the worth of one kind of step from there, to the row where the step leads."""
    to = row + step[0]
    first = max(int(within.low[row]), int(within.low[to]) - step[1])
    last = min(int(within.high[row]), int(within.high[to]) - step[1])
    if first > last:
        return
    own = slice(first - int(within.low[row]), last + 1 - int(within.low[row]))
    offered = best[row][own] if values is None else best[row][own] + values[own]
    start = first + step[1] - int(within.low[to])
    reached = best[to][start : start + len(offered)]
    better = offered > reached
    reached[better] = offered[better]
    steps[to][start : start + len(offered)][better] = kind


def _tables(worth: Worth, within: Band, rows: int, columns: int) -> Iterator[list[Matrix]]:
    """Yield, for each row, the worth of each kind of step from each place of its band, computed tile by tile."""
    for top in range(0, rows, _TILE):
        bottom = min(top + _TILE, rows)
        left, right = int(within.low[top]), int(within.high[bottom - 1])
        target = _runs(top, bottom, rows)
        other = _runs(left, right, columns)
        table = worth.table([g for runs in target for g in runs], [g for runs in other for g in runs])
        down = np.cumsum([0, *map(len, target)])
        across = np.cumsum([0, *map(len, other)])
        for row in range(top, bottom):
            yield [
                _row_of(table, row - top, (down[a - 1], down[a]), (across[b - 1], across[b]))[
                    int(within.low[row]) - left : int(within.high[row]) - left + 1
                ]
                for a, b in _KINDS
            ]


def _row_of(table: Matrix, row: int, down: tuple[int, int], across: tuple[int, int]) -> Matrix:
    """Return one row of the part of a table that belongs to one kind of step; impossible steps cost everything."""
    values = np.full(across[1] - across[0] + _LONGEST, -np.inf, dtype=np.float32)
    if down[0] + row < down[1]:
        values[: across[1] - across[0]] = table[down[0] + row, across[0] : across[1]]
    return values


def _runs(start: int, end: int, total: int) -> list[list[Group]]:
    """Return the runs of one to four sentences that start in the range, by length."""
    return [
        [tuple(range(first, first + size)) for first in range(start, min(end, total - size + 1))]
        for size in range(1, _LONGEST + 1)
    ]


def _walk_back(steps: list[NDArray[np.uint8]], within: Band) -> list[Pair]:
    row, column = len(steps) - 1, int(within.high[-1])
    found: list[Pair] = []
    while row or column:
        kind = int(steps[row][column - int(within.low[row])])
        if kind == _SKIP_TARGET:
            row -= 1
        elif kind == _SKIP_OTHER:
            column -= 1
        else:
            down, across = _KINDS[kind]
            found.append((tuple(range(row - down, row)), tuple(range(column - across, column))))
            row, column = row - down, column - across
    return found[::-1]
