"""Places of a translation at which it may have left something out, with what the learned judge says of them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from qa.align.torn import place_strains
from qa.align.words import Pairing, pair_words
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold
from qa.models.estimator import Chances, Judgement
from qa.models.sureness import log_odds

_LOST, _FAR = 0.2, 6


class Signs(NamedTuple):
    """What speaks for a place between two words of a translation, or against it, the constant first.

    By the judge, as logarithms of odds: that words are missing there (`gap`), at the end of the text also one word
    before (`gap_before_end`); how far the former is below the largest in the text (`below`).

    By the words of the reference between the counterparts of the paired words around the place: the largest odds
    that one with content is lost (`lost`), the same where both words next to the place are paired (`lost_tightly`),
    how many are lost (`lost_words`, a logarithm), how many there are (`between`, likewise), how many unpaired words
    of the translation stand there (`loose`, 6 at most), and whether the words around the place follow each other in
    the reference too (`together`). How many words are lost in the whole text, as a logarithm (`all_lost`).

    How much the place reads as if a word were missing by what stands around such places in much text (`strain`),
    and what is there: the text's beginning or end, a function word before the place or after it.
    """

    constant: float
    gap: float
    gap_before_end: float
    below: float
    lost: float
    lost_tightly: float
    lost_words: float
    between: float
    loose: float
    together: float
    all_lost: float
    strain: float
    begins: float
    ends: float
    small_before: float
    small_after: float


class Place(NamedTuple):
    """A place in a translation, in code points, its signs, and the words of the reference that may be missing there."""

    start: int
    signs: Signs
    missing: tuple[Word, ...]


class _Between(NamedTuple):
    """The words of the reference between two counterparts, how likely they are lost, and the paired words around."""

    words: Sequence[Word]
    lost: Sequence[float]
    left: int
    right: int


def open_places(text: str, reference: str, language: str, judgement: Judgement, lost: Chances) -> list[Place]:
    """Return the places before each word of the translation and at its end.

    `judgement` is what the judge says of the translation, `lost` how likely the reference's pieces are lost.
    """
    pairing, small = pair_words(text, reference, language), function_words(language)
    if not pairing.target or not pairing.other:
        return []
    stretches = list(_stretches(pairing, lost, small))
    own = pairing.target
    ends, starts = [0, *(word.end for word in own)], [*(word.start for word in own), len(text)]
    gaps = _gaps(judgement, ends, starts)
    most, all_lost = max(gaps), math.log1p(sum(sum(one.lost) for one in stretches))
    strains = place_strains(text, language)
    empty = [fold(word.text) in small for word in own]
    found = []
    for index, end in enumerate(ends):
        stretch = stretches[bisect_left(pairing.linked, index)]
        last = index == len(own)
        likeliest, tight = max(stretch.lost, default=0.0), stretch.right == stretch.left + 1
        signs = Signs(
            constant=1.0,
            gap=gaps[index],
            gap_before_end=gaps[index - 1] if last else 0.0,
            below=gaps[index] - most,
            lost=log_odds(likeliest),
            lost_tightly=log_odds(likeliest if tight else 0.0),
            lost_words=math.log1p(sum(stretch.lost)),
            between=math.log1p(len(stretch.words)),
            loose=min(stretch.right - stretch.left - 1, _FAR),
            together=tight and not stretch.words,
            all_lost=all_lost,
            strain=strains[index],
            begins=index == 0,
            ends=last,
            small_before=index > 0 and empty[index - 1],
            small_after=not last and empty[index],
        )
        found.append(Place(end, signs, _missing(stretch, small)))
    return found


def _stretches(pairing: Pairing, lost: Chances, small: frozenset[str]) -> Iterator[_Between]:
    """Yield what lies before the first paired word, between each two, and after the last."""
    chances = [0.0 if fold(word.text) in small else _largest(lost, word) for word in pairing.other]
    linked = (-1, *pairing.linked, len(pairing.target))
    links = (-1, *(pairing.links[index] for index in pairing.linked), len(pairing.other))
    for number in range(len(linked) - 1):
        first, last = (links[number] or 0) + 1 if number else 0, links[number + 1] or 0
        yield _Between(pairing.other[first:last], chances[first:last], linked[number], linked[number + 1])


def _missing(stretch: _Between, small: frozenset[str]) -> tuple[Word, ...]:
    """Return the words from the first that is lost to the last, with the function words that lead to the first."""
    lost = [index for index, chance in enumerate(stretch.lost) if chance >= _LOST]
    if not lost:
        return ()
    first = lost[0]
    while first and fold(stretch.words[first - 1].text) in small:
        first -= 1
    return tuple(stretch.words[first : lost[-1] + 1])


def _gaps(judgement: Judgement, ends: Sequence[int], starts: Sequence[int]) -> list[float]:
    """Return for each place, from one word's end to the next one's start, the log-odds that words are missing there."""
    first = np.searchsorted(judgement.starts, ends, "left")
    last = np.searchsorted(judgement.starts, starts, "right")
    return [log_odds(float(judgement.gaps[low:high].max(initial=0))) for low, high in zip(first, last, strict=True)]


def _largest(pieces: Chances, word: Word) -> float:
    """Return the largest of the chances of a word's pieces."""
    first, last = np.searchsorted(pieces.ends, word.start, "right"), np.searchsorted(pieces.starts, word.end)
    return float(pieces.values[first:last].max(initial=0))
