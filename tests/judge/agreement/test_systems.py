from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from qa.judge.agreement.systems import compare_systems, pairwise_accuracy, soft_pairwise_accuracy


def rows(scores: dict[str, list[float]]) -> tuple[np.ndarray, list[str], np.ndarray]:
    items = np.array([item for values in scores.values() for item in range(len(values))])
    systems = [system for system, values in scores.items() for _ in values]
    return items, systems, np.array([value for values in scores.values() for value in values])


def test_pairs_in_the_order_people_have_count_and_human_ties_do_not() -> None:
    items, systems, human = rows({"a": [0.0, -1.0], "b": [-5.0, -5.0], "c": [-4.0, -6.0]})
    metric = np.array([70.0, 80.0, 50.0, 40.0, 90.0, 90.0])
    pairs = compare_systems(items, systems, human, metric)
    assert len(pairs) == 3
    assert pairwise_accuracy(pairs) == 0.5


def test_a_metric_that_knows_no_difference_is_not_right() -> None:
    items, systems, human = rows({"a": [0.0, -1.0], "b": [-5.0, -5.0]})
    assert pairwise_accuracy(compare_systems(items, systems, human, np.zeros(4))) == 0.0


def test_systems_are_compared_on_common_items() -> None:
    items = np.array([0, 1, 1, 2, 5])
    systems = ["a", "a", "b", "b", "c"]
    pairs = compare_systems(items, systems, np.array([-9.0, 1.0, 0.0, 9.0, 0.0]), np.array([0.0, 5.0, 4.0, 9.0, 0.0]))
    assert [(pair.human, pair.metric) for pair in pairs] == [(1.0, 1.0)]


def test_p_values_are_those_of_a_paired_permutation_test() -> None:
    generator = np.random.default_rng(3)
    scores = {"a": list(generator.normal(0.2, 1, 40)), "b": list(generator.normal(0, 1, 40))}
    items, systems, human = rows(scores)
    [pair] = compare_systems(items, systems, human, -human)
    gaps = np.array(scores["a"]) - np.array(scores["b"])
    exact = stats.permutation_test(
        (gaps,), np.sum, permutation_type="samples", alternative="greater", n_resamples=20_000, rng=1
    ).pvalue
    assert pair.human_p == pytest.approx(exact, abs=0.04)
    assert pair.metric_p == pytest.approx(1 - pair.human_p, abs=1e-9)


def test_soft_accuracy_is_one_minus_the_mean_difference_of_p_values() -> None:
    generator = np.random.default_rng(4)
    shifts = {"a": 0.0, "b": 0.3, "c": 3.0}
    items, systems, human = rows({name: list(generator.normal(shift, 1, 50)) for name, shift in shifts.items()})
    assert soft_pairwise_accuracy(compare_systems(items, systems, human, human)) == 1.0
    reverse = compare_systems(items, systems, human, -human)
    assert soft_pairwise_accuracy(reverse) == pytest.approx(
        1 - np.mean([abs(2 * pair.human_p - 1) for pair in reverse])
    )
    constant = compare_systems(items, systems, human, np.ones(len(human)))
    assert {pair.metric_p for pair in constant} == {0.5}


def test_the_names_of_the_systems_change_nothing() -> None:
    generator = np.random.default_rng(8)
    items, systems, human = rows({name: list(-generator.integers(0, 3, 30).astype(float)) for name in "abc"})
    metric = -generator.integers(0, 2, len(human)).astype(float)
    renamed = [{"a": "z", "b": "b", "c": "a"}[name] for name in systems]
    assert soft_pairwise_accuracy(compare_systems(items, systems, human, metric)) == pytest.approx(
        soft_pairwise_accuracy(compare_systems(items, renamed, human, metric))
    )


def test_one_system_leaves_nothing_to_compare() -> None:
    pairs = compare_systems(np.array([0, 1]), ["a", "a"], np.zeros(2), np.zeros(2))
    assert (pairs, pairwise_accuracy(pairs), soft_pairwise_accuracy(pairs)) == ([], None, None)
