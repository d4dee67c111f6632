"""Places of a translation at which something may be missing, given what a judge says."""

import math

import numpy as np

from qa.align.left_out import Place, open_places
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


def found() -> list[Place]:
    """Return the places of the text, before one of which words are missing by the judge and by the reference."""
    every = words(REFERENCE, "en")
    values = np.array([0.9 if word.text == "found" else 0.05 for word in every], dtype=np.float32)
    lost = Chances(np.array([word.start for word in every]), np.array([word.end for word in every]), values)
    return open_places(TEXT, REFERENCE, "en", judged({"that": 0.8}), lost)


def test_every_place_is_weighed() -> None:
    assert [place.start for place in found()] == [0, 3, 10, 15, 18, 22, 27]


def test_the_lost_word_stands_where_the_words_around_it_have_their_counterparts() -> None:
    assert [[word.text for word in place.missing] for place in found()] == [[], [], ["found"], [], [], [], []]


def test_the_signs_of_the_place() -> None:
    signs = found()[2].signs
    assert (signs.below, signs.loose, signs.together, signs.ends) == (0.0, 0, False, False)
    assert math.isclose(signs.lost, math.log(9), abs_tol=1e-5)
    assert signs.lost_tightly == signs.lost
    assert found()[1].signs.together


def test_a_text_without_words_has_no_places() -> None:
    nothing = Chances(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
    assert open_places("...", REFERENCE, "en", judged({}), nothing) == []
