"""Whether a score ranks the translations of one source as people do, with ties on either side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qa.judge.agreement.correlation import Floats, Ints


class ByItem(NamedTuple):
    """A measure of single items: the number of the item, and its value; `threshold` is the tie calibration's."""

    items: Ints
    values: Floats
    threshold: float = 0.0

    def average(self, weights: Floats) -> Floats:
        """Return the mean over items for each resample; `weights[item, resample]` covers all items."""
        own = weights[self.items]
        total = own.sum(axis=0)
        mean: Floats = np.divide(self.values @ own, total, out=np.full(total.shape, np.nan), where=total > 0)
        return mean


class _Pairs(NamedTuple):
    items: Ints
    human: Floats
    metric: Floats


def pair_accuracy(items: Ints, human: Floats, metric: Floats) -> ByItem:
    """Return for each item the share of pairs of its translations that the metric puts in the order people do.

    Pairs that people hold for equal are left out. A tie of the metric counts half, as a coin would get it right.
    """
    pairs = _all_pairs(items, human, metric)
    decided = pairs.human != 0
    sign, own = np.sign(pairs.human[decided]), np.sign(pairs.metric[decided])
    return _mean_by_item(pairs.items[decided], np.where(own == 0, 0.5, (own == sign).astype(float)))


def tie_calibrated(items: Ints, human: Floats, metric: Floats) -> ByItem:
    """Return for each item its accuracy with ties, and the difference up to which the metric counts as tied.

    A pair is right where metric and people agree on better, worse or equal. The threshold is the one with the highest
    accuracy averaged over items, found on the same data: this makes metrics with and without ties comparable, and is
    not for setting a threshold that is used elsewhere.

    Source: Deutsch, Foster and Freitag 2023, "Ties Matter" (arXiv:2305.14324): acc_eq with tau optimisation.
    """
    pairs = _all_pairs(items, human, metric)
    untied = (np.sign(pairs.human) == np.sign(pairs.metric)).astype(float)
    tied = (pairs.human == 0).astype(float)
    difference = np.abs(pairs.metric)
    threshold = _best_threshold(difference, (tied - untied) / np.bincount(pairs.items)[pairs.items])
    return _mean_by_item(pairs.items, np.where(difference <= threshold, tied, untied))._replace(threshold=threshold)


def _best_threshold(differences: Floats, gains: Floats) -> float:
    """Return the smallest threshold at which the pairs up to it gain most by being tied."""
    order = np.argsort(differences, kind="stable")
    ordered = differences[order]
    last = np.flatnonzero(np.diff(ordered, append=np.inf))
    gained = np.cumsum(gains[order])[last]
    if not len(last) or gained.max() <= 1e-12:
        return 0.0
    best = np.flatnonzero(gained > gained.max() - 1e-12)[0]
    return float(ordered[last[best]])


def _all_pairs(items: Ints, human: Floats, metric: Floats) -> _Pairs:
    """Return the differences of every pair of rows of the same item."""
    order = np.argsort(items, kind="stable")
    ordered = items[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    sizes = np.diff(starts, append=len(ordered))
    firsts, seconds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size in np.unique(sizes):
        one, other = np.triu_indices(size, 1)
        begin = starts[sizes == size][:, None]
        firsts.append((begin + one).ravel())
        seconds.append((begin + other).ravel())
    first, second = order[np.concatenate(firsts)], order[np.concatenate(seconds)]
    return _Pairs(items[first], human[first] - human[second], metric[first] - metric[second])


def _mean_by_item(items: Ints, values: Floats) -> ByItem:
    if not len(items):
        return ByItem(items, values)
    counts = np.bincount(items)
    present = np.flatnonzero(counts)
    return ByItem(present, np.bincount(items, values)[present] / counts[present])
