"""Whether two systems differ more than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.core.contracts import Metric
from qa.judge.resampling import RESAMPLES, SEED, TRIALS, Floats, Rows, resampled, shuffled

Test = Literal["bootstrap", "randomisation"]
Correction = Literal["holm", "benjamini-hochberg", "none"]
ALPHA = 0.05
_BLOCK = 100
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a system scores above a baseline on the same segments (below: negative).

    `interval` is the 95 % bootstrap interval of the difference, `p` the probability of a difference at least as large
    where the systems are alike, `signature` what another person needs to get the same numbers.
    """

    value: float
    interval: tuple[float, float]
    p: float
    signature: str


def compare(metric: Metric, baseline: Rows, system: Rows, test: Test = "bootstrap") -> Difference:
    """Compare two systems by a metric's rows, one for each segment, in the same order; at least two segments.

    The paired bootstrap (Koehn 2004) with 1,000 resamples, or approximate randomisation (Riezler and Maxwell 2005)
    with 10,000 trials; both two-sided, with p-values equal to those of sacrebleu.
    """
    value = metric.finish(_sum(system)) - metric.finish(_sum(baseline))
    scores = resampled(metric, baseline, system)
    differences = scores[1] - scores[0]
    if test == "bootstrap":
        sizes = np.abs(differences)
        p = _p_value(sizes - sizes.mean(), abs(value))
        signature = f"test:paired-bootstrap|bs:{RESAMPLES}|seed:{SEED}"
    else:
        one, other = shuffled(metric, baseline, system)
        p = _p_value(np.abs(one - other), abs(value))
        signature = f"test:approximate-randomisation|ar:{TRIALS}|bs:{RESAMPLES}|seed:{SEED}"
    low = RESAMPLES // 40
    ordered = np.sort(differences)
    return Difference(value, (float(ordered[low]), float(ordered[-low - 1])), p, signature)


def count_tests(baseline: Counts, system: Counts) -> list[float]:
    """Return for each kind of thing that was counted the probability that chance gives as large a difference.

    The counts have shape (segments, kinds). Approximate randomisation (Riezler and Maxwell 2005), two-sided, with
    10,000 trials: the systems swap segments at random.
    """
    gaps = (system - baseline).astype(np.float64)
    gaps = gaps[gaps.any(axis=1)]
    seen = np.abs(gaps.sum(axis=0))
    generator = np.random.default_rng(SEED)
    as_large = np.zeros(gaps.shape[1], dtype=np.int64)
    for start in range(0, TRIALS, _BLOCK):
        signs = generator.choice((-1.0, 1.0), size=(min(_BLOCK, TRIALS - start), len(gaps)))
        as_large += (np.abs(signs @ gaps) >= seen).sum(axis=0)
    return [float(count) for count in (as_large + 1) / (TRIALS + 1)]


def _sum(rows: Rows) -> list[float]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _p_value(chance: Floats, seen: float) -> float:
    """Return how often chance alone gives more than what was seen; a system against itself gets 1 exactly."""
    if not chance.any() and not seen:
        return 1.0
    return float((np.sum(chance > seen) + 1) / (len(chance) + 1))


def corrected(p_values: Sequence[float], correction: Correction = "holm") -> list[float]:
    """Return p-values corrected for being many, in the same order.

    `holm` bounds the probability of one false difference among all (Holm 1979), `benjamini-hochberg` the share of
    false ones among those found (Benjamini and Hochberg 1995).
    """
    count = len(p_values)
    ascending = sorted(range(count), key=p_values.__getitem__)
    found = list(p_values)
    if correction == "holm":
        reached = 0.0
        for rank, index in enumerate(ascending):
            reached = max(reached, min(1.0, (count - rank) * p_values[index]))
            found[index] = reached
    elif correction == "benjamini-hochberg":
        reached = 1.0
        for rank, index in reversed(list(enumerate(ascending, start=1))):
            reached = min(reached, p_values[index] * count / rank)
            found[index] = reached
    return found
