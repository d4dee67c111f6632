"""Finds stretches of a table in which texts stand beside others than their counterparts.

What belongs together agrees in its length and its numbers. How much two texts agree is the logarithm of how much
likelier that is of two that belong together than of two taken at random from the same columns (Gale and Church 1993,
"A Program for Aligning Sentences in Bilingual Corpora"). That of single texts says little, that of twenty says all.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import median

import numpy as np

from qa.lang.lengths import ratio_spread

# Numbers of placeholders (`%1$s`, `{0}`) are in no order.
_DIGITS = re.compile(r"(?<![%{\d])\d{1,15}(?![}$\d])")
# Agreement is bounded, so that no single text decides.
_LENGTHS, _NUMBERS = (-3.0, 2.0), (-3.0, 6.0)
# How many of the numbers of a text its counterpart has, and how many it lacks, at the least.
_KEPT, _LOST = 0.8, 0.3
# Translations vary more in length than those that the usual spread was learned from.
_SPREAD, _LEAST_VARIANCE = 1.2, 0.05
# In the same logarithms: what a change between places costs, what disagreement asks for a second look, what
# another place has to gain, and how much texts disagree that are of another text altogether.
_CHANGE, _SUSPECT, _GAIN, _ABSENT = 10.0, 8.0, 20.0, 30.0
# Offsets that are always tried, and how many others are, at which numbers stand that few texts have.
_NEAR, _VOTED, _RARE = (-3, -2, -1, 1, 2, 3), 6, 3
# Counterparts further off, or nowhere near, are claimed of so many texts; the latter of no mere names and titles, and
# where texts agree no more, by so many deviations of chance, than after the other column was turned.
_FEWEST, _SENTENCE, _TURNS, _DEVIATIONS = 20, 30, (-13, -7, 7, 13), 7.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The texts from `first` to before `end`, whose counterparts stand `offset` places further on.

    `offset` is None where their counterparts are nowhere near.
    """

    first: int
    end: int
    offset: int | None


def misplaced(own: Sequence[str], other: Sequence[str]) -> list[Stretch]:
    """Return the stretches in which `own[n]` and `other[n]` do not belong together, beyond doubt."""
    agreement = _Agreement(own, other)
    if _worst(agreement.in_length()) < _SUSPECT or _worst(beside := agreement.along(0)) < _SUSPECT:
        return []
    along: dict[int | None, list[float]] = {0: beside, None: [0.0] * len(own)}
    along |= {offset: agreement.along(offset) for offset in (*_NEAR, *agreement.voted())}
    return [
        found
        for found in _runs(_likeliest(along))
        if _total(along[found.offset], found) >= _total(beside, found) + _GAIN
        and _is_sure(found, own[found.first : found.end], other[found.first : found.end])
    ]


def _is_sure(found: Stretch, own: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the texts of a stretch do not belong together even if it may have a usual length of its own.

    They then agree no more than those do that stand apart by chance.
    """
    if found.offset not in _NEAR and len(own) < _FEWEST:
        return False
    if found.offset is None and max(median(map(len, own)), median(map(len, other))) < _SENTENCE:
        return False
    beside = _agreement(own, other)
    if found.offset is not None:
        return beside < 0
    chance = sum(_agreement(own, [*other[turn:], *other[:turn]]) for turn in _TURNS) / len(_TURNS)
    return beside < min(-_ABSENT, chance + _DEVIATIONS * math.sqrt(len(own)))


def _total(agreement: Sequence[float], found: Stretch) -> float:
    return sum(agreement[found.first : found.end])


def _agreement(own: Sequence[str], other: Sequence[str]) -> float:
    return sum(_Agreement(own, other).along(0))


def _worst(agreement: Sequence[float]) -> float:
    """Return how much the stretch that agrees least disagrees."""
    worst = running = 0.0
    for value in agreement:
        running = max(0.0, running - value)
        worst = max(worst, running)
    return worst


def _likeliest(along: Mapping[int | None, Sequence[float]]) -> list[int | None]:
    """Return where the counterpart of each text stands most likely, as changes are rare (Viterbi 1967)."""
    places = list(along)
    scores = [0.0] + [-_CHANGE] * (len(places) - 1)
    steps: list[list[int]] = []
    for row in zip(*along.values(), strict=True):
        best = max(range(len(places)), key=scores.__getitem__)
        changed = scores[best] - _CHANGE
        steps.append([index if score >= changed else best for index, score in enumerate(scores)])
        scores = [max(score, changed) + value for score, value in zip(scores, row, strict=True)]
    index = max(range(len(places)), key=scores.__getitem__)
    path = []
    for step in reversed(steps):
        path.append(places[index])
        index = step[index]
    return path[::-1]


def _runs(path: Sequence[int | None]) -> Iterator[Stretch]:
    start = 0
    for offset, run in groupby(path):
        end = start + len(list(run))
        if offset != 0:
            yield Stretch(start, end, offset)
        start = end


class _Column:
    """The lengths and the numbers of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        lengths = [len(text) for text in texts]
        self.filled = np.array(lengths) > 0
        self.logarithms = np.log(np.maximum(lengths, 1))
        self.variances = (_SPREAD * np.array([ratio_spread(length) for length in lengths])) ** 2
        filled = self.logarithms[self.filled]
        self.middle = float(np.median(filled)) if len(filled) else 0.0
        self.variance = float(np.mean((filled - self.middle) ** 2)) if len(filled) else 0.0

    @cached_property
    def numbers(self) -> list[frozenset[int]]:
        """The numbers in each text."""
        return [frozenset(map(int, _DIGITS.findall(text))) for text in self._texts]

    @cached_property
    def shares(self) -> dict[int, float]:
        """In which share of the texts each number stands."""
        counts = Counter(number for own in self.numbers for number in own)
        return {number: count / len(self.numbers) for number, count in counts.items()}


class _Agreement:
    """How much the texts of two columns of equal length agree."""

    def __init__(self, own: Sequence[str], other: Sequence[str]) -> None:
        self._own, self._other = _Column(own), _Column(other)
        self._count = len(own)
        self._usual = self._own.middle - self._other.middle
        self._variance = max(_LEAST_VARIANCE, self._own.variance + self._other.variance)

    def in_length(self, offset: int = 0) -> list[float]:
        """Return how much the length of each text agrees with that of the one `offset` places further on.

        0 where there is none.
        """
        first, end = max(0, -offset), max(0, min(self._count, self._count - offset))
        here, there = slice(first, max(first, end)), slice(first + offset, max(first, end) + offset)
        deviations = self._own.logarithms[here] - self._other.logarithms[there] - self._usual
        expected = self._other.variances[there]
        random = np.maximum(self._variance, expected)
        agreement = (deviations**2 * (1 / random - 1 / expected) + np.log(random / expected)) / 2
        both = self._own.filled[here] & self._other.filled[there]
        found = np.zeros(self._count)
        found[here] = np.where(both, np.clip(agreement, *_LENGTHS), 0)
        return [float(value) for value in found]

    def along(self, offset: int) -> list[float]:
        """Return how much each text agrees, in its length and numbers, with the one `offset` places further on."""
        found = self.in_length(offset)
        for place in range(max(0, -offset), min(self._count, self._count - offset)):
            mine, theirs = self._own.numbers[place], self._other.numbers[place + offset]
            if (mine or theirs) and self._own.filled[place] and self._other.filled[place + offset]:
                found[place] += self._shared(mine, theirs)
        return found

    def voted(self) -> list[int]:
        """Return the offsets at which rare numbers of both columns stand most often."""
        places: dict[int, list[int]] = {}
        for place, numbers in enumerate(self._other.numbers):
            for number in numbers:
                places.setdefault(number, []).append(place)
        votes = Counter(
            other - place
            for place, numbers in enumerate(self._own.numbers)
            for number in numbers
            if len(places.get(number, ())) <= _RARE
            for other in places.get(number, ())
        )
        return [offset for offset, count in votes.most_common(_VOTED) if count > 1 and offset]

    def _shared(self, mine: frozenset[int], theirs: frozenset[int]) -> float:
        total = 0.0
        for number in mine | theirs:
            share = min(0.5, (self._own if number in theirs else self._other).shares.get(number, 0.0))
            both = number in mine and number in theirs
            total += math.log(_KEPT / share) if both else math.log(_LOST / (1 - share))
        return max(_NUMBERS[0], min(_NUMBERS[1], total))
