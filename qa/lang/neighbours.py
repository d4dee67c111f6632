"""Frequent words that do not follow each other in a language, such as `the of` in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from qa.lang.tags import primary
from qa.lang.words import Word, words

_FULL_STOPS = ".!?。।؟"
_COMMAS = ",،、"
_HYPHENS = ("-", "‑", "/", "'", "’")
_REGIONAL = {"zh": "zh-CN", "no": "nb"}


@dataclass(frozen=True, slots=True)
class Pair:
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
    opening = True
    for index, word in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        gap = text[word.end : following.start if following else len(text)]
        first = _written(word, opening)
        opening = not gap.strip().isalnum() and gap.strip()[-1:] in (*_FULL_STOPS, ":")
        mark = gap[:1]
        if following and gap in ("", " ", "\u00a0") and text[following.end : following.end + 1] not in _HYPHENS:
            yield Pair(first, following.text, word.start, following.end)
        elif mark and mark in _FULL_STOPS + _COMMAS and not gap[1:2].isalnum() and (len(gap) > 1 or not following):
            yield Pair(first, "," if mark in _COMMAS else ".", word.start, word.end + 1)


def _written(word: Word, opening: bool) -> str:
    return word.text.lower() if opening and len(word.text) > 1 and word.text[1:].islower() else word.text


def knows_neighbours(language: str) -> bool:
    """Say whether it was learned which words of the language do not follow each other."""
    return bool(_unlikely(primary(language)))


def unlikelihood(pair: Pair, language: str) -> int:
    """Return how much rarer a pair is than its words let expect, as a rounded natural logarithm; 0 below 3.

    Learned from a million characters and more (see benchmarks/train/neighbours.py): a pair of level 5 should have been
    seen 150 times and was not.
    """
    return _unlikely(primary(language)).get((pair.first, pair.second), 0)


@lru_cache(maxsize=16)
def _unlikely(language: str) -> dict[tuple[str, str], int]:
    """Read lines like `the 5 of to`: a word, a level, and the words that do not follow it."""
    file = resources.files("qa.lang.neighbours_of").joinpath(f"{_REGIONAL.get(language, language)}.txt")
    if not file.is_file():
        return {}
    levels: dict[tuple[str, str], int] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        first, level, *others = line.split(" ")
        levels.update({(first, other): int(level) for other in others})
    return levels
