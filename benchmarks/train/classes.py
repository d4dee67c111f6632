"""Sort words into classes by what stands before and after them, so that words used alike come together.

The classes are found by moving each word, again and again, to the class whose members' neighbours are most like its own
(after the exchange algorithm of Kneser and Ney 1993, "Improved Clustering Techniques for Class-Based Statistical
Language Modelling", all words at a time).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qa.models.sequences import Hashes

ROUNDS, SETTLING, MOVED, SEED = 25, 3, 0.6, 11
# How many neighbours of each class every class is taken to have had.
SMOOTHING = 0.05
Numbers = npt.NDArray[np.int64]
Array = npt.NDArray[np.float64]


def classes_of(text: Hashes, number: int) -> tuple[Hashes, Numbers]:
    """Return the different words of a text that stand in it twice or more, and their classes, 1 to `number`."""
    words, place, seen = np.unique(text, return_inverse=True, return_counts=True)
    found = np.empty(len(words), dtype=np.int64)
    found[np.argsort(-seen, kind="stable")] = np.arange(len(words)) % number
    random = np.random.default_rng(SEED)
    for turn in range(ROUNDS):
        likeness = _likeness(place[:-1], place[1:], found, number) + _likeness(place[1:], place[:-1], found, number)
        # Words that all move at once may change places for ever.
        moved = random.random(len(words)) < (MOVED if turn < ROUNDS - SETTLING else 1)
        found = np.where(moved, likeness.argmax(axis=1), found)
    return words[seen >= 2], found[seen >= 2] + 1


def _likeness(words: Numbers, neighbours: Numbers, classes: Numbers, number: int) -> Array:
    """Return how well each word would do in each class, by its neighbours on one side: shape (words, classes)."""
    cells = words * number + classes[neighbours]
    of_words = np.bincount(cells, minlength=len(classes) * number).reshape(-1, number).astype(np.float64)
    of_classes = np.full((number, number), SMOOTHING)
    np.add.at(of_classes, classes, of_words)
    return np.asarray(of_words @ np.log(of_classes / of_classes.sum(axis=1, keepdims=True)).T)
