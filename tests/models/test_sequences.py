from __future__ import annotations

import numpy as np
import pytest

from qa.models.sequences import divide, sequences


def _words(text: str) -> int:
    """Return the number of words, the end of the text left out."""
    return int((divide([text]).word_text == 0).sum()) - 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hello, world!", 4),
        ("They don’t.", 3),
        ("12 apples", 2),
        ("Привет, мир", 3),
        ("我们走。", 4),
        ("नमस्ते दुनिया", 2),
        (" ", 0),
        ("🎉🎉", 2),
    ],
)
def test_words_numbers_and_marks_are_told_apart(text: str, number: int) -> None:
    assert _words(text) == number


def test_a_word_is_the_same_wherever_it_stands_and_however_it_begins() -> None:
    one, two = divide(["House and home"]), divide(["the house, home"])
    assert set(one.words[one.is_word]) - set(two.words[two.is_word]) == {one.words[one.is_word][1]}


def test_endings_tell_capitals_from_small_letters_and_numbers_are_all_alike() -> None:
    found = divide(["going Going 12 345"])
    inside = found.word_text == 0
    assert len(set(found.long_endings[inside])) == 3
    assert len(set(found.short_endings[inside])) == 4


def test_each_text_has_its_characters_and_one_end_but_an_empty_one_nothing() -> None:
    found = divide(["ab", "", "cde"])
    assert np.bincount(found.character_text[found.character_text >= 0]).tolist() == [3, 0, 4]


def test_sequences_are_equal_where_their_symbols_are() -> None:
    symbols = np.array([1, 2, 3, 1, 2, 4], dtype=np.uint64)
    single, double, triple = sequences(symbols, 3, 7)
    assert single[0] == single[3]
    assert double[1] == double[4] != double[2]
    assert triple[2] != triple[5]


def test_a_sequence_is_another_the_other_way_round() -> None:
    pairs = [sequences(np.array(symbols, dtype=np.uint64), 2, 7)[1][1] for symbols in ((1, 2), (2, 1))]
    assert pairs[0] != pairs[1]
