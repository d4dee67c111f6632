"""Places of a translation at which something may be missing, given what a judge says."""

import math

import numpy as np

from qa.align.judged_places import Signs, judged_places
from qa.align.left_out import Candidate, compare
from qa.align.torn import place_strains
from qa.lang.words import words
from qa.models.estimator import Chances, Judgement

TEXT = "The police that he had left."
REFERENCE = "The police found that he had left."


def judged(gaps: dict[str, float]) -> Judgement:
    """Return a judgement that has a piece for each word, and the final mark."""
    every = words(TEXT, "en")
    starts = np.array([*(word.start for word in every), len(TEXT) - 1])
    ends = np.array([*(word.end for word in every), len(TEXT)])
    values = np.array([*(gaps.get(word.text, 0.01) for word in every), 0.01], dtype=np.float32)
    severities = np.tile(np.array([0.9, 0.1, 0.0, 0.0], dtype=np.float32), (len(starts), 1))
    return Judgement(-1.0, 1.0, starts, ends, severities, values)


def found() -> list[Candidate]:
    """Return the places of the text, before one of which words are missing by the judge and by the reference."""
    every = words(REFERENCE, "en")
    values = np.array([0.9 if word.text == "found" else 0.05 for word in every], dtype=np.float32)
    lost = Chances(np.array([word.start for word in every]), np.array([word.end for word in every]), values)
    compared = compare(TEXT, REFERENCE, "en", place_strains(TEXT, "en"))
    assert compared is not None
    return judged_places(compared, "en", judged({"that": 0.8}), lost)


def test_every_place_is_weighed() -> None:
    assert [one.place.start for one in found()] == [0, 3, 10, 15, 18, 22, 27]


def test_the_lost_word_stands_where_the_words_around_it_have_their_counterparts() -> None:
    assert [[word.text for word in one.missing] for one in found()] == [[], [], ["found"], [], [], [], []]


def test_the_signs_of_the_place() -> None:
    place, signs, _ = found()[2]
    judge = Signs(*signs[len(place.signs) :])
    assert (judge.below, judge.gap_before_end) == (0.0, 0.0)
    assert math.isclose(judge.lost_after, math.log(9), abs_tol=1e-5)
    assert judge.lost_after == judge.lost_before == judge.lost_between
    assert (place.signs.together, found()[1].place.signs.together) == (False, True)
