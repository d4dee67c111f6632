"""Which words are misspelled: unknown to every list, and one slip of the keyboard away from a frequent word."""

from __future__ import annotations

import math
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from qa.lang.affixes import bases
from qa.lang.dictionaries import has_dictionary, in_dictionary
from qa.lang.facts import facts
from qa.lang.lemmas import has_lemma
from qa.lang.tags import primary
from qa.lang.vocabulary import frequency
from qa.lang.word_lists import languages, share_of_rare, shares

# Languages in which the word lists alone tell a slip from a rare word, and those in which only a dictionary does, as
# measured with benchmarks/planted_typos.py and, for Catalan, Danish and Norwegian, on other texts.
_BY_LISTS = frozenset(
    {"ca", "cs", "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ru", "sv", "tr", "uk"}
)
_BY_DICTIONARY = frozenset({"bg", "hu", "id", "ro"})
# Languages whose words are often met in the texts of others.
_LENDING = ("en", "fr", "de", "es", "it")
# Frequencies on the Zipf scale: of a word that a slip may come from; up to which a word may be a frequent slip, where
# no dictionary speaks and where one lacks it; how much rarer a slip is than the word meant; of a loan and of half a
# compound.
_FREQUENT, _RARE, _DENIED, _RARER = 3.0, 2.0, 2.9, 2.5
_LOAN, _PART = 4.0, 2.5
_CERTAIN, _CERTAIN_LENGTH = 4.0, 6
SHORTEST, LONGEST = 4, 40
# How many words of a text may be unknown, or what share of them.
_FEW, _STRANGE, _STRANGE_BY_SHORT_LIST = 4, 0.12, 0.35
_RAREST_LETTER = 20


@dataclass(frozen=True, slots=True)
class Correction:
    """The word that was most likely meant.

    `denied` says that a dictionary lacks the word as it was written, in a language whose rare words are listed too, and
    `certain` that no other correction fits.
    """

    text: str
    denied: bool
    certain: bool


def knows_spelling(language: str) -> bool:
    """Say whether misspelled words of the language can be told from rare ones, with a dictionary at least."""
    return primary(language) in _BY_LISTS | _BY_DICTIONARY


def lacks_dictionary(language: str) -> bool:
    """Say whether the language's misspelled words can be told with a dictionary only, and there is none."""
    return primary(language) in _BY_DICTIONARY and not has_dictionary(language)


@lru_cache(maxsize=65_536)
def correction(word: str, language: str) -> Correction | None:
    """Return what was meant by a misspelled word in lower case; None where it is a word, or nothing is near it.

    The lists hold frequent slips too, as very rare words, so that a word is not good for being listed alone.
    """
    tag = primary(language)
    older = {ord(sign): letter for sign, letter in facts(tag).writing.older_letters.items()}
    own = unicodedata.normalize("NFC", word).translate(older)
    if not SHORTEST <= len(own) <= LONGEST:
        return None
    rarity = zipf(own, tag)
    denied = has_dictionary(tag)
    if rarity > (_DENIED if denied else _RARE) or in_dictionary(own, tag):
        return None
    near = sorted({(-zipf(other, tag), other) for other in _near(own, tag)})
    if not near or -near[0][0] < max(_FREQUENT, rarity + _RARER) or _is_formed(own, tag):
        return None
    certain = len(near) == 1 and -near[0][0] >= _CERTAIN and len(own) >= _CERTAIN_LENGTH
    certain = certain and not any(zipf(other, tag) for other in _one_slip_away(own, tag) - {own, near[0][1]})
    return Correction(near[0][1], denied and tag in languages("large"), certain)


def zipf(word: str, language: str) -> float:
    """Return how common a word is, on the Zipf scale, by the longest list there is; 0 where it is in none."""
    tag = primary(language)
    share = frequent_words(tag).get(word) or share_of_rare(word, tag)
    return _on_zipf_scale(share) if share else 0.0


def _on_zipf_scale(share: float) -> float:
    return math.log10(share) + 9


def may_be_in(language: str, found: Collection[str]) -> bool:
    """Say whether words in lower case may be those of a text in the language: its list, or its dictionary, knows most.

    It knows fewer of a near language that was taken for it (Asturian for Spanish, Upper Sorbian for Polish).
    """
    if primary(language) in languages("large"):
        unknown, most = [word for word in found if not zipf(word, language)], _STRANGE
    else:
        unknown = [word for word in found if not zipf(word, language) and not in_dictionary(word, language)]
        most = _STRANGE if has_dictionary(language) else _STRANGE_BY_SHORT_LIST
    return len(unknown) <= max(_FEW, most * len(found))


@lru_cache(maxsize=64)
def frequent_words(language: str) -> dict[str, float]:
    """Return the words that a slip may come from, by the longest list there is, and what share of all words each is."""
    size = next((size for size in ("large", "small") if language in languages(size)), None)
    return shares(language, size, 10 ** (_FREQUENT - 9)) if size else {}


@lru_cache(maxsize=64)
def _letters(language: str) -> str:
    """Return the letters of the language's usual words."""
    counts = Counter("".join(frequent_words(language)))
    return "".join(sorted(sign for sign, count in counts.items() if sign.isalpha() and count > _RAREST_LETTER))


def _is_formed(word: str, language: str) -> bool:
    """Say whether a word that stands in no list is one all the same: inflected, derived, accented, borrowed ..."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))
    return (
        (bare != word and zipf(bare, language) > 0)
        or any(frequency(word, other) >= _LOAN for other in _LENDING if other != language)
        or has_lemma(word, language)
        or any(in_dictionary(base, language) for base in bases(word, language))
        or _is_compound(word, language)
    )


def _is_compound(word: str, language: str) -> bool:
    """Say whether the word divides into two that are known, of three letters and more, the first with a linking s."""
    for cut in range(3, len(word) - 2):
        first, second = word[:cut], word[cut:]
        if zipf(second, language) >= _PART or has_lemma(second, language):
            halves = (first, first[:-1]) if first.endswith("s") else (first,)
            if any(zipf(half, language) >= _PART or has_lemma(half, language) for half in halves):
                return True
    return False


@lru_cache(maxsize=32)
def _sorted(language: str) -> tuple[list[str], list[str]]:
    """Return the words that a slip may come from by their beginnings, and spelled backwards by their endings."""
    return sorted(frequent_words(language)), sorted(word[::-1] for word in frequent_words(language))


def _near(word: str, language: str) -> Iterator[str]:
    """Yield the words that a slip may come from, one slip away: they begin or end as the word does, nearly half of it.

    A slip changes two letters at most, which stand together.
    """
    half = (len(word) - 1) // 2
    for known, way in zip(_sorted(language), (1, -1), strict=True):
        written = word[::way]
        beginning = written[:half]
        last = bisect_left(known, beginning + chr(sys.maxunicode))
        for other in known[bisect_left(known, beginning) : last]:
            if OSA.distance(written, other, score_cutoff=1) == 1:
                yield other[::way]


def _one_slip_away(word: str, language: str) -> set[str]:
    """Return what differs from a word in one letter more, less or other, or in two that changed places.

    The word itself may be among them.
    """
    letters = _letters(language)
    changed: list[str] = []
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        changed += [before + letter + after for letter in letters]
        if after:
            changed.append(before + after[1:])
            changed += [before + letter + after[1:] for letter in letters]
        if len(after) > 1:
            changed.append(before + after[1] + after[0] + after[2:])
    return set(changed)
