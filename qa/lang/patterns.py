"""Phrases of a language as patterns on words, found in a text in one pass.

A pattern is words with spaces between them. Each is one of: `word` itself, in any letter case; `one|other`, any of
several; `~word`, any inflected form of it; `#`, a number; `?` behind any of these, which then may be missing. Patterns
never reach over punctuation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Any

from qa.lang.forms import base_form
from qa.lang.tags import primary
from qa.lang.word_answers import WordAnswers
from qa.lang.words import Word, fold, words

_NUMBER = "#"
_AROUND = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that is wrong: its pattern, what to write instead, why, how sure a finding is.

    `near` are words one of which stands within five words of the phrase, `unless` words none of which does.
    """

    pattern: str
    better: str
    why: str
    confidence: float
    near: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the list in a text: `text[start:end]`."""

    phrase: Phrase
    start: int
    end: int


@lru_cache(maxsize=64)
def phrases(collection: str, language: str) -> tuple[Phrase, ...]:
    """Return the phrases of a language in a collection, a folder of `qa.lang`; none where it has no file."""
    file = resources.files("qa.lang").joinpath(collection, f"{primary(language)}.toml")
    if not file.is_file():
        return ()
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_phrase(entry) for entry in content["phrase"])


def _phrase(entry: dict[str, Any]) -> Phrase:
    near, unless = (frozenset(map(fold, entry.get(key, "").split())) for key in ("near", "unless"))
    return Phrase(entry["words"], entry["better"], entry["why"], entry["confidence"], near, unless)


def find_phrases(collection: str, text: str, language: str) -> Iterator[Found]:
    """Yield where a text has phrases of the collection, none inside another; where two begin together, the longer."""
    index = _index(collection, primary(language))
    if not index:
        return
    found, may_begin = words(text, language), _beginners(collection, language)
    numbered = _NUMBER in index
    beginnings = [place for place, word in enumerate(found) if may_begin[word.text] or (numbered and word.is_number)]
    end = 0
    for place in beginnings:
        fitting = [
            (len(steps), phrase)
            for name in sorted(_forms(found[place].text, found[place].is_number, language))
            for steps, phrase in index.get(name, ())
            if place >= end
            and _fits(text, found, place, steps, language)
            and _is_at_home(found, place, len(steps), phrase, language)
        ]
        if fitting:
            length, phrase = max(fitting, key=lambda pair: pair[0])
            end = place + length
            yield Found(phrase, found[place].start, found[end - 1].end)


@lru_cache(maxsize=128)
def _beginners(collection: str, language: str) -> WordAnswers[bool]:
    """Return for each word, which is no number, whether a phrase of the collection can begin with it."""
    index = _index(collection, primary(language))
    return WordAnswers(lambda word: fold(word) in index or f"~{base_form(word, language)}" in index)


@lru_cache(maxsize=65_536)
def _forms(word: str, is_number: bool, language: str) -> frozenset[str]:
    """Return the ways in which a step of a pattern may name a word."""
    return frozenset({fold(word), _NUMBER if is_number else "~" + base_form(word, language)})


def _fits(text: str, found: Sequence[Word], place: int, steps: Sequence[frozenset[str]], language: str) -> bool:
    """Say whether a pattern stands at a word; its first step fits."""
    if place + len(steps) > len(found):
        return False
    following = zip(steps[1:], found[place : place + len(steps)], found[place + 1 : place + len(steps)], strict=False)
    return all(
        step & _forms(word.text, word.is_number, language) and not text[before.end : word.start].strip()
        for step, before, word in following
    )


def _is_at_home(found: Sequence[Word], place: int, length: int, phrase: Phrase, language: str) -> bool:
    """Say whether the words around a phrase are those with which it is wrong."""
    around = (*found[max(0, place - _AROUND) : place], *found[place + length : place + length + _AROUND])
    forms = [_forms(word.text, word.is_number, language) for word in around if phrase.unless or phrase.near]
    return not any(phrase.unless & form for form in forms) and (
        not phrase.near or any(phrase.near & form for form in forms)
    )


@lru_cache(maxsize=64)
def _index(collection: str, language: str) -> dict[str, list[tuple[tuple[frozenset[str], ...], Phrase]]]:
    """Return the patterns, by each word that they can begin with."""
    index: dict[str, list[tuple[tuple[frozenset[str], ...], Phrase]]] = {}
    for phrase in phrases(collection, language):
        for steps in _spelled_out(phrase.pattern, language):
            for first in steps[0]:
                index.setdefault(first, []).append((steps, phrase))
    return index


def _spelled_out(pattern: str, language: str) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield the pattern with and without each of the words that may be missing."""
    choices = []
    for step in pattern.split(" "):
        form = frozenset(_form(name, language) for name in step.removesuffix("?").split("|"))
        choices.append(((form,), ()) if step.endswith("?") else ((form,),))
    for combination in product(*choices):
        steps = tuple(form for part in combination for form in part)
        if steps:
            yield steps


def _form(name: str, language: str) -> str:
    return "~" + base_form(name[1:], language) if name.startswith("~") else fold(name)
