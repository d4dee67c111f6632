"""Words are found where simplemma itself finds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import simplemma
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from qa.lang import lemmas
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


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    lemmas._dictionary.cache_clear()
    yield tmp_path
    lemmas._dictionary.cache_clear()


def test_a_dictionary_has_the_words_that_simplemma_reads(empty_cache: Path) -> None:
    expected = sorted(word.encode() for word in DefaultDictionaryFactory().get_dictionary("id"))
    assert lemmas._dictionary("id").lines[:].splitlines() == [*expected, b""]
    assert list(empty_cache.rglob("lemmas-id-*"))


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("missing", ["_read_header", "_iter_records"])
def test_dictionaries_are_read_though_simplemma_decodes_them_otherwise(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = {"rumah": "rumah", "buku": "buku"}
    monkeypatch.setattr(DefaultDictionaryFactory, "get_dictionary", lambda *_: mapping)
    monkeypatch.delattr(f"simplemma.strategies.dictionaries.frontcode.{missing}")
    assert lemmas._dictionary("id").lines == b"buku\nrumah\n\n"
