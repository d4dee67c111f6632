from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from qa.judge.agreement.correlation import once
from qa.judge.agreement.ties import pair_accuracy, tie_calibrated


def average(measure) -> float:
    return float(measure.average(once(100))[0])


def accuracy_with_ties(items, human, metric, threshold: float) -> float:
    """The paper's acc_eq: (C + T_hm) / all pairs of an item, averaged over items."""
    by_item = []
    for item in sorted(set(items)):
        rows = [row for row, own in enumerate(items) if own == item]
        right = [
            (0 if abs(metric[a] - metric[b]) <= threshold else np.sign(metric[a] - metric[b]))
            == np.sign(human[a] - human[b])
            for a, b in combinations(rows, 2)
        ]
        if right:
            by_item.append(sum(right) / len(right))
    return sum(by_item) / len(by_item)


def test_pairs_of_one_source_are_compared_and_human_ties_left_out() -> None:
    items = np.array([0, 0, 0, 1, 1, 2])
    human = np.array([0.0, -5.0, -5.0, -1.0, 0.0, -9.0])
    metric = np.array([90.0, 50.0, 70.0, 60.0, 40.0, 10.0])
    measure = pair_accuracy(items, human, metric)
    assert measure.items.tolist() == [0, 1]
    assert measure.values.tolist() == [1.0, 0.0]
    assert average(measure) == 0.5


def test_a_tie_of_the_metric_counts_half() -> None:
    measure = pair_accuracy(np.array([0, 0]), np.array([0.0, -1.0]), np.array([3.0, 3.0]))
    assert average(measure) == 0.5


def test_the_threshold_makes_ties_where_people_see_none() -> None:
    items = np.array([0, 0, 1, 1])
    human = np.array([0.0, 0.0, 0.0, -5.0])
    metric = np.array([0.81, 0.80, 0.9, 0.2])
    measure = tie_calibrated(items, human, metric)
    assert measure.threshold == pytest.approx(0.01)
    assert average(measure) == 1.0


def test_without_gain_nothing_is_tied() -> None:
    measure = tie_calibrated(np.array([0, 0]), np.array([0.0, -5.0]), np.array([0.9, 0.2]))
    assert (measure.threshold, average(measure)) == (0.0, 1.0)


@pytest.mark.parametrize("seed", range(20))
def test_the_calibrated_accuracy_is_the_best_of_all_thresholds(seed: int) -> None:
    generator = np.random.default_rng(seed)
    items = generator.integers(0, 8, 30)
    human = -generator.integers(0, 4, 30).astype(float)
    metric = np.round(human + generator.normal(size=30) * 2, 1)
    measure = tie_calibrated(items, human, metric)
    candidates = {0.0} | {abs(a - b) for a, b in combinations(metric, 2)}
    best = max(accuracy_with_ties(items, human, metric, threshold) for threshold in candidates)
    assert average(measure) == pytest.approx(best)
    assert accuracy_with_ties(items, human, metric, measure.threshold) == pytest.approx(best)


def test_single_translations_leave_nothing_to_compare() -> None:
    for measure in (pair_accuracy, tie_calibrated):
        result = measure(np.array([0, 1]), np.array([0.0, 1.0]), np.array([0.0, 1.0]))
        assert np.isnan(average(result))
