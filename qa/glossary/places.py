"""The names of countries and cities as a term base that needs no file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.match import Match, find_terms
from qa.lang.names import opens_sentence
from qa.lang.places import place_names
from qa.lang.scripts import has_capitals
from qa.lang.vocabulary import function_words, lower_case_words
from qa.lang.words import Word, fold, words

_HYPHENS, _SPACES = frozenset("-‑"), frozenset(" \u00a0")


@dataclass(frozen=True, slots=True)
class Place:
    """A country or city that is named at `start` to `end` of a text; `codes` has several where places share a name.

    `sure` says that it is hardly anything else: neither part of a longer name (Jordan Spieth, Team USA) nor a common
    word, nor, in a script without capitals, perhaps a form of another word.
    """

    codes: frozenset[str]
    start: int
    end: int
    sure: bool

    @property
    def is_city(self) -> bool:
        """Whether it is a city and not a territory; what is both counts as a territory."""
        return all("/" in code for code in self.codes)


@lru_cache(maxsize=32)
def _glossary(language: str) -> tuple[Glossary, dict[str, frozenset[str]]]:
    """Return the names in a language as a base with a concept each, and the codes of the places of each name."""
    codes: dict[str, frozenset[str]] = {}
    names: dict[str, str] = {}
    for code, own in place_names(language).items():
        for name in own:
            codes[fold(name)] = codes.get(fold(name), frozenset()) | {code}
            names.setdefault(fold(name), name)
    terms = [Term(key, language, name, part_of_speech="proper noun") for key, name in names.items()]
    return Glossary(tuple(terms)), codes


def places_in(text: str, language: str) -> Iterator[Place]:
    """Yield the places that a text names, inflected or not, in its order."""
    glossary, codes = _glossary(language)
    for match in find_terms(glossary, text, language):
        if not (match.lower or match.parted):
            sure = not (match.doubtful or _is_word(match, text, language) or _in_longer_name(match, text, language))
            yield Place(codes[match.term.concept], match.start, match.end, sure)


def _is_word(match: Match, text: str, language: str) -> bool:
    """Say whether what stands there may well be a common word, for which capitals tell nothing."""
    if not has_capitals(language):
        return not match.exact
    word = fold(text[match.start : match.end])
    return word in lower_case_words(language) or word in function_words(language)


def _in_longer_name(match: Match, text: str, language: str) -> bool:
    """Say whether a word with a capital stands beside, a sentence's first one excepted, or any word after a hyphen."""
    found = words(text, language)
    next_one = bisect_left(found, match.end, key=attrgetter("start"))
    for after in found[next_one : next_one + 1]:
        between = text[match.end : after.start]
        if between in _HYPHENS or (between in _SPACES and after.starts_upper):
            return True
    last_one = bisect_left(found, match.start, key=attrgetter("start")) - 1
    return last_one >= 0 and _opens_name(found[last_one], match, text)


def _opens_name(word: Word, match: Match, text: str) -> bool:
    beside = text[word.end : match.start] in _SPACES | _HYPHENS
    return beside and word.starts_upper and not opens_sentence(word, text)
