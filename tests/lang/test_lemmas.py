"""Words are found where simplemma itself finds them."""

from __future__ import annotations

import pytest
import simplemma

from qa.lang.lemmas import has_lemma


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["houses", "london", "froodle", "english", "don't", "don’t", "went", "x" * 80]),
        ("id", ["rumah", "jakarta", "berjalan", "\u00e9t\u00e9"]),
        ("hy", ["տուն", "երևան", "տո՞ւն"]),
        ("ast", ["cafe\u0301", "café", "casa"]),
    ],
)
def test_the_same_words_are_known(language: str, words: list[str]) -> None:
    assert [has_lemma(word, language) for word in words] == [
        simplemma.is_known(word, lang=language, low_memory=True) for word in words
    ]


def test_any_word_may_be_in_a_dictionary_that_is_missing() -> None:
    assert has_lemma("xyz", "ja")
