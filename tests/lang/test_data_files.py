"""The files that say what is known of a language: their keys are read, and nothing stands in them twice."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.lang.facts import facts
from qa.lang.tags import canonical, primary

FOLDER = Path(__file__).parents[2] / "qa" / "lang"
INFLECTION = {"letters", "prefixes", "parts", "endings", "changes", "derived", "joined"}
PHRASE = {"words", "better", "why", "confidence", "near", "unless"}


def files(pattern: str) -> list:
    return [pytest.param(file, id=f"{file.parent.name}/{file.name}") for file in sorted(FOLDER.glob(pattern))]


def twice(items: Iterable[str]) -> set[str]:
    listed = list(items)
    return {item for item in listed if listed.count(item) > 1}


@pytest.mark.parametrize("file", files("*/*.toml"))
def test_a_file_is_named_after_a_language(file: Path) -> None:
    assert primary(canonical(file.stem)) == file.stem


def lists(table: dict[str, Any]) -> Iterator[list[str]]:
    """Yield all lists of words and phrases of a table and the tables in it."""
    for value in table.values():
        if isinstance(value, dict):
            yield from lists(value)
        elif isinstance(value, str | list):
            yield value.split() if isinstance(value, str) else value


@pytest.mark.parametrize("file", files("facts/*.toml"))
def test_facts_have_known_keys_composed_letters_and_no_entry_twice(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    known = facts(file.stem)
    assert known != facts("und")
    assert known.negation.carrying <= known.negation.words
    assert not (known.writing.doubles_words and known.writing.doubled)
    assert all(part.endswith("]") for part in known.web_pages.parts if part.startswith("["))
    for entries in lists(tomllib.loads(text)):
        assert entries
        assert not twice(entries)


@pytest.mark.parametrize("file", files("inflections/*.toml"))
def test_inflections_have_known_keys_and_no_entry_twice(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    content = tomllib.loads(text)
    assert content.keys() <= INFLECTION
    assert content.get("parts", {}).keys() <= set(re.findall(r"<(\w+)>", text))
    assert all(change.count(" > ") == 1 for change in content.get("changes", []))
    assert not twice(content.get("changes", []))
    for ending, pattern in content.get("endings", {}).items():
        assert "(" in pattern or not twice(pattern.split("|")), ending


@pytest.mark.parametrize("file", files("literal/*.toml") + files("slips/*.toml"))
def test_phrases_have_known_keys_and_stand_once(file: Path) -> None:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    assert content.keys() == {"phrase"}
    assert not twice(entry["words"] for entry in content["phrase"])
    for entry in content["phrase"]:
        assert entry.keys() <= PHRASE, entry["words"]
        assert 0 < entry["confidence"] <= 1, entry["words"]
        assert not twice((entry.get("near", "") + " " + entry.get("unless", "")).split()), entry["words"]


@pytest.mark.parametrize("file", files("lexicon/*.txt"))
def test_a_lexicon_has_each_word_once(file: Path) -> None:
    grammar, *usual = file.read_text(encoding="utf-8").splitlines()
    assert all(grammar.split(" "))
    assert all(usual)
    assert len(set(grammar.split(" "))) == len(grammar.split(" "))
    assert len(set(usual)) == len(usual)


@pytest.mark.parametrize("file", files("neighbours_of/*.txt"))
def test_neighbours_stand_once_for_a_word_and_a_level(file: Path) -> None:
    rows = [line.split(" ") for line in file.read_text(encoding="utf-8").splitlines()]
    assert not twice(f"{first} {level}" for first, level, *_ in rows)
    assert all(int(level) >= 3 and others and len(set(others)) == len(others) for _, level, *others in rows)
