"""Where in a translation a name or a number belongs that it has lost."""

from __future__ import annotations

import math
import operator
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from qa.align.torn import bare_endings, place_strains, torn_places
from qa.align.words import Pairing, pair_words
from qa.lang.forms import base_form
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, words

_FAR, _AROUND, _OF_NAMES = 60, 4, -3
# Learned from names that were left out of translations (benchmarks/train/lost_name.py): what each sign weighs.
WEIGHTS = (2.06, 1.9, 0.14, 2.67, 4.52, 4.89, 0.91, -2.18, -0.75, 1.67, -0.87, -0.42)


class Gap(NamedTuple):
    """A place in a translation, from `place` to `end` in code points.

    It is empty but where an ending is left of the name. It is `torn` where the text looks as if a word had been cut
    out.
    """

    place: int
    end: int
    torn: bool


class Signs(NamedTuple):
    """What speaks for a place between two words of the translation, or against it.

    How many words with content stand on that side of it on which they stand beside the name in the reference
    (`beside`), small words likewise (`small`), words with content on the other side (`crossed`), and which share of the
    four words on each side of the name are within four words of the place (`around`). The text is `torn` there, or
    an ending is left (`ending`); it reads as if a word were missing (`strain`), but not where the words on both sides
    follow each other in the reference too (`together`). How far it is from where the paired words point, as a logarithm
    (`far`), and whether the text begins or ends there, or a capital follows.
    """

    beside: float
    small: float
    crossed: float
    around: float
    torn: float
    ending: float
    strain: float
    together: float
    far: float
    begins: float
    ends: float
    capital: float


class _Lost(NamedTuple):
    """What stands beside the name in the reference: the words as base forms, and which are small words."""

    before: str
    after: str
    around: frozenset[str]
    small: frozenset[str]


def place_of(text: str, reference: str, language: str, start: int, end: int) -> int:
    """Return where in the translation a number or a term belongs, the reference's characters `start` to `end`.

    It is less drawn to the beginning of a text than a name is.
    """
    theirs = words(reference, language)
    first = next((index for index, word in enumerate(theirs) if word.end > start), len(theirs))
    last = max(first, bisect_left(theirs, end, key=attrgetter("start")) - 1)
    signs = place_signs(text, reference, language, first, last)
    best = _best(signs, WEIGHTS[:_OF_NAMES])
    return words(text, language)[best - 1].end if best else 0


def best_gap(text: str, reference: str, language: str, first: int, last: int) -> Gap:
    """Return where the words `first` to `last` of the reference, a name that the translation lacks, belong in it."""
    signs = place_signs(text, reference, language, first, last)
    best = _best(signs, WEIGHTS)
    found = words(text, language)
    place = found[best - 1].end if best else 0
    if signs[best].ending:
        return Gap(found[best].start - 1, found[best].end, True)
    opens = first == best == 0 and _forms(text, language)[:1] == _forms(reference, language)[last + 1 : last + 2]
    return Gap(place, place, opens or bool(signs[best].torn))


def _best(signs: Mapping[int, Signs], weights: Sequence[float]) -> int:
    """Return the place for which most speaks, by the first signs, for which there are weights."""
    return max(signs, key=lambda index: sum(map(operator.mul, weights, signs[index])))


def place_signs(text: str, reference: str, language: str, first: int, last: int) -> dict[int, Signs]:
    """Return the signs of each place, by the index of the word of the translation before which it is."""
    pairing = pair_words(text, reference, language)
    expected = _expected(pairing, _links(text, reference, language), first, last)
    lost, own = _beside_name(pairing.other, language, first, last), _forms(text, language)
    torn, endings = torn_places(text, reference, language), bare_endings(text, language)
    together, strains = _pairs(reference, language), place_strains(text, language)
    signs = {}
    for index in range(max(0, expected - _FAR), min(len(own), expected + _FAR) + 1):
        left, right = own[index - 1] if index else "", own[index] if index < len(own) else ""
        straight = [form for form, there in ((lost.before, left), (lost.after, right)) if form == there]
        crossed = [form for form, there in ((lost.before, right), (lost.after, left)) if form == there]
        near = lost.around.intersection(own[max(0, index - _AROUND) : index + _AROUND])
        joined = (left, right) in together
        signs[index] = Signs(
            beside=sum(form not in lost.small for form in straight),
            small=sum(form in lost.small for form in straight),
            crossed=sum(form not in lost.small for form in crossed),
            around=len(near) / max(1, len(lost.around)),
            torn=index in torn,
            ending=index in endings,
            strain=0.0 if joined else strains[index],
            together=joined,
            far=math.log1p(abs(index - expected)),
            begins=index == 0,
            ends=index == len(own),
            capital=0 < index < len(own) and pairing.target[index].starts_upper,
        )
    return signs


def _beside_name(other: Sequence[Word], language: str, first: int, last: int) -> _Lost:
    before, after = _nearest(other, first - 1, -1), _nearest(other, last + 1, 1)
    small = _small_words(language)
    beside = (*other[max(0, first - _AROUND) : first], *other[last + 1 : last + 1 + _AROUND])
    around = frozenset(base_form(word.text, language) for word in beside) - small
    return _Lost(_form(before, language), _form(after, language), around, small)


def _form(word: str, language: str) -> str:
    return base_form(word, language) if word else ""


@lru_cache(maxsize=64)
def _small_words(language: str) -> frozenset[str]:
    """Return the base forms of the function words; the end of a text says as little as they do."""
    return frozenset(base_form(word, language) for word in function_words(language)) | {""}


def _nearest(found: Sequence[Word], index: int, step: int) -> str:
    """Return the nearest word from `index` on that is no initial of a name (`George W. Bush`); empty at the ends."""
    while 0 <= index < len(found):
        word = found[index].text
        if len(word) > 1 or word.islower():
            return word
        index += step
    return ""


@lru_cache(maxsize=4096)
def _forms(text: str, language: str) -> tuple[str, ...]:
    return tuple(base_form(word.text, language) for word in words(text, language))


@lru_cache(maxsize=1024)
def _pairs(text: str, language: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(_forms(text, language)))


@lru_cache(maxsize=4096)
def _links(text: str, reference: str, language: str) -> tuple[int, ...]:
    """Return the linked words of the reference by index, in the order of `Pairing.linked`."""
    pairing = pair_words(text, reference, language)
    return tuple(link for link in pairing.links if link is not None)


def _expected(pairing: Pairing, links: Sequence[int], first: int, last: int) -> int:
    """Return before which word of the translation the paired words expect it.

    Before the word that follows it, or else after the nearest linked word before it; at the end where it ends.
    """
    if last + 1 == len(pairing.other):
        return len(pairing.target)
    place = bisect_left(links, last + 1)
    if place < len(links) and links[place] == last + 1:
        return pairing.linked[place]
    place = bisect_left(links, first)
    return pairing.linked[place - 1] + 1 if place else 0
