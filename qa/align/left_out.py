"""Places between the words of a translation at which it may have left out words of a reference."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from qa.align.torn import strains_of
from qa.align.words import Pairing, pair_words
from qa.core.documents import Segment
from qa.lang.forms import base_form
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold
from qa.models.sureness import sureness

_ALIKE, _COMPOUND, _FAR, _APART = 0.85, 3, 40, 3


class Signs(NamedTuple):
    """What speaks for a place between two words of a translation, or against it, the constant first.

    How much the place reads as if a word were missing by what stands around such places in much text, if it does at all
    (`strain`), and how far that is below the most strained place of the text (`below`).

    By the words of the reference that the translation has in no form: one with content is among those that follow the
    counterpart of the word before the place (`lost_after`), or stand before that of the word after it (`lost_before`);
    these are the same words (`alone`). The words around the place follow each other in the reference too (`together`),
    or both have a counterpart there (`tight`). How many words the reference has between the nearest counterparts on
    both sides that the translation lacks (`between`), or has elsewhere (`elsewhere`), as logarithms.

    The place is the text's beginning or its end, or follows a word without content (`small_before`).

    Of the texts: which share of the words of both the other has (`shared`), the logarithm of the reference's words for
    each of the translation (`shorter`), that of the translation's words (`length`).
    """

    constant: float
    strain: float
    below: float
    lost_after: float
    lost_before: float
    alone: float
    together: float
    tight: float
    between: float
    elsewhere: float
    begins: float
    ends: float
    small_before: float
    shared: float
    shorter: float
    length: float


class Place(NamedTuple):
    """A place in a translation, from the end of one word to the `end` before the next, in code points, and its signs.

    Of the reference, by index: the words that the translation lacks `after` the counterpart of the word before the
    place and `before` that of the word after it, and all words `between` the nearest counterparts on both sides.
    """

    start: int
    end: int
    signs: Signs
    after: range
    before: range
    between: range


@dataclass(frozen=True, slots=True)
class Compared:
    """The places of a translation, the words of the reference, and which of these are lost: content in no form."""

    places: tuple[Place, ...]
    other: tuple[Word, ...]
    lost: frozenset[int]

    def candidates(self) -> list[Candidate]:
        """Return the places with the words that may be missing: those beside a counterpart, if one has content."""
        found = []
        for place in self.places:
            runs = [run for run in (place.after, place.before) if not self.lost.isdisjoint(run)]
            missing = self.other[runs[0].start : runs[0].stop] if runs else ()
            found.append(Candidate(place, place.signs, missing))
        return found


class Candidate(NamedTuple):
    """A place, what is weighed of it, and the words of the reference that may be missing there."""

    place: Place
    signs: tuple[float, ...]
    missing: tuple[Word, ...]


class Omission(NamedTuple):
    """A candidate by the first reference, and the probability that something was left out there, by all references."""

    candidate: Candidate
    chance: float

    @property
    def start(self) -> int:
        """Where the words before the place end."""
        return self.candidate.place.start

    @property
    def missing(self) -> tuple[Word, ...]:
        """The words of the first reference that may be missing."""
        return self.candidate.missing


def likeliest(by_reference: Sequence[Sequence[Candidate]], weights: Sequence[float], least: float) -> list[Omission]:
    """Return the omissions that are at least so likely by each reference, of those that stand together the likeliest.

    All references have the same places; where one has none, there are no omissions.
    """
    if not by_reference or not all(by_reference):
        return []
    likely = [
        (index, Omission(several[0], chance))
        for index, several in enumerate(zip(*by_reference, strict=True))
        if (chance := min(sureness(weights, one.signs) for one in several)) >= least
    ]
    kept: dict[int, Omission] = {}
    for index, omission in sorted(likely, key=lambda one: -one[1].chance):
        if not any(near in kept for near in range(index - _APART, index + _APART + 1)):
            kept[index] = omission
    return [kept[index] for index in sorted(kept)]


def strains(segments: Sequence[Segment]) -> list[tuple[float, ...]]:
    """Return how much each place of each translation reads as if a word were missing."""
    texts: dict[str, list[str]] = defaultdict(list)
    for segment in segments:
        texts[segment.target_lang].append(segment.target.text)
    found = {language: iter(strains_of(some, language)) for language, some in texts.items()}
    return [next(found[segment.target_lang]) for segment in segments]


def compare(text: str, reference: str, language: str, strained: Sequence[float]) -> Compared | None:
    """Return the places before each word of the translation and at its end; None where one of them has no words.

    `strained` is how much each place reads as if a word were missing.
    """
    pairing = pair_words(text, reference, language)
    if not pairing.target or not pairing.other:
        return None
    own, other = pairing.target, pairing.other
    forms, others = ([base_form(word.text, language) for word in some] for some in (own, other))
    links, small = _links(pairing.links, forms, others), function_words(language)
    found = {link for link in links if link is not None}
    lost = frozenset(_lost(pairing, found, set(forms), others, fold(text), small))
    follow, most = set(pairwise(others)), max(strained)
    of_texts = _of_texts(len(own), len(other), len(found))
    lacking = [0, *accumulate(index not in found for index in range(len(other)))]
    ends, starts = [0, *(word.end for word in own)], [*(word.start for word in own), len(text)]
    places = []
    for index, (after, before, between) in enumerate(_ranges(links, found, len(other))):
        tight = None not in links[max(0, index - 1) : index + 1]
        unseen = lacking[max(between.start, between.stop)] - lacking[between.start]
        signs = Signs(
            constant=1.0,
            strain=max(0.0, strained[index]),
            below=strained[index] - most,
            lost_after=not lost.isdisjoint(after),
            lost_before=not lost.isdisjoint(before),
            alone=len(after) > 0 and after == before,
            together=(tight and between.start == between.stop) or tuple(forms[max(0, index - 1) : index + 1]) in follow,
            tight=tight,
            between=math.log1p(unseen),
            elsewhere=math.log1p(len(between) - unseen),
            begins=index == 0,
            ends=index == len(own),
            small_before=index > 0 and fold(own[index - 1].text) in small,
            **of_texts,
        )
        places.append(Place(ends[index], starts[index], signs, after, before, between))
    return Compared(tuple(places), other, lost)


def _of_texts(own: int, other: int, both: int) -> dict[str, float]:
    """Return the signs of a translation and a reference of so many words, of which so many have a counterpart."""
    return {"shared": 2 * both / (own + other), "shorter": math.log(other / own), "length": math.log(own)}


def _ranges(links: Sequence[int | None], found: Set[int], size: int) -> Iterator[tuple[range, range, range]]:
    """Yield for each place what the reference has after, before and between the counterparts of the words around it."""
    first_of = {run.start: run for run in _lacking(found, size)}
    last_of = {run.stop: run for run in first_of.values()}
    counterparts = (-1, *links, size)
    left, right = _nearest(counterparts), _nearest(counterparts[::-1])[::-1]
    nothing = range(0)
    for index, (before, after) in enumerate(pairwise(counterparts)):
        yield (
            nothing if before is None else first_of.get(before + 1, nothing),
            nothing if after is None else last_of.get(after, nothing),
            range(left[index] + 1, right[index + 1]),
        )


def _nearest(counterparts: Sequence[int | None]) -> list[int]:
    """Return for each word its counterpart, or else that of the nearest word before it; the first has one."""
    nearest: list[int] = []
    for link in counterparts:
        nearest.append(nearest[-1] if link is None else link)
    return nearest


def _lacking(found: Set[int], size: int) -> Iterator[range]:
    """Yield the words of the reference that have no counterpart, as ranges."""
    bounds = [-1, *sorted(found), size]
    return (range(one + 1, after) for one, after in pairwise(bounds) if one + 1 < after)


def _lost(
    pairing: Pairing, found: Set[int], forms: Set[str], others: Sequence[str], folded: str, small: frozenset[str]
) -> Iterator[int]:
    """Yield the words with content of the reference that the translation has in no form."""
    unpaired = [fold(word.text) for word, link in zip(pairing.target, pairing.links, strict=True) if link is None]
    for index, word in enumerate(pairing.other):
        theirs = fold(word.text)
        if index in found or word.is_number or theirs in small or others[index] in forms:
            continue
        if len(theirs) > _COMPOUND and theirs in folded:
            continue
        if not any(JaroWinkler.similarity(theirs, mine) >= _ALIKE for mine in unpaired[:_FAR]):
            yield index


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
