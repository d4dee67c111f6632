"""Finds the terms of a base in running text, inflected or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from qa.glossary.base import Glossary
from qa.glossary.index import UNKNOWN, index
from qa.glossary.laid import Laid, Match
from qa.lang.tags import primary

__all__ = ["Match", "find_terms"]

_MOST_BETWEEN = 2
_Candidate = tuple[Sequence[int], Sequence[int]]
_Found = tuple[Sequence[int], Match]


@lru_cache(maxsize=4096)
def find_terms(glossary: Glossary, text: str, language: str) -> tuple[Match, ...]:
    """Return the terms in `text`, in its order, the longest at each place, none overlapping another.

    A term whose own words stand there wins over one that only shares their stems, and one whose words follow each
    other over one whose words are parted.
    """
    laid = Laid(index(glossary, primary(language)), text, language)
    whole = list(_chosen(laid, _whole(laid)))
    taken = {number for places, _ in whole for number in places}
    parted = [
        (places, match)
        for places, match in _chosen(laid, _parted(laid))
        if taken.isdisjoint(range(places[0], places[-1] + 1))
    ]
    return tuple(sorted((match for _, match in whole + parted), key=lambda match: match.start))


def _whole(laid: Laid) -> Iterator[_Candidate]:
    """Yield the terms whose stems follow each other."""
    for hit in laid.index.hits(laid.read):
        yield range(hit.first, hit.stop), hit.terms


def _parted(laid: Laid) -> Iterator[_Candidate]:
    """Yield the terms of several words that have one or two words between them which no term has."""
    known = [number for number, piece in enumerate(laid.read) if piece.letter != UNKNOWN]
    if len(known) == len(laid.read):
        return
    for hit in laid.index.hits([laid.read[number] for number in known]):
        places = known[hit.first : hit.stop]
        extra = places[-1] - places[0] + 1 - len(places)
        if 0 < extra <= _MOST_BETWEEN:
            yield places, hit.terms


def _chosen(laid: Laid, candidates: Iterable[_Candidate]) -> Iterator[_Found]:
    """Yield the longest fitting term at each place, from left to right."""
    free = 0
    for places, terms in sorted(candidates, key=lambda candidate: (candidate[0][0], -len(candidate[0]))):
        if places[0] < free:
            continue
        matches = [match for number in terms if (match := laid.fit(number, places)) is not None]
        if matches:
            free = places[-1] + 1
            nearest = matches[0] if len(matches) == 1 else min(matches, key=lambda match: _distance(match, laid.text))
            yield places, nearest


def _distance(match: Match, text: str) -> tuple[bool, bool, bool, bool]:
    surface = text[match.start : match.end]
    return surface != match.term.text, not match.exact, match.doubtful, not match.term.is_good
