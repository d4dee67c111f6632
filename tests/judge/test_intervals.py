from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from qa.judge.intervals import weighted_poisson


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 50, 500])
def test_equal_weights_give_the_exact_poisson_interval(count: int) -> None:
    low, high = weighted_poisson([1.0] * count, 1.0)
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=0.02, abs=0.02)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=0.01)


def test_without_events_the_upper_bound_is_that_of_none_seen() -> None:
    low, high = weighted_poisson([], 1.0)
    assert low == 0
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2) / 2, rel=0.02)


def test_the_interval_covers_the_true_penalty_as_often_as_it_says() -> None:
    generator = np.random.default_rng(7)
    weights = np.array([1.0, 5.0, 25.0])
    rates = np.array([12.0, 4.0, 0.3])
    truth = float(weights @ rates)
    covered = 0
    for _ in range(2000):
        counts = generator.poisson(rates)
        low, high = weighted_poisson(list(np.repeat(weights, counts)), 5.0)
        covered += low <= truth <= high
    assert covered / 2000 >= 0.93


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_a_few_expected_errors_are_covered_too(rate: float) -> None:
    generator = np.random.default_rng(11)
    covered = 0
    for _ in range(2000):
        weights = [5.0] * int(generator.poisson(rate))
        low, high = weighted_poisson(weights, max([5.0, *weights]))
        covered += low <= 5 * rate <= high
    assert covered / 2000 >= 0.95


def test_heavier_errors_make_a_wider_interval_around_the_same_penalty() -> None:
    minor, major = weighted_poisson([1.0] * 25, 1.0), weighted_poisson([5.0] * 5, 5.0)
    assert major[0] < minor[0] < 25 < minor[1] < major[1]
