"""Sentences with names and terms in their oblique cases, in languages that inflect them much."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.match import find_terms

FOLDER = Path(__file__).parent / "inflection"
FILES = sorted(FOLDER.glob("*.toml"))
GERMAN_NOUNS = {
    "Russe", "Flüchtling", "Haus", "Minister", "Krankenhaus", "Virus", "Museum", "Arzt", "Behörde", "Staatsanwalt",
    "Präsident", "Studentin", "Land", "Soldat", "Straße", "Abkommen",
}  # fmt: skip
LEAST, ENOUGH = 30, 0.95


def rows(path: Path, key: str) -> list[tuple[str, str]]:
    return [(term, sentence) for term, sentence in tomllib.loads(path.read_text(encoding="utf-8"))[key]]


def found(term: str, sentence: str, language: str) -> list[tuple[int, int]]:
    """Return where a base of one term finds it; a term with a capital is a name, except a German common noun."""
    part = "proper noun" if term[0].isupper() and term not in GERMAN_NOUNS else "noun"
    base = Glossary((Term("1", language, term, part_of_speech=part),))
    return [(match.start, match.end) for match in find_terms(base, sentence, language)]


def marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    places = [match.start() - count for count, match in enumerate(re.finditer("[⟦⟧]", sentence))]
    return re.sub("[⟦⟧]", "", sentence), list(zip(places[::2], places[1::2], strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_inflected_terms_are_recognised(path: Path) -> None:
    sentences = rows(path, "inflected")
    missed = []
    for term, sentence in sentences:
        text, places = marked(sentence)
        if not set(places) <= set(found(term, text, path.stem)):
            missed.append((term, sentence))
    assert len(sentences) >= LEAST
    assert len(missed) <= (1 - ENOUGH) * len(sentences), missed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_made_from_a_term_are_not_the_term(path: Path) -> None:
    wrong = [(term, text) for term, text in rows(path, "others") if found(term, text, path.stem)]
    assert wrong == []
