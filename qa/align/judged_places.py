"""What the learned judge says of the places of a translation at which it may have left something out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from qa.align.left_out import Candidate, Compared, Place
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold
from qa.models.estimator import Chances, Judgement
from qa.models.sureness import log_odds

_LOST = 0.2


class Signs(NamedTuple):
    """What the judge says of a place, as logarithms of odds.

    Words are missing there (`gap`), at the end of the text also one word before (`gap_before_end`); how far the former
    is below the largest in the text (`below`).

    Words of the reference with content are lost: the next behind the counterpart of the word before the place
    (`lost_after`), the next before the counterpart of the word after it (`lost_before`), any between the nearest
    counterparts (`lost_between`); as logarithms of numbers, how many are lost there (`lost_words`), and in all
    (`all_lost`).
    """

    gap: float
    gap_before_end: float
    below: float
    lost_after: float
    lost_before: float
    lost_between: float
    lost_words: float
    all_lost: float


def judged_places(compared: Compared, language: str, judgement: Judgement, lost: Chances) -> list[Candidate]:
    """Return the places with all their signs.

    `judgement` is what the judge says of the translation, `lost` how likely the reference's pieces are lost.
    """
    gaps, small = _gaps(judgement, compared.places), function_words(language)
    full = [fold(word.text) not in small for word in compared.other]
    chances = [_largest(lost, word) if one else 0.0 for word, one in zip(compared.other, full, strict=True)]
    all_lost, most = math.log1p(sum(chances)), max(gaps)

    @cache
    def lost_in(words: range) -> tuple[float, float]:
        some = chances[words.start : words.stop]
        return log_odds(max(some, default=0.0)), math.log1p(sum(some))

    found = []
    for index, place in enumerate(compared.places):
        between, lost_words = lost_in(place.between)
        signs = Signs(
            gap=gaps[index],
            gap_before_end=gaps[index - 1] if place.signs.ends else 0.0,
            below=gaps[index] - most,
            lost_after=log_odds(next((chances[at] for at in place.after if full[at]), 0.0)),
            lost_before=log_odds(next((chances[at] for at in reversed(place.before) if full[at]), 0.0)),
            lost_between=between,
            lost_words=lost_words,
            all_lost=all_lost,
        )
        found.append(Candidate(place, (*place.signs, *signs), _missing(compared, place, chances, small)))
    return found


def _missing(compared: Compared, place: Place, chances: Sequence[float], small: frozenset[str]) -> tuple[Word, ...]:
    """Return the words from the first that is lost to the last, with the function words that lead to the first."""
    lost = [index for index in place.between if chances[index] >= _LOST]
    if not lost:
        return ()
    first = lost[0]
    while first > place.between.start and fold(compared.other[first - 1].text) in small:
        first -= 1
    return tuple(compared.other[first : lost[-1] + 1])


def _gaps(judgement: Judgement, places: Sequence[Place]) -> list[float]:
    """Return for each place, from one word's end to the next one's start, the log-odds that words are missing there."""
    first = np.searchsorted(judgement.starts, [place.start for place in places], "left")
    last = np.searchsorted(judgement.starts, [place.end for place in places], "right")
    return [log_odds(float(judgement.gaps[low:high].max(initial=0))) for low, high in zip(first, last, strict=True)]


def _largest(pieces: Chances, word: Word) -> float:
    """Return the largest of the chances of a word's pieces."""
    first, last = np.searchsorted(pieces.ends, word.start, "right"), np.searchsorted(pieces.starts, word.end)
    return float(pieces.values[first:last].max(initial=0))
