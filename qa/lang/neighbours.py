"""Frequent words that do not follow each other in a language, such as `the of` in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from qa.core.language_files import language_file
from qa.lang.word_answers import WordAnswers
from qa.lang.words import Word, words

_FULL_STOPS = ".!?。।؟"
_COMMAS = ",،、"
_MARKS = frozenset(_FULL_STOPS + _COMMAS)
_HYPHENS = ("-", "‑", "/", "'", "’")
_LONGEST_GAP = 5


class Pair(NamedTuple):
    """Two words that stand next to each other, or a word and the comma or full stop after it.

    `first` and `second` are as a lexicon has them: a sentence's first word in lower case, the marks as `,` and `.`.
    """

    first: str
    second: str
    start: int
    end: int


def adjacent(text: str, language: str) -> Iterator[Pair]:
    """Yield the pairs in a text; a dash, a bracket or a quotation mark between two words divides them.

    The first part of a hyphened word is no word of its own.
    """
    found = words(text, language)
    return (pair for index in range(len(found)) if (pair := _pair(text, found, index)) is not None)


def _pair(text: str, found: Sequence[Word], index: int) -> Pair | None:
    """Return the pair that begins with a word, if it begins one."""
    word = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    gap = text[word.end : following.start if following else len(text)]
    mark = gap[:1]
    if following and gap in ("", " ", "\u00a0") and text[following.end : following.end + 1] not in _HYPHENS:
        return Pair(_written(text, found, index), following.text, word.start, following.end)
    if mark in _MARKS and not gap[1:2].isalnum() and (len(gap) > 1 or not following):
        return Pair(_written(text, found, index), "," if mark in _COMMAS else ".", word.start, word.end + 1)
    return None


def has_between(text: str, pair: Pair, language: str) -> bool:
    """Say whether a text has the first of a pair and soon after it the second, with one to five words between them."""
    found = words(text, language)
    first, second = pair.first.casefold(), pair.second.casefold()
    for index, word in enumerate(found):
        if word.text.casefold() != first:
            continue
        for other in found[index + 1 : index + 2 + _LONGEST_GAP]:
            mark = {*text[other.end : other.end + 1]}
            if other.text.casefold() == second and other is not found[index + 1]:
                return True
            if (second == "," and mark & {*_COMMAS}) or (second == "." and mark & {*_FULL_STOPS}):
                return True
    return False


def _written(text: str, found: Sequence[Word], index: int) -> str:
    """Return a word as a lexicon has it: in lower case where only the start of a sentence gives it its capital."""
    word = found[index].text
    if len(word) == 1 or not word[1:].islower():
        return word
    before = text[found[index - 1].end : found[index].start].strip() if index else "."
    return word.lower() if not before.isalnum() and before[-1:] in (*_FULL_STOPS, ":") else word


def unlikely_pairs(text: str, language: str, least: int) -> Iterator[Pair]:
    """Yield the pairs in a text whose `unlikelihood` is at least `least`."""
    known = _levels(language)
    found = words(text, language)
    for index, word in enumerate(found):
        levels = known[word.text]
        if levels is None:
            continue
        following = found[index + 1].text if index + 1 < len(found) else ""
        if following in levels or text[word.end : word.end + 1] in _MARKS:
            pair = _pair(text, found, index)
            if pair is not None and unlikelihood(pair, language) >= least:
                yield pair


def knows_neighbours(language: str) -> bool:
    """Say whether it was learned which words of the language do not follow each other."""
    return bool(_unlikely(language))


def unlikelihood(pair: Pair, language: str) -> int:
    """Return how much rarer a pair is than its words let expect, as a rounded natural logarithm; 0 below 3.

    Learned from a million characters and more (see benchmarks/train/neighbours.py): a pair of level 5 should have been
    seen 150 times and was not.
    """
    return _unlikely(language).get(pair.first, {}).get(pair.second, 0)


@lru_cache(maxsize=16)
def _levels(language: str) -> WordAnswers[dict[str, int] | None]:
    """Return for each word, as it stands in a text, the words that do not follow it; None where there are none."""
    known = _unlikely(language)
    return WordAnswers(lambda word: known.get(word) or known.get(word.lower()))


@lru_cache(maxsize=16)
def _unlikely(language: str) -> dict[str, dict[str, int]]:
    """Read lines like `the 5 of to`: a word, a level, and the words that do not follow it."""
    file = language_file(resources.files("qa.lang.neighbours_of"), language, ".txt")
    if file is None:
        return {}
    levels: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in file.read_text(encoding="utf-8").splitlines():
        first, level, *others = line.split(" ")
        levels[first].update(dict.fromkeys(others, int(level)))
    return dict(levels)
