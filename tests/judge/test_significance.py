from __future__ import annotations

import itertools

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest
from scipy import stats

from qa.judge.meaning import agreement, sentence
from qa.judge.significance import compare, corrected, count_tests
from qa.metrics.bleu import Bleu
from qa.metrics.chrf2 import Chrf2
from qa.metrics.estimate import Estimate
from qa.metrics.ter import Ter
from tests.metrics.corpora import WORDS, random_corpus, segments_of, streams_of


def _rows(metric, hypotheses, corpus):
    replaced = [(hypothesis, references) for hypothesis, (_, references) in zip(hypotheses, corpus, strict=True)]
    return metric.rows(segments_of("en", replaced))


@pytest.mark.parametrize("test", ["bootstrap", "randomisation"])
@pytest.mark.parametrize(("own", "theirs"), [(Bleu(), BLEU()), (Chrf2(), CHRF()), (Ter(), TER())])
def test_p_values_equal_those_of_sacrebleu(test: str, own, theirs) -> None:
    corpus = [row for seed in (3, 13, 23, 33, 43) for row in random_corpus(seed)[1]]
    one = [hypothesis for hypothesis, _ in corpus]
    two = [f"{' '.join(hypothesis.split()[:-2])} {WORDS['en'][3]}" for hypothesis in one]
    kind = {"bootstrap": "bs", "randomisation": "ar"}[test]
    _, expected = PairedTest([("one", one), ("two", two)], {"m": theirs}, streams_of(corpus), kind)()
    [results] = [values for name, values in expected.items() if name != "System"]
    found = compare(own, _rows(own, one, corpus), _rows(own, two, corpus), test)
    assert found.p == results[1].p_value
    assert found.value == pytest.approx(results[1].score - results[0].score, abs=1e-9)
    assert found.interval[0] <= found.value <= found.interval[1]


def test_any_metric_can_be_compared_and_a_system_does_not_differ_from_itself() -> None:
    generator = np.random.default_rng(1)
    baseline = [(float(value), 1.0) for value in generator.random(60)]
    better = [(value + 0.05, count) for value, count in baseline]
    assert compare(Estimate(), baseline, better, "randomisation").p < 0.001
    same = compare(Estimate(), baseline, baseline)
    assert (same.value, same.p, same.interval) == (0, 1, (0, 0))


def test_corrections_equal_published_examples() -> None:
    # Holm's method as worked out by hand; Benjamini and Hochberg's own fifteen p-values, of which four hold at 0.05.
    assert corrected([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
                 0.6528, 0.7590, 1.0]  # fmt: skip
    assert sum(p <= 0.05 for p in corrected(published, "benjamini-hochberg")) == 4
    assert sum(p <= 0.05 for p in corrected(published)) == 3
    assert corrected([0.2, 0.9], "none") == [0.2, 0.9]


@pytest.mark.parametrize("seed", range(5))
def test_the_false_discovery_rate_is_that_of_scipy(seed: int) -> None:
    p_values = np.random.default_rng(seed).random(12) ** 3
    assert corrected(list(p_values), "benjamini-hochberg") == pytest.approx(stats.false_discovery_control(p_values))


@pytest.mark.parametrize(
    ("metric", "signature", "difference", "expected"),
    [
        ("bleu", "case:mixed|smooth:exp", 1.39, 70),
        ("bleu", "case:mixed|smooth:exp", -9.0, 85),
        ("bleu", "case:lc|smooth:exp", 1.39, None),
        ("chrf2", "case:mixed|nc:6|nw:0|space:no", 0.1, 50),
        ("chrf", "case:mixed|nc:6|nw:2|space:no", 5.0, None),
        ("spbleu", "case:mixed|tok:flores101|smooth:exp", 1.7, 75),
        ("comet", "model:wmt22-comet-da|class:regression_metric", 0.006, 80),
        ("comet", "model:XCOMET-XXL|class:xcomet_metric", -0.03, 95),
        ("comet", "model:mine|class:regression_metric", 0.1, None),
    ],
)
def test_agreement_is_that_of_the_published_table(metric: str, signature: str, difference: float, expected) -> None:
    assert agreement(metric, signature, difference) == expected


def test_the_sentence_says_no_more_than_is_known() -> None:
    assert sentence(1.0, 0.2, True, 90) == "The difference can be chance."
    assert sentence(0.0, 1.0, True, 50) == "The scores are the same."
    assert "worse than the baseline" in sentence(-1.0, 0.01, False, None)
    assert "about 70 % of pairs of systems" in sentence(1.0, 0.01, True, 70)
    assert "coin" in sentence(0.1, 0.01, True, 50)


def test_counts_differ_by_more_than_chance_as_often_as_all_swaps_say() -> None:
    baseline = np.array([[2, 0, 1], [1, 1, 1], [3, 0, 1], [1, 0, 1], [0, 0, 1], [1, 2, 1]])
    system = np.array([[0, 1, 1], [0, 1, 1], [0, 2, 1], [1, 0, 1], [1, 0, 1], [0, 0, 1]])
    gaps = system - baseline
    swaps = np.array(list(itertools.product((-1, 1), repeat=len(gaps))))
    exact = (np.abs(swaps @ gaps) >= np.abs(gaps.sum(axis=0))).mean(axis=0)
    assert count_tests(baseline, system) == pytest.approx(list(exact), abs=0.015)
    assert count_tests(baseline, baseline) == [1, 1, 1]
