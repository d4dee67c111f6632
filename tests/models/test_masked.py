from __future__ import annotations

import random

import numpy as np
import pytest

from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.metrics.fluency import Fluency
from qa.models.language_models import load
from tests.models.toy_masked_model import sentence, toy_masked_model

CHANCE = random.Random(2)
RIGHT = [sentence(CHANCE) for _ in range(40)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(toy_masked_model(tmp_path_factory.mktemp("toy") / "model"))


def swapped(text: str) -> str:
    words = text.split()
    place = CHANCE.randrange(1, len(words) - 2)
    words[place : place + 2] = reversed(words[place : place + 2])
    return " ".join(words)


def dropped(text: str) -> str:
    words = text.split()
    words.pop(CHANCE.randrange(1, len(words) - 1))
    return " ".join(words)


def disagreeing(_: str) -> str:
    number, verbs = CHANCE.sample(("singular", "plural"), 2)
    return sentence(CHANCE, number, verbs)


@pytest.mark.parametrize("spoil", [swapped, dropped, disagreeing])
def test_right_sentences_are_more_fluent_than_spoiled_ones(folder: str, spoil: object) -> None:
    assert callable(spoil)
    metric = Fluency(folder, "masked-lm")
    right, wrong = (
        [Segment("", Passage(text), target_lang="en") for text in texts] for texts in (RIGHT, map(spoil, RIGHT))
    )
    better = [
        metric.finish(one) > metric.finish(other)
        for one, other in zip(metric.rows(right), metric.rows(wrong), strict=True)
    ]
    assert sum(better) >= 0.95 * len(RIGHT)


def test_the_surprise_is_at_the_words_that_do_not_agree(folder: str) -> None:
    text = "the cats near the house sees a tree ."
    (found,) = load("masked-lm", folder).surprises([text])
    words = dict(zip(text.split(), found.nats, strict=False))
    assert set(sorted(words, key=words.__getitem__)[-2:]) == {"cats", "sees"}
    assert found.between(*_place(text, "sees")) == pytest.approx(words["sees"])


def test_words_after_the_wrong_one_count_too(folder: str) -> None:
    """A masked model reads both ways, so that a subject is expected by its verb."""
    model = load("masked-lm", folder)
    right, wrong = model.surprises(["the dog by the river sees the sun .", "the dog by the river see the sun ."])
    assert wrong.nats[1] > right.nats[1] + 1
    assert np.argmax(wrong.nats - right.nats) in (1, 5)


def _place(text: str, word: str) -> tuple[int, int]:
    start = text.index(word)
    return start, start + len(word)
