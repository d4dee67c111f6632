"""Kendall's tau-b and Pearson's correlation, weighted, for many resamples at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def once(rows: int) -> Floats:
    """Return the weights of the data as they are: every row once, one resample."""
    return np.ones((rows, 1))


def kendall(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Return Kendall's tau-b of `x` and `y` for each resample; nan where one of them has a single value.

    `x` and `y` have shape (rows), `weights` (rows, resamples), with whole numbers. Copies of one row are tied in both.
    Sorting once and counting inversions bit by bit: O(n log n) (Kendall 1945; Knight 1966 for the way of counting).
    """
    order = np.lexsort((y, x))
    ranks_x, ranks_y = _dense(x)[order], _dense(y)[order]
    drawn = weights[order]
    pairs = _pairs(drawn.sum(axis=0))
    tied_x = _tied(ranks_x, drawn)
    tied_both = _tied(ranks_x * (int(ranks_y.max(initial=0)) + 1) + ranks_y, drawn)
    by_y = np.argsort(ranks_y, kind="stable")
    tied_y = _tied(ranks_y[by_y], drawn[by_y])
    surplus = pairs - tied_x - tied_y + tied_both - 2 * _inversions(ranks_y, drawn.astype(np.float32))
    return _ratio(surplus, np.sqrt((pairs - tied_x) * (pairs - tied_y)))


def pearson(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Return Pearson's correlation of `x` and `y` for each resample; nan where one of them has a single value."""
    total = weights.sum(axis=0)
    a, b = x - x.mean(), y - y.mean()
    sums = np.stack([a, b, a * a, b * b, a * b]) @ weights
    mean_a, mean_b, square_a, square_b, product = _ratio(sums, total)
    spread = np.clip(square_a - mean_a**2, 0, None) * np.clip(square_b - mean_b**2, 0, None)
    return _ratio(product - mean_a * mean_b, np.sqrt(np.where(spread > 1e-24, spread, 0)))


def _ratio(above: Floats, below: Floats) -> Floats:
    empty = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    ratio: Floats = np.divide(above, below, out=empty, where=below > 0)
    return ratio


def _dense(values: Floats) -> Ints:
    """Return each value's rank among the distinct values, from 0."""
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _pairs(count: Floats) -> Floats:
    return count * (count - 1) / 2


def _tied(ranks: Ints, weights: Floats) -> Floats:
    """Return the number of pairs with the same rank, for ranks that stand in order."""
    starts = np.flatnonzero(np.diff(ranks, prepend=-1))
    tied: Floats = _pairs(np.add.reduceat(weights, starts, axis=0)).sum(axis=0)
    return tied


def _inversions(ranks: Ints, weights: NDArray[np.float32]) -> Floats:
    """Return the weighted number of pairs in which the higher rank stands first.

    Two ranks differ first in one bit: for each bit from the highest, among ranks that agree in all bits above it, the
    pairs are counted in which a 1 stands before a 0; then the 0s are moved before the 1s. Counts stay exact in float32
    up to 16 million rows.
    """
    found = np.zeros(weights.shape[1])
    for bit in reversed(range(int(ranks.max(initial=0)).bit_length())):
        group = ranks >> (bit + 1)
        high = (ranks >> bit) & 1 == 1
        ones = np.cumsum(np.where(high[:, None], weights, np.float32(0)), axis=0)
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        sizes = np.diff(starts, append=len(group))
        before = np.where(starts[:, None] > 0, ones[starts - 1], np.float32(0))
        low = ~high
        passed = ones[low] - np.repeat(before, sizes, axis=0)[low]
        found += np.einsum("ij,ij->j", weights[low], passed, dtype=float)
        order = np.argsort(ranks >> bit, kind="stable")
        ranks, weights = ranks[order], weights[order]
    return found
