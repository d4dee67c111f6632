"""Intervals and tests by drawing source segments again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from qa.judge.agreement.correlation import Floats, Ints, once
from qa.judge.resampling import RESAMPLES, SEED

_BATCH = 50
Interval = tuple[float, float]
Statistic = Callable[[Floats], Floats]
Correlation = Callable[[Floats, Floats, Floats], Floats]


def intervals(statistics: Mapping[str, Statistic], items: int) -> dict[str, Interval | None]:
    """Return 95 % percentile bootstrap intervals over `items` source segments, for several statistics at once.

    A statistic takes weights of shape (items, resamples), how often each item was drawn, and returns one value for
    each resample. All translations of an item are drawn together, since they share its difficulty. Resamples in which
    a statistic is undefined are left out. None with fewer than two items, or where nothing is defined.
    """
    drawn: dict[str, list[Floats]] = {name: [] for name in statistics}
    for weights in _draws(items) if items > 1 else ():
        for name, statistic in statistics.items():
            drawn[name].append(statistic(weights))
    return {name: _percentiles(values) for name, values in drawn.items()}


def _draws(items: int) -> Iterator[Floats]:
    generator = np.random.default_rng(SEED)
    for _ in range(RESAMPLES // _BATCH):
        chosen = generator.integers(0, items, size=(_BATCH, items))
        yield np.stack([np.bincount(row, minlength=items) for row in chosen], axis=1).astype(float)


def _percentiles(values: list[Floats]) -> Interval | None:
    known = np.concatenate(values) if values else np.zeros(0)
    known = known[~np.isnan(known)]
    if not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def permutation_p(items: Ints, human: Floats, first: Floats, second: Floats, correlation: Correlation) -> float:
    """Return the two-sided p-value of "both scores agree with people equally well".

    Both scores are standardised; chance exchanges them for all translations of an item together. 1,000 permutations
    with a fixed seed; the data as they are count as one more.

    Source: Deutsch, Dror and Roth 2021, "A Statistical Analysis of Summarization Evaluation Metrics Using Resampling
    Methods" (arXiv:2104.00054): PERM-BOTH.
    """
    one, other = _standardised(first), _standardised(second)
    weights = once(len(human))

    def gap(a: Floats, b: Floats) -> float:
        return abs(float((correlation(a, human, weights) - correlation(b, human, weights))[0]))

    seen = gap(one, other)
    generator = np.random.default_rng(SEED)
    count = int(items.max(initial=-1)) + 1
    as_large = 1
    for _ in range(RESAMPLES):
        exchanged = generator.integers(0, 2, size=count).astype(bool)[items]
        as_large += gap(np.where(exchanged, other, one), np.where(exchanged, one, other)) >= seen - 1e-12
    return as_large / (RESAMPLES + 1)


def _standardised(values: Floats) -> Floats:
    spread = float(values.std())
    scaled: Floats = (values - values.mean()) / (spread or 1.0)
    return scaled
