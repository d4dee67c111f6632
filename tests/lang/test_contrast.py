"""The words of contrasts, as they are listed for each language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from qa.lang.contrast import mentions

FILES = sorted((Path(__file__).parents[2] / "qa" / "lang" / "contrasts").glob("*.toml"))
ENGLISH = tomllib.loads(next(file for file in FILES if file.stem == "en").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_has_the_contrasts_of_english_with_as_many_sides(file: Path) -> None:
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    assert listed.keys() <= ENGLISH.keys()
    assert {name: words.count(" / ") for name, words in listed.items()} == {
        name: ENGLISH[name].count(" / ") for name in listed
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_entry_is_empty_or_stands_twice_on_a_side(file: Path) -> None:
    for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for side in words.split(" / "):
            entries = [entry.removeprefix("~") for entry in side.split("|")]
            assert all(entries), name
            assert len(entries) == len(set(entries)), name


def test_a_phrase_takes_its_words() -> None:
    assert "amount" not in mentions("Last year it was at least as good as now.", "en")
    assert "order" not in mentions("Last year it was at least as good as now.", "en")
    assert mentions("at least three", "en")["bound"][0].sides == {0}


def test_a_word_tied_by_a_hyphen_is_no_word_of_its_own() -> None:
    assert "company" not in mentions("les sans-abri", "fr")
    assert "company" in mentions("sans abri", "fr")


def test_a_word_of_two_sides_is_not_clear() -> None:
    (mention,) = mentions("a defeat", "en")["contest"]
    assert mention.sides == {0, 1}
    assert not mention.clear
