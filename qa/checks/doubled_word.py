"""The check `doubled-word`."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.doubling import doubles_freely, may_double
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, folded_words, words

_SMALL = 40
_LETTER_NAME, _LETTERS = 3, 4
_HYPHENS = tuple("-‐‑")


@dataclass(frozen=True)
class DoubledWord(Check):
    """A word stands twice in a row.

    Why: machine translation stutters, and cut-and-paste leaves the word before the gap standing.
    Bad: They ⟦voted voted⟧ on the bill. | They voted on the bill.
    Bad: Prisoners were ordered to ⟦the the⟧ polls.
    Good: He had had enough of it.
    Good: They voted again, again and again.
    Limits: words that a language doubles on purpose are listed per language; a word that a reference doubles
    too is left alone; languages that double words to make a plural or to stress (Indonesian, Malay, Chinese,
    Vietnamese, Thai and others) are not covered. The fix is certain for grammatical words, and for words that a
    reference has once.
    """

    category = "linguistic-conventions/grammar"

    def covers(self, language: str) -> bool:
        """Say whether doubling a word is no grammar in the language."""
        return not doubles_freely(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each run of a word that stands twice or more."""
        text = segment.target.text
        folded = folded_words(text, segment.target_lang)
        if not any(map(operator.eq, folded, folded[1:])):
            return
        found = words(text, segment.target_lang)
        index = 0
        while index < len(found):
            last = index
            while last + 1 < len(found) and _repeats(text, found[last], found[last + 1]):
                last += 1
            if last > index and not self._intended(segment, found, index):
                times = "twice" if last == index + 1 else f"{last - index + 1} times"
                start, end = found[index].start, found[last].end
                shown = text[start : found[index + 1].end] + (" …" if last > index + 1 else "")
                once, certain = found[index].text, _is_certain(segment, found[index], found[index + 1 : last + 1])
                yield self.found(
                    segment, start, end, f'"{shown}": the word stands {times}', confidence=0.9,
                    fix=once if certain else None, suggestion=once,
                )  # fmt: skip
            index = last + 1

    def _intended(self, segment: Segment, found: Sequence[Word], index: int) -> bool:
        first, second = found[index], found[index + 1]
        if len(first.text) == 1 and first.text != second.text:
            return True
        if (
            first.is_number
            or _spells_letters(found, index, segment.target_lang)
            or may_double(first.text, segment.target_lang)
        ):
            return True
        if first.starts_upper and second.starts_upper and not first.text.isupper():
            return True
        text = segment.target.text
        if text[max(0, first.start - 1) : first.start] in _HYPHENS or text[second.end : second.end + 1] in _HYPHENS:
            return True
        return segment.target.marked(first.start, second.end) or any(
            fold(first.text) in _doubles(reference.text, segment.target_lang) for reference in segment.references
        )


def _spells_letters(found: Sequence[Word], index: int, language: str) -> bool:
    """Say whether the words are names of letters, as in RRT written out: four words and more of up to three letters."""
    name = found[index].text
    if len(name) >= _LETTER_NAME or name.lower() != name.upper() or fold(name) in function_words(language):
        return False
    low, high = index, index + 1
    while low and len(found[low - 1].text) <= _LETTER_NAME:
        low -= 1
    while high + 1 < len(found) and len(found[high + 1].text) <= _LETTER_NAME:
        high += 1
    return high - low + 1 >= _LETTERS


def _is_certain(segment: Segment, first: Word, others: Sequence[Word]) -> bool:
    """Say whether one word is enough beyond doubt: a grammatical one, or one that a reference has."""
    if any(other.starts_upper and not first.starts_upper for other in others):
        return False
    word, language = fold(first.text), segment.target_lang
    return word in function_words(language, _SMALL) or any(
        word in _folded(reference.text, language) for reference in segment.references
    )


def _repeats(text: str, first: Word, second: Word) -> bool:
    gap = text[first.end : second.start]
    return bool(gap) and not gap.strip() and fold(first.text) == fold(second.text)


@lru_cache(maxsize=1024)
def _folded(text: str, language: str) -> frozenset[str]:
    return frozenset(fold(word.text) for word in words(text, language))


@lru_cache(maxsize=1024)
def _doubles(text: str, language: str) -> frozenset[str]:
    """Return the folded words that stand twice in a row in a text."""
    return frozenset(
        fold(first.text) for first, second in pairwise(words(text, language)) if _repeats(text, first, second)
    )
