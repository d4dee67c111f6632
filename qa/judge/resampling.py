"""Resampled scores of one system or of two, from one pass of statistics.

A metric's rows of sums are all that is needed: the score of a resample is `finish` of the sum of the rows drawn. So
it works for every metric, be it counted or neural. The same seed draws the same segments for every system and metric.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.core.contracts import Metric

RESAMPLES, TRIALS, SEED = 1000, 10_000, 12345
# Random bits are drawn in words of 32; blocks of as many trials use them up, so that the draws do not depend on it.
_BLOCK = 32
Floats = NDArray[np.float64]
Rows = Sequence[Sequence[float]]


def resampled(metric: Metric, *systems: Rows, resamples: int = RESAMPLES) -> Floats:
    """Return the scores of bootstrap resamples, shape (systems, resamples); `systems` have the same segments.

    numpy's default generator with the seed 12345, rows summed in float32: the draws and the scores of sacrebleu.
    """
    tables = [np.asarray(rows, dtype="float32") for rows in systems]
    generator = np.random.default_rng(SEED)
    size = len(tables[0])
    scores = np.empty((len(tables), resamples))
    for number in range(resamples):
        draw = generator.choice(size, size=size, replace=True)
        scores[:, number] = [metric.finish(table[draw].sum(0)) for table in tables]
    return scores


def shuffled(metric: Metric, baseline: Rows, system: Rows, trials: int = TRIALS) -> Floats:
    """Return the scores of two pseudo-systems that swap segments at random, shape (2, trials).

    numpy's default generator with the seed 12345: the swaps of sacrebleu.
    """
    first, second = np.asarray(baseline, dtype=float), np.asarray(system, dtype=float)
    generator = np.random.default_rng(SEED)
    scores: list[tuple[float, float]] = []
    for start in range(0, trials, _BLOCK):
        kept = generator.integers(2, size=(min(_BLOCK, trials - start), len(first)), dtype=bool)
        totals = zip(kept @ first + ~kept @ second, ~kept @ first + kept @ second, strict=True)
        scores += [(metric.finish(one), metric.finish(other)) for one, other in totals]
    return np.array(scores).T
