"""Words and characters of a text in any language, by the rules of Unicode (UAX #29) and ICU's dictionaries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from threading import get_ident
from typing import NamedTuple

import icu

from qa.lang.sets import ranges
from qa.lang.tags import locale
from qa.lang.word_answers import WordAnswers

# All letters of scripts without spaces are among these.
_MAY_MEET = re.compile("[\u0e00-\U0010ffff]")
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
        return _case(self.text[0]) == "A"

    @property
    def starts_lower(self) -> bool:
        """Whether the word begins with a lower-case letter of a script that has capitals."""
        return _case(self.text[0]) == "a"


@lru_cache(maxsize=65_536)
def words(text: str, language: str) -> tuple[Word, ...]:
    """Divide `text` into its words and numbers, leaving out spaces and punctuation.

    Chinese, Japanese, Thai and other scripts without spaces are divided with ICU's dictionaries.
    """
    breaker = _breaker(language, get_ident())
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


@lru_cache(maxsize=65_536)
def folded_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text one by one as `words` does, each in the form that `fold` gives it."""
    folded = _folded()
    return tuple([folded[word.text] for word in words(text, language)])


@lru_cache(maxsize=1)
def _folded() -> WordAnswers[str]:
    return WordAnswers(fold)


@lru_cache(maxsize=65_536)
def word_cases(text: str, language: str) -> str:
    """Return the case of each word of a text: `A` where it starts with a capital, `a` in lower case, `-` without case.

    It says what `starts_upper` and `starts_lower` say, of all words at once.
    """
    return "".join([_case(word.text[0]) for word in words(text, language)])


@lru_cache(maxsize=8192)
def _case(letter: str) -> str:
    if letter.istitle():
        return "A"
    return "a" if letter.islower() and letter.upper() != letter else "-"


@lru_cache(maxsize=64)
def _breaker(language: str, thread: int) -> icu.BreakIterator:  # noqa: ARG001
    """Return what divides texts; it holds the text that it divides, so that every thread has one of its own."""
    return icu.BreakIterator.createWordInstance(locale(language))


def _code_points(text: str) -> Sequence[int]:
    """Return the code point at each UTF-16 offset, in which ICU counts, and at the end."""
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return range(len(text) + 1)
    return [index for index, character in enumerate(text) for _ in range(2 if character > "\uffff" else 1)] + [
        len(text)
    ]


def count_words(text: str, language: str) -> int:
    """Count the words of `text` as word processors do: what stands between spaces is one word.

    In scripts without spaces, where several words follow each other without anything between, each is counted.
    """
    if _MAY_MEET.search(text) is None or _meeting().search(text) is None:
        return len(text.split())
    total = 0
    for chunk in text.split():
        found = words(chunk, language) if not chunk.isascii() else ()
        adjacent = any(one.end == other.start for one, other in pairwise(found))
        total += len(found) if adjacent else 1
    return total


@lru_cache(maxsize=1)
def _meeting() -> re.Pattern[str]:
    """Return a pattern of the letters that a word may end or begin with though another letter stands beside it."""
    return re.compile(
        f"[{ranges('[[:L:][:Nl:] - [[:Word_Break=ALetter:][:Word_Break=Hebrew_Letter:] - [:Hangul:]]]')}]"
    )


_FOLDED = {ord("’"): "'", ord("ʼ"): "'"} | dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_HAS_FOLDED = re.compile(f"[{''.join(map(chr, _FOLDED))}]")


@lru_cache(maxsize=131_072)
def fold(text: str) -> str:
    """Return the form of `text` in which only meaning counts.

    Compatibility forms, letter case, the kinds of apostrophes and invisible characters go.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.translate(_FOLDED) if _HAS_FOLDED.search(folded) else folded
