"""The training of the language models on a few made sentences: what it finds is what the product reads."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.train.classes import classes_of
from benchmarks.train.ngrams import learn, regression, told
from qa.models.ngrams import KNOWN, LanguageModel, vocabulary
from qa.models.sealed_counts import levels
from qa.models.sequences import divide, mixed

NOUNS, VERBS = ("dog", "cat", "child", "teacher", "farmer", "bird"), ("sees", "likes", "follows", "hears", "finds")


def _sentences(number: int) -> list[str]:
    chance = random.Random(5)
    return [f"The {chance.choice(NOUNS)} {chance.choice(VERBS)} a {chance.choice(NOUNS)}." for _ in range(number)]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return learn(_sentences(400), "tlh")


def test_words_that_are_used_alike_share_few_classes_and_others_none() -> None:
    texts = divide(_sentences(400))
    words, classes = classes_of(texts.words, 8)
    class_of = dict(zip(words.tolist(), classes.tolist(), strict=True))
    nouns, verbs = ({class_of[int(divide([word]).words[5])] for word in alike} for alike in (NOUNS, VERBS))
    assert len(nouns) < len(NOUNS) / 2
    assert len(verbs) < len(VERBS) / 2
    assert not nouns & verbs


def test_a_model_knows_the_words_of_its_sentences(model: LanguageModel) -> None:
    texts = divide(["dog sees zyx"])
    stored = levels(model.slots, vocabulary(texts.words))[texts.is_word]
    assert 0 < stored[0] < KNOWN
    assert stored[2] == 0


def test_each_measure_has_a_finite_sum(model: LanguageModel) -> None:
    measures, lengths = model.measure(["The dog sees a cat.", "", "cat The a sees dog."])
    assert np.isfinite(measures).all()
    assert lengths.tolist() == [20, 0, 20]


def test_weights_learned_from_a_difference_tell_the_better_text(model: LanguageModel) -> None:
    measures, lengths = model.measure(["The dog sees a cat.", "The dog a sees cat."])
    difference = (measures[:1] - measures[1:]) / lengths[0]
    weights = regression([difference], np.ones(difference.shape[1]), np.zeros(difference.shape[1]), 1e-3)
    better, worse = replace(model, weights=weights).naturalness(["The bird hears a child.", "The bird a hears child."])[
        0
    ]
    assert better > worse


def test_a_sequence_seen_once_says_nothing_and_one_that_tells_what_comes_says_much() -> None:
    symbols = mixed(np.array([1, 2] * 20 + [3, 4], dtype=np.uint64))
    pairs = symbols + np.concatenate((np.zeros(1, np.uint64), mixed(symbols)[:-1]))
    keys, counts, bits = told([symbols, pairs], len(symbols))[1]
    says = dict(zip(keys.tolist(), bits.tolist(), strict=True))
    assert says[int(pairs[-1])] == 0
    assert says[int(pairs[3])] > 10
    assert counts.sum() == len(symbols)
