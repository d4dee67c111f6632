"""Whether a score ranks systems as people do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from qa.judge.agreement.correlation import Floats, Ints
from qa.judge.resampling import RESAMPLES, SEED

_BATCH = 100


class SystemPair(NamedTuple):
    """Two systems, compared on the items that both have: differences of means, and how sure they are.

    `human_p` and `metric_p` are one-sided p-values of "the first is better" from a paired permutation test.
    """

    human: float
    metric: float
    human_p: float
    metric_p: float


def compare_systems(items: Ints, systems: Sequence[str], human: Floats, metric: Floats) -> list[SystemPair]:
    """Compare every two systems that have items in common. A system's score is the mean of its segments' scores."""
    names = sorted(set(systems))
    columns = {name: number for number, name in enumerate(names)}
    column = np.array([columns[name] for name in systems], dtype=np.int64)
    count = int(items.max(initial=-1)) + 1
    tables = [_table(items, column, values, (count, len(names))) for values in (human, metric)]
    one, other = np.array(list(combinations(range(len(names)), 2)), dtype=np.int64).reshape(-1, 2).T
    human_gaps, metric_gaps = (table[:, one] - table[:, other] for table in tables)
    common = (~np.isnan(human_gaps)).sum(axis=0)
    gaps = np.nan_to_num(np.concatenate([human_gaps, metric_gaps], axis=1))[:, np.tile(common > 0, 2)]
    means = gaps.sum(axis=0) / np.tile(common[common > 0], 2)
    sure = _p_values(gaps)
    half = gaps.shape[1] // 2
    return [SystemPair(*map(float, row)) for row in zip(means, means[half:], sure, sure[half:], strict=False)]


def _table(items: Ints, column: Ints, values: Floats, shape: tuple[int, int]) -> Floats:
    """Return scores by item and system; nan where there is none, the mean where there are several."""
    sums, counts = np.zeros(shape), np.zeros(shape)
    np.add.at(sums, (items, column), values)
    np.add.at(counts, (items, column), 1)
    table: Floats = np.divide(sums, counts, out=np.full(shape, np.nan), where=counts > 0)
    return table


def _p_values(gaps: Floats) -> Floats:
    """Return for each column of differences how often chance makes their sum as large; a draw counts half.

    Chance turns the sign of each item's difference. Counting a draw half makes the result the same whichever of the
    two systems is named first, also where most differences are 0.
    """
    generator = np.random.default_rng(SEED)
    seen = gaps.sum(axis=0)
    slack = 1e-9 * np.abs(gaps).sum(axis=0)
    above = np.zeros(gaps.shape[1])
    for _ in range(RESAMPLES // _BATCH):
        signs = generator.integers(0, 2, size=(_BATCH, len(gaps))) * 2.0 - 1.0
        by_chance = signs @ gaps - seen
        above += (by_chance > slack).sum(axis=0) + 0.5 * (np.abs(by_chance) <= slack).sum(axis=0)
    return above / RESAMPLES


def pairwise_accuracy(pairs: Sequence[SystemPair]) -> float | None:
    """Return the share of pairs of systems that the metric puts in the order people do; human ties are left out.

    Source: Kocmi et al. 2021, "To Ship or Not to Ship" (arXiv:2107.10821).
    """
    decided = [pair for pair in pairs if pair.human]
    if not decided:
        return None
    return sum(pair.human * pair.metric > 0 for pair in decided) / len(decided)


def soft_pairwise_accuracy(pairs: Sequence[SystemPair]) -> float | None:
    """Return 1 minus the mean difference between how sure people and the metric are that one system is better.

    Source: Thompson et al. 2024, "Improving Statistical Significance in Human Evaluation of Automatic Metrics via Soft
    Pairwise Accuracy" (arXiv:2409.09598).
    """
    if not pairs:
        return None
    return 1 - sum(abs(pair.human_p - pair.metric_p) for pair in pairs) / len(pairs)
