"""Finds names of a base that are spelled as nobody spells them, in no form that the base lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.match import find_terms
from qa.glossary.places import places_in
from qa.lang.folding import folded
from qa.lang.inflection import inflection
from qa.lang.name_spellings import likeness
from qa.lang.scripts import has_capitals, has_spaces
from qa.lang.spelling import zipf
from qa.lang.tags import primary
from qa.lang.vocabulary import lower_case_words
from qa.lang.words import Word, fold, words

_SHORTEST, _SHORTEST_STEM, _LONGEST_ENDING, _KEY = 5, 3, 8, 3
# How long a word with a slip in it must be: beside the rest of a name, alone, and where no capital shows a name.
_IN_NAME, _ALONE, _ALONE_WITHOUT_CAPITALS = 4, 6, 7
# How likely two spellings are of one name, and in how many letters they may differ.
_ALIKE, _MOST_LETTERS = 0.7, 2
# How common a word may be, on the Zipf scale, that is taken for a misspelling: alone, and beside the rest of a name.
_RARE, _RARE_IN_NAME = 1.5, 3.0
_TYING = re.compile("['’]")
_JOINING = frozenset((" ", "\u00a0", "-", "‑"))


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A name of the base that was meant at `start` to `end` of a text.

    `slip` says that each wrong word is one letter away and known to no list of words, `inflected` that a word stands
    in another form than in the base.
    """

    term: Term
    start: int
    end: int
    slip: bool
    inflected: bool


class _Fit(NamedTuple):
    """What a word of a text is to the word of a name."""

    right: bool
    slip: bool
    inflected: bool


_Part = tuple[Term, tuple[str, ...], int]


@lru_cache(maxsize=64)
def _names(glossary: Glossary, language: str) -> dict[str, list[_Part]]:
    """Return the words of the base's names, by their first and by their last letters."""
    found: dict[str, list[_Part]] = {}
    for term in glossary.in_language(language):
        if term.is_name and term.is_good:
            own = tuple(word.text for word in words(term.text, language))
            for number, word in enumerate(own):
                for key in _keys(inflection(language).stem(_plain(word, language))[0]):
                    found.setdefault(key, []).append((term, own, number))
    return found


def _plain(word: str, language: str) -> str:
    return folded(word, inflection(language).letters).text


def _keys(stem: str) -> tuple[str, str]:
    return stem[:_KEY] + "-", "-" + stem[-_KEY:]


@lru_cache(maxsize=2048)
def misspelled_names(glossary: Glossary, text: str, language: str) -> tuple[Misspelling, ...]:
    """Return the misspelled names of a base in a text, in its order.

    Not looked at are words that stand in the base, in CLDR's list of places or too often in other texts, words in
    lower case, and scripts that put no spaces between words.
    """
    names = _names(glossary, primary(language)) if has_spaces(language) else {}
    if not names:
        return ()
    found = words(text, language)
    known = [(match.start, match.end) for match in find_terms(glossary, text, language)]
    known += [(place.start, place.end) for place in places_in(text, language)]
    taken = {offset for start, end in known for offset in range(start, end)}
    results: dict[int, Misspelling] = {}
    for number, word in enumerate(found):
        if _is_odd(word, language) and taken.isdisjoint(range(word.start, word.end)):
            best = min(_meant(names, found, number, text, language), key=_rank, default=None)
            if best is not None:
                results.setdefault(best.start, best)
    return tuple(results.values())


def _rank(found: Misspelling) -> tuple[int, bool, str]:
    return found.start - found.end, not found.slip, found.term.text


def _is_odd(word: Word, language: str) -> bool:
    """Say whether a word may be a misspelled name at all."""
    plain = fold(word.text)
    if word.is_number or len(word.text) < _SHORTEST or not _TYING.split(plain)[0].isalpha():
        return False
    if has_capitals(language) and (not word.starts_upper or plain in lower_case_words(language)):
        return False
    return _commonness(plain, language) < (_RARE_IN_NAME if has_capitals(language) else _RARE)


def _commonness(word: str, language: str) -> float:
    plain = "".join(letter for letter in word if not unicodedata.combining(letter))
    return max(zipf(word, language), zipf(plain, language), zipf(plain, "en") if plain.isascii() else 0.0)


def _meant(
    names: dict[str, list[_Part]], found: Sequence[Word], number: int, text: str, language: str
) -> Iterator[Misspelling]:
    """Yield the names that may be meant where the word `number` stands."""
    plain = _plain(found[number].text, language)
    keys = dict.fromkeys(key for length in range(len(plain), _KEY - 1, -1) for key in _keys(plain[:length]))
    for term, own, place in dict.fromkeys(name for key in keys for name in names.get(key, ())):
        first = number - place
        window = found[first : first + len(own)] if first >= 0 else ()
        if len(window) < len(own) or not _follow(window, text):
            continue
        fits = [_fit(word.text, right, language, len(own) > 1) for word, right in zip(window, own, strict=True)]
        known = [fit for fit in fits if fit is not None]
        if len(known) == len(own) and not known[place].right:
            slip, inflected = all(fit.slip for fit in known), any(fit.inflected for fit in known)
            yield Misspelling(term, window[0].start, window[-1].end, slip, inflected)


def _follow(window: Sequence[Word], text: str) -> bool:
    return all(text[one.end : other.start] in _JOINING for one, other in pairwise(window))


@lru_cache(maxsize=16_384)
def _fit(written: str, right: str, language: str, in_name: bool) -> _Fit | None:
    """Compare a word of a text with the word of a name; None where it is neither one of its forms nor a misspelling.

    What begins with the whole stem of the name is made from it (Putinism), and what is no form, in another ending,
    another name (Smirnova).
    """
    known = inflection(primary(language))
    plain, own = _plain(written, language), _plain(right, language)
    stem, dictionary = known.stem(own) if known.endings else (own, "")
    forms = [cut for cut in _cuts(plain) if _TYING.match(plain, cut) or known.allows(dictionary, plain[cut:])]
    if any(plain[:cut] == stem for cut in forms):
        return _Fit(right=True, slip=True, inflected=plain != own)
    if plain.startswith(stem) or len(own) < _SHORTEST or plain[:1] != own[:1]:
        return None
    common = _commonness(fold(written), language)
    if common == 0:
        shortest = _IN_NAME if in_name else _ALONE if has_capitals(language) else _ALONE_WITHOUT_CAPITALS
        if _is_slip(plain, own, shortest):
            return _Fit(right=False, slip=True, inflected=False)
        if any(_is_slip(plain[:cut], stem, shortest) for cut in forms):
            return _Fit(right=False, slip=True, inflected=True)
    near = common <= (_RARE_IN_NAME if in_name else _RARE) and OSA.distance(plain, own) <= _MOST_LETTERS
    alike = near and has_capitals(language) and likeness(written, right, language, language) >= _ALIKE
    return _Fit(right=False, slip=False, inflected=True) if alike else None


def _is_slip(written: str, right: str, shortest: int) -> bool:
    """Say whether two words or stems of so many letters differ in one, or in the order of two."""
    return min(len(written), len(right)) >= shortest and OSA.distance(written, right) == 1


def _cuts(plain: str) -> range:
    """Return the places where the ending of a word may begin, the end of the word first."""
    return range(len(plain), max(_SHORTEST_STEM, len(plain) - _LONGEST_ENDING) - 1, -1)
