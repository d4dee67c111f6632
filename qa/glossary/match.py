"""Finds the terms of a base in running text, inflected or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.lang.forms import base_form
from qa.lang.tags import primary
from qa.lang.vocabulary import frequency
from qa.lang.words import Word, fold, words

_COMMON = 3.5
_KNOWN = 3.0
_LONGEST_ENDING = 3
_Entry = tuple[tuple[str, ...], Term]


@dataclass(frozen=True, slots=True)
class Match:
    """A term found at `text[start:end]`.

    `exact` says that the words are the term's own, letter case aside, so that another term can simply take their
    place. `lower` says that a name stands there in lower case. `doubtful` says that it does and is a common word, so
    that it may not be the name at all.
    """

    term: Term
    start: int
    end: int
    exact: bool
    lower: bool
    doubtful: bool


@lru_cache(maxsize=64)
def _index(glossary: Glossary, language: str) -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = {}
    for term in glossary.in_language(language):
        forms = tuple(base_form(word.text, language) for word in words(term.text, language))
        if forms:
            found.setdefault(forms[0], []).append((forms, term))
    return {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), not entry[1].is_good)))
        for first, entries in found.items()
    }


@lru_cache(maxsize=4096)
def find_terms(glossary: Glossary, text: str, language: str) -> tuple[Match, ...]:
    """Return the terms in `text`, in its order, the longest at each place, none overlapping another.

    A term whose own words stand there wins over one that only shares their stems.
    """
    return tuple(_scan(_index(glossary, primary(language)), text, language))


def _scan(index: dict[str, tuple[_Entry, ...]], text: str, language: str) -> Iterator[Match]:
    found = words(text, language)
    forms = [base_form(word.text, language) for word in found]
    position = 0
    while position < len(found):
        candidates = [
            (wanted, term)
            for wanted, term in index.get(forms[position], ())
            if tuple(forms[position : position + len(wanted)]) == wanted
            and _together(text, found[position : position + len(wanted)])
        ]
        if not candidates:
            position += 1
            continue
        length = len(candidates[0][0])
        run = found[position : position + length]
        longest = [term for wanted, term in candidates if len(wanted) == length]
        match = _match(min(longest, key=lambda term: _distance(term, text, run)), text, run, language)
        if not _is_derived(match):
            yield match
        position += length


def _together(text: str, run: tuple[Word, ...]) -> bool:
    return all(text[a.end : b.start].strip(" \t\n\u00a0-‐‑") == "" for a, b in pairwise(run))


def _is_derived(match: Match) -> bool:
    """Say whether the word is rather an adjective made from a name, as Ukrainian вашингтонський is."""
    longer = match.end - match.start - len(match.term.text)
    return match.lower and " " not in match.term.text and longer > _LONGEST_ENDING


def _distance(term: Term, text: str, run: tuple[Word, ...]) -> tuple[bool, bool, bool]:
    surface = text[run[0].start : run[-1].end]
    return surface != term.text, fold(surface) != fold(term.text), not term.is_good


def _match(term: Term, text: str, run: tuple[Word, ...], language: str) -> Match:
    surface = text[run[0].start : run[-1].end]
    wanted = words(term.text, language)
    lower = term.is_name and any(
        name.starts_upper and word.starts_lower for name, word in zip(wanted, run, strict=True)
    )
    exact = fold(surface) == fold(term.text)
    doubtful = lower and len(run) == 1 and frequency(surface.lower(), language) >= (_COMMON if exact else _KNOWN)
    return Match(term, run[0].start, run[-1].end, exact, lower, doubtful)
