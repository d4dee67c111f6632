"""The word lists are those that wordfreq itself reads."""

from __future__ import annotations

import pytest
import wordfreq

from qa.lang.word_lists import languages, share_of_rare, shares


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_same_languages_have_lists(size: str) -> None:
    assert {language: str(file) for language, file in languages(size).items()} == wordfreq.available_languages(size)


@pytest.mark.parametrize("language", ["en", "ko", "uk"])
def test_words_have_the_same_shares_in_the_same_order(language: str) -> None:
    expected = wordfreq.get_frequency_dict(language, "small")
    found = shares(language, "small")
    assert found == expected
    assert list(found) == list(expected)


def test_the_most_frequent_words_are_read_alone() -> None:
    whole = shares("ko", "small")
    assert shares("ko", "small", 1e-4) == {word: share for word, share in whole.items() if share >= 1e-4}


def test_single_words_have_the_same_shares() -> None:
    expected = wordfreq.get_frequency_dict("mk", "large")
    some = [*list(expected)[::5000], "нема такво", "", "\ud800"]
    assert [share_of_rare(word, "mk") for word in some] == [expected.get(word, 0.0) for word in some]
    assert share_of_rare("이", "ko") == 0.0


def test_an_unknown_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.lang.word_lists._FORMAT", {"format": "cB", "version": 2})
    with pytest.raises(ValueError, match="version"):
        shares("en", "small")
