from __future__ import annotations

import numpy as np
import pytest

from qa.judge.agreement.correlation import kendall, pearson
from qa.judge.agreement.resampling import intervals, permutation_p


def test_the_interval_of_a_mean_is_that_of_theory_and_always_the_same() -> None:
    values = np.random.default_rng(2).normal(10, 2, 400)
    statistic = {"mean": lambda weights: values @ weights / weights.sum(axis=0)}
    low, high = intervals(statistic, 400)["mean"]
    error = values.std() / 20
    assert (low, high) == pytest.approx((values.mean() - 1.96 * error, values.mean() + 1.96 * error), abs=0.3 * error)
    assert intervals(statistic, 400)["mean"] == (low, high)


def test_translations_of_one_source_are_drawn_together() -> None:
    items = np.repeat(np.arange(30), 10)
    x = np.random.default_rng(1).normal(size=30)[items]
    y = x + np.random.default_rng(2).normal(size=30)[items]
    together = intervals({"r": lambda weights: pearson(x, y, weights[items])}, 30)["r"]
    apart = intervals({"r": lambda weights: pearson(x, y, weights)}, 300)["r"]
    assert together[1] - together[0] > 2 * (apart[1] - apart[0])


def test_one_item_or_nothing_defined_has_no_interval() -> None:
    assert intervals({"any": lambda weights: weights[0]}, 1) == {"any": None}
    assert intervals({"any": lambda weights: np.full(weights.shape[1], np.nan)}, 5) == {"any": None}


@pytest.mark.parametrize("measure", [kendall, pearson])
def test_the_permutation_test_tells_a_good_score_from_a_bad_one(measure) -> None:
    generator = np.random.default_rng(6)
    items = np.repeat(np.arange(60), 3)
    human = generator.normal(size=180)
    good, equal, bad = (human + generator.normal(size=180) * noise for noise in (0.5, 0.5, 5))
    assert permutation_p(items, human, good, bad, measure) < 0.01
    assert permutation_p(items, human, good, equal, measure) > 0.05
    assert permutation_p(items, human, good, 100 * good + 7, measure) == 1.0
