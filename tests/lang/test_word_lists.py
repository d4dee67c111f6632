"""The word lists are those that wordfreq itself reads."""

from __future__ import annotations

import pytest
import wordfreq

from qa.lang.word_lists import languages, shares


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_same_languages_have_lists(size: str) -> None:
    assert {language: str(file) for language, file in languages(size).items()} == wordfreq.available_languages(size)


@pytest.mark.parametrize("language", ["en", "ko", "uk"])
def test_words_have_the_same_shares_in_the_same_order(language: str) -> None:
    expected = wordfreq.get_frequency_dict(language, "small")
    found = shares(language, "small")
    assert found == expected
    assert list(found) == list(expected)


def test_an_unknown_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msgpack.load", lambda stream: [{"format": "cB", "version": 2}, []])
    with pytest.raises(ValueError, match="version"):
        shares("en", "small")
