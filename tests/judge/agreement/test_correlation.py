from __future__ import annotations

import time

import numpy as np
import pytest
from scipy import stats

from qa.judge.agreement.correlation import kendall, once, pearson


@pytest.mark.parametrize("rows", [2, 3, 7, 200, 3000])
@pytest.mark.parametrize("values", [2, 5, 10_000])
def test_both_are_equal_to_scipy_with_and_without_ties(rows: int, values: int) -> None:
    generator = np.random.default_rng(rows * values)
    x = generator.integers(0, values, rows).astype(float)
    y = np.round(x / 2) + generator.integers(0, values, rows)
    x[0], x[1], y[0], y[1] = 0, 1, 1, 0
    assert kendall(x, y, once(rows))[0] == pytest.approx(stats.kendalltau(x, y).statistic, abs=1e-12)
    assert pearson(x, y, once(rows))[0] == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-12)


def test_weights_count_rows_as_if_they_were_there_so_often() -> None:
    generator = np.random.default_rng(5)
    x, y = generator.integers(0, 6, 60).astype(float), generator.integers(0, 6, 60).astype(float)
    weights = generator.integers(0, 4, (60, 5)).astype(float)
    for resample in range(5):
        copies = np.repeat(np.arange(60), weights[:, resample].astype(int))
        assert kendall(x, y, weights)[resample] == pytest.approx(stats.kendalltau(x[copies], y[copies]).statistic)
        assert pearson(x, y, weights)[resample] == pytest.approx(stats.pearsonr(x[copies], y[copies]).statistic)


def test_negative_and_fractional_scores_of_any_size() -> None:
    x = np.array([-25.0, -0.1, 0.0, -5.3, 1e9])
    y = np.array([1e-9, 2e-9, 3e-9, -1.0, 7.0])
    assert kendall(x, y, once(5))[0] == pytest.approx(stats.kendalltau(x, y).statistic)


def test_a_single_value_has_no_correlation() -> None:
    constant, other = np.full(4, 0.1), np.arange(4.0)
    for measure in (kendall, pearson):
        assert np.isnan(measure(constant, other, once(4))[0])
        assert np.isnan(measure(other, constant, once(4))[0])
    assert np.isnan(kendall(np.array([1.0]), np.array([2.0]), once(1))[0])


def test_ten_times_the_rows_take_no_more_than_thirty_times_as_long() -> None:
    generator = np.random.default_rng(1)

    def seconds(rows: int) -> float:
        x = generator.normal(size=rows)
        y = x + generator.normal(size=rows)
        taken = []
        for _ in range(5):
            begun = time.perf_counter()
            kendall(x, y, once(rows))
            taken.append(time.perf_counter() - begun)
        return min(taken)

    assert seconds(200_000) < 30 * seconds(20_000)
