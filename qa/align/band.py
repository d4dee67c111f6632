"""The region of the table of sentence pairs in which an alignment is looked for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.align.features import Inventory, Rows

_WHOLE = 150
_MARGIN = 30
_SLACK = 0.25
_WIDEST = 120
_VOTES = 3


@dataclass(frozen=True, slots=True)
class Band:
    """For each number of target sentences passed (0 to all), the lowest and highest number of others passed."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


def band(found: Inventory, anchors: list[tuple[int, int]] | None = None) -> Band:
    """Return everything for short texts, else a band around the anchors and the straight lines between them.

    Without anchors given, they are sentence pairs that share several features found nowhere else.

    It is wider far from anchors, and where two anchors have many more sentences between them on one side.
    """
    rows, columns = len(found.target), len(found.other)
    if max(rows, columns) <= _WHOLE or not min(rows, columns):
        return Band(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64))
    anchors = _anchors(found) if anchors is None else anchors
    points = np.asarray([(0, 0), *(anchor for anchor in anchors if min(anchor) > 0), (rows, columns)])
    places = np.arange(rows + 1)
    following = np.clip(np.searchsorted(points[:, 0], places, side="left"), 1, len(points) - 1)
    before, after = points[following - 1], points[following]
    centre = np.interp(places, points[:, 0], points[:, 1])
    apart = np.minimum(places - before[:, 0], after[:, 0] - places)
    drift = np.abs((after[:, 1] - before[:, 1]) - (after[:, 0] - before[:, 0]))
    half = np.minimum(_MARGIN + _SLACK * np.maximum(apart, 0), _WIDEST) + drift
    low = np.minimum.accumulate(np.clip(np.floor(centre - half), 0, columns)[::-1])[::-1].astype(np.int64)
    high = np.maximum.accumulate(np.clip(np.ceil(centre + half), 0, columns)).astype(np.int64)
    low[0], high[-1] = 0, columns
    return Band(low, high)


def _anchors(found: Inventory) -> list[tuple[int, int]]:
    """Return sentence pairs, ascending on both sides, that share several features found nowhere else."""
    unique = (found.target_counts == 1) & (found.other_counts == 1)
    targets, others = (_sentence_of(rows, len(unique))[unique] for rows in (found.target, found.other))
    pairs, votes = np.unique(np.stack([targets, others], axis=1), axis=0, return_counts=True)
    return _longest([(int(row), int(column)) for row, column in pairs[votes >= _VOTES]])


def _sentence_of(rows: Rows, features: int) -> NDArray[np.int64]:
    """Return, for each feature, a sentence that has it."""
    sentence = np.zeros(features, dtype=np.int64)
    sentence[rows.ids] = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    return sentence


def _longest(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that ascends strictly on both sides."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (_, column) in enumerate(ordered):
        place = bisect_left(ends, column)
        previous.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(column)
            last.append(index)
        else:
            ends[place], last[place] = column, index
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(ordered[index])
        index = previous[index]
    return chain[::-1]
