"""Words and characters of a text in any language, by the rules of Unicode (UAX #29) and ICU's dictionaries."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import icu

from qa.lang.tags import locale

_FIRST_NUMBER, _FIRST_LETTER = 100, 200


class Word(NamedTuple):
    """A word or a number in a text: `text[start:end]`, in code points."""

    text: str
    start: int
    end: int
    is_number: bool

    @property
    def starts_upper(self) -> bool:
        """Whether the word begins with an upper-case or title-case letter."""
        return self.text[0].istitle()

    @property
    def starts_lower(self) -> bool:
        """Whether the word begins with a lower-case letter of a script that has capitals."""
        return self.text[0].islower() and self.text[0].upper() != self.text[0]


@lru_cache(maxsize=65_536)
def words(text: str, language: str) -> tuple[Word, ...]:
    """Divide `text` into its words and numbers, leaving out spaces and punctuation.

    Chinese, Japanese, Thai and other scripts without spaces are divided with ICU's dictionaries.
    """
    breaker = icu.BreakIterator.createWordInstance(locale(language))
    breaker.setText(text)
    place = _code_points(text)
    found: list[Word] = []
    start = 0
    for offset in breaker:
        end = place[offset]
        status = breaker.getRuleStatus()
        if status >= _FIRST_NUMBER:
            found.append(Word(text[start:end], start, end, status < _FIRST_LETTER))
        start = end
    return tuple(found)


def _code_points(text: str) -> Sequence[int]:
    """Return the code point at each UTF-16 offset, in which ICU counts, and at the end."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    return [index for index, character in enumerate(text) for _ in range(2 if character > "\uffff" else 1)] + [
        len(text)
    ]


def count_words(text: str, language: str) -> int:
    """Count the words of `text` as word processors do: what stands between spaces is one word.

    In scripts without spaces, where several words follow each other without anything between, each is counted.
    """
    total = 0
    for chunk in text.split():
        found = words(chunk, language) if not chunk.isascii() else ()
        adjacent = any(one.end == other.start for one, other in pairwise(found))
        total += len(found) if adjacent else 1
    return total


_FOLDED = {ord("’"): "'", ord("ʼ"): "'"} | dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Return the form of `text` in which only meaning counts.

    Compatibility forms, letter case, the kinds of apostrophes and invisible characters go.
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)
