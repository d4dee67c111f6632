"""A small network that tells from the eight words on either side whether a word is missing at a place between two.

Each word stands as a short vector, one that is not among the frequent as that of its last three letters; one hidden
layer weighs them by their places. All but the last sum are whole numbers, so that a place is weighed alike alone and
among others. Learned by benchmarks/train/seam_networks.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.models.sequences import Hashes, Numbers, Texts

REACH = 8
Array = npt.NDArray[np.float32]
Shortened = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class SeamNetwork:
    """The numbers of one language.

    `words` and `endings` are the sorted hashes of those that have a vector; `vectors` has one for what is neither, then
    those of the words, then those of the endings. `inner` is of shape (places * vector, hidden), in units of `scale`;
    `lift` and `outer` have one number for each hidden one; `shift` is added in the end.
    """

    words: Shortened
    endings: Shortened
    vectors: Array
    inner: Array
    scale: Array
    lift: Array
    outer: Array
    shift: float

    @classmethod
    def of(cls, stored: Mapping[str, npt.NDArray[np.generic]]) -> SeamNetwork:
        """Return the network in a file, whose numbers are stored in as few bits as they need."""
        found = {name: stored[name].astype(np.float32) for name in ("vectors", "inner", "scale", "lift", "outer")}
        words, endings = (stored[name].astype(np.uint32) for name in ("words", "endings"))
        return cls(words, endings, **found, shift=float(stored["shift"]))

    def weigh(self, divided: Texts, left: Numbers, right: Numbers) -> npt.NDArray[np.float64]:
        """Return for places between the words `left` and `right` how much they read as if a word were missing."""
        seen = self.vectors[window(divided, numbered(divided, self.words, self.endings), left, right)]
        # These whole numbers are small enough for their sums to be exact in any order.
        hidden = (seen.reshape(len(left), -1) @ self.inner) * self.scale + self.lift
        sums = (np.maximum(hidden, 0.0) * self.outer).sum(axis=1)
        return np.asarray(sums.astype(np.float64) + self.shift)


def numbered(divided: Texts, words: Shortened, endings: Shortened) -> Numbers:
    """Return for each word the number of its vector: its own, that of its last letters, or 0."""
    own, ending = looked_up(divided.words, words), looked_up(divided.long_endings, endings)
    return np.where(own > 0, own, np.where(ending > 0, ending + len(words), 0))


def looked_up(keys: Hashes, known: Shortened) -> Numbers:
    """Return the place of each key in a sorted table, from 1, or 0."""
    short = shortened(keys)
    place = np.minimum(np.searchsorted(known, short), len(known) - 1)
    return np.where(known[place] == short, place + 1, 0)


def shortened(keys: Hashes) -> Shortened:
    """Return the upper half of hashes."""
    return (keys >> np.uint64(32)).astype(np.uint32)


def window(divided: Texts, numbers: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """Return the numbers of the words around places, from the nearest on, 0 beyond the text."""
    text = divided.word_text[right]
    columns = []
    for distance in range(REACH):
        for index in (left - distance, right + distance):
            inside = np.clip(index, 0, len(numbers) - 1)
            columns.append(np.where(divided.word_text[inside] == text, numbers[inside], 0))
    return np.stack(columns, axis=1)
