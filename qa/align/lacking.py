"""Finds places in a translation where a reference that shares many words with it goes on otherwise."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from qa.align.words import Pairing, pair_words
from qa.lang.forms import base_form
from qa.lang.vocabulary import frequency, function_words
from qa.lang.words import Word, fold

_LEAST_SHARED, _ALIKE, _COMPOUND, _FAR, _MOST = 0.4, 0.85, 3, 40, 5


class Facts(NamedTuple):
    """What tells whether a word is missing at a place.

    Of the two texts: the share of the words of both that the other has (`shared`), the share of the translation's words
    that the reference has not (`loose`), the logarithm of the reference's words for each of the translation
    (`shorter`), how many words the translation has (`length`), which share of them carries content that is not in the
    reference (`strange`), how many of the reference's small words it lacks (`small_lost`, 5 at most).

    Of the place: words of the reference that the translation lacks would stand there (`lost`, 0 or 1), the rarest of
    them with this Zipf frequency (`frequent`), and the same times `shared` (`lost_shared`); the words around have
    counterparts (`linked`), the second before the first (`crossed`), or with words between, how many as a logarithm
    (`between`), of which none is found (`free`).
    """

    shared: float
    loose: float
    shorter: float
    length: float
    strange: float
    small_lost: float
    lost: float
    frequent: float
    lost_shared: float
    linked: float
    crossed: float
    between: float
    free: float


@dataclass(frozen=True, slots=True)
class Seam:
    """A place between two words of a translation, from `start` to `end`, at which the reference goes on otherwise.

    `missing` are the words of the reference that would stand there, from the first to the last, if any are known.
    """

    start: int
    end: int
    missing: tuple[Word, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Compared:
    """A translation and a reference, divided into words.

    `links` are the words of the reference by those of the translation, in any order, `found` is the inverse. `absent`
    are the reference's words with content that the translation has in no form, `strange` those of the translation that
    the reference has not.
    """

    own: tuple[Word, ...]
    other: tuple[Word, ...]
    links: list[int | None]
    found: dict[int, int]
    absent: tuple[int, ...]
    strange: tuple[int, ...]
    small: frozenset[str]


@lru_cache(maxsize=1024)
def open_seams(text: str, reference: str, language: str) -> tuple[Seam, ...] | None:
    """Return the places of a translation beside which the reference has a word with content that the translation lacks.

    The ends of the text are among them only where nothing else stands there for it. None stands for texts that share
    too few words.
    """
    pairing = pair_words(text, reference, language)
    if pairing.closeness < _LEAST_SHARED or not pairing.linked:
        return None
    if len(pairing.linked) == len(pairing.target) == len(pairing.other):
        return ()
    one = _compare(pairing, fold(text), language)
    lost = dict(_lost(one))
    common = _common(one) if one.absent else ()
    places = []
    for place in sorted({*lost, *_beside(one)}):
        left = one.links[place - 1] if place else -1
        right = one.links[place] if place < len(one.own) else len(one.other)
        if (left is not None and right == left + 1) or (place in (0, len(one.own)) and place not in lost):
            continue
        missing = lost.get(place, ())
        start = one.own[place - 1].end if place else 0
        end = one.own[place].start if place < len(one.own) else len(text)
        facts = Facts(*common, *_expected(missing, common[0], language), *_around(one, left, right))
        places.append(Seam(start, end, missing, facts))
    return tuple(places)


def _beside(one: _Compared) -> Iterator[int]:
    """Yield before which words of the translation an absent word would stand, by the word next to it on one side."""
    for index in one.absent:
        if index - 1 in one.found:
            yield one.found[index - 1] + 1
        if index + 1 in one.found:
            yield one.found[index + 1]


def _compare(pairing: Pairing, folded: str, language: str) -> _Compared:
    own, other = pairing.target, pairing.other
    forms = [base_form(word.text, language) for word in own]
    links = _links(pairing.links, forms, [base_form(word.text, language) for word in other])
    found = {link: index for index, link in enumerate(links) if link is not None}
    small = function_words(language)
    loose = [fold(word.text) for word, link in zip(own, links, strict=True) if link is None][:_FAR]
    known = set(forms)

    def is_absent(word: Word) -> bool:
        theirs = fold(word.text)
        if word.is_number or theirs in small or base_form(word.text, language) in known:
            return False
        if len(theirs) > _COMPOUND and theirs in folded:
            return False
        return not any(JaroWinkler.similarity(theirs, mine) >= _ALIKE for mine in loose)

    absent = tuple(index for index, word in enumerate(other) if index not in found and is_absent(word))
    strange = tuple(
        index for index, link in enumerate(links)
        if link is None and not own[index].is_number and fold(own[index].text) not in small
    )  # fmt: skip
    return _Compared(own, other, links, found, absent, strange, small)


def _links(in_order: Sequence[int | None], forms: Sequence[str], others: Sequence[str]) -> list[int | None]:
    """Return for each word of the translation that of the reference, also one that stands in another order."""
    links = list(in_order)
    taken = {link for link in links if link is not None}
    free: dict[str, list[int]] = defaultdict(list)
    for index in range(len(others) - 1, -1, -1):
        if index not in taken:
            free[others[index]].append(index)
    for index, link in enumerate(links):
        if link is None and free.get(forms[index]):
            links[index] = free[forms[index]].pop()
    return links


def _lost(one: _Compared) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """Yield before which word of the translation words of the reference are lost, none of which it has.

    That is beside the word next to them in the reference, if no loose word stands there for them.
    """
    done = -1
    for index in one.absent:
        if index <= done:
            continue
        first = last = index
        while first > 0 and first - 1 not in one.found:
            first -= 1
        while last + 1 < len(one.other) and last + 1 not in one.found:
            last += 1
        done = last
        after = one.found[first - 1] + 1 if first else 0
        before = one.found[last + 1] if last + 1 < len(one.other) else len(one.links)
        if after == len(one.links) or one.links[after] is not None:
            yield after, one.other[first : last + 1]
        if before == 0 or one.links[before - 1] is not None:
            yield before, one.other[first : last + 1]


def _common(one: _Compared) -> tuple[float, ...]:
    """Return the facts of the two texts."""
    own, other, both = len(one.own), len(one.other), len(one.found)
    small_lost = sum(index not in one.found and fold(word.text) in one.small for index, word in enumerate(one.other))
    strange = len(one.strange) / own
    return 2 * both / (own + other), 1 - both / own, math.log(other / own), own, strange, min(small_lost, _MOST)


def _expected(missing: Sequence[Word], shared: float, language: str) -> tuple[float, ...]:
    """Return the facts of what would stand at a place."""
    rarest = min((frequency(word.text, language) for word in missing if not word.is_number), default=0.0)
    return float(bool(missing)), rarest, shared * bool(missing)


def _around(one: _Compared, left: int | None, right: int | None) -> tuple[float, ...]:
    """Return the facts of the words around a place, given their counterparts in the reference."""
    if left is None or right is None:
        return 0.0, 0.0, 0.0, 0.0
    if right <= left:
        return 1.0, 1.0, 0.0, 0.0
    between = range(left + 1, right)
    free = all(index not in one.found for index in between)
    return 1.0, 0.0, math.log(right - left), float(free)
