"""Words are divided and counted alike however they are asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.lang.vocabulary import function_words
from qa.lang.words import count_words, fold, folded_words, words


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("The mayor’s well-known “plan” of 2022.", "en", 6),
        ("在中国，人们说汉语。", "zh", 5),
        ("1870년의 교회", "ko", 3),
        ("Он купил iPhone12 за 1 000 ₽", "ru", 7),
        ("", "en", 0),
    ],
)
def test_words_are_counted_as_word_processors_do(text: str, language: str, count: int) -> None:
    assert count_words(text, language) == count


def test_folded_words_stand_one_by_one_for_the_words() -> None:
    text = "Straße und СТРАНА, ﬁne"
    assert folded_words(text, "de") == tuple(fold(word.text) for word in words(text, "de"))


def test_a_language_of_which_nothing_was_learned_has_no_function_words() -> None:
    assert not function_words("so")


@pytest.fixture
def threads_that_take_turns_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("threads_that_take_turns_often")
def test_threads_do_not_divide_each_others_texts() -> None:
    texts = ["word " * number for number in range(500)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: len(words(text, "fy")), texts))
    assert found == list(range(500))
