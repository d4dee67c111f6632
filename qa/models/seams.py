"""How much a place between two words reads as if a word had been left out there.

A model weighs what stands around the place: single words, pairs and runs of three and four across it, and the words
farther off on either side. A word that is not among the most frequent stands as its last letters. Of languages with
much text, a small network reads the same words. Files: `qa/models/seams/LANGUAGE.npz`, made by
benchmarks/train/seams.py and benchmarks/train/seam_networks.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from qa.core.language_files import language_file
from qa.models.sealed_counts import Slots, levels
from qa.models.seam_network import SeamNetwork
from qa.models.sequences import Hashes, Numbers, Texts, divide, mixed

FREQUENT, SMALL = 1, 2
STEP, MIDDLE = 0.1, 32
_REACH = 8
_VOCABULARY, _FEATURE, _LEFT, _RIGHT = 5_000_011, 7_919, 555, 777
_NOTHING = np.uint64(1)
_BATCH = 4096
# How much each counts in the logarithm of the odds, fitted on English sentences that were left out.
_WEIGHTS_SHARE, _NETWORK_SHARE = 0.5, 0.57
# What is weighed together: words as (side, distance), those written small as function words or endings.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("L0",), ("L1",), ("R0",), ("R1",), ("L0", "R0"), ("l0", "r0"), ("L0", "r0"), ("l0", "R0"), ("L1", "R0"),
    ("L0", "R1"), ("l1", "r1"), ("l1", "l0", "r0"), ("l0", "r0", "r1"), ("L1", "L0", "R0"), ("L0", "R0", "R1"),
    ("l1", "l0", "r0", "r1"), ("l2", "l1", "l0", "r0"),
)  # fmt: skip


class Cut(NamedTuple):
    """A text (without line breaks) of which `text[start:end]` is left out; where that is empty, it is as it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class SeamModel:
    """The weights of one language, what is added to their sum, and the network, if the language has one."""

    slots: Slots
    offset: float
    network: SeamNetwork | None = None

    def strain(self, cuts: Sequence[Cut]) -> list[float]:
        """Return for each cut how much the place reads as if a word were missing.

        It is the logarithm of the odds, were one of two such places damaged; ordinary places have about -2.
        """
        found: list[float] = []
        for start in range(0, len(cuts), _BATCH):
            found += self._strain(cuts[start : start + _BATCH])
        return found

    def _strain(self, cuts: Sequence[Cut]) -> list[float]:
        texts = list(dict.fromkeys(cut.text for cut in cuts))
        number = {text: index for index, text in enumerate(texts)}
        divided = divide(texts)
        left, right = places(divided, [(number[cut.text], cut.start, cut.end) for cut in cuts])
        return [float(strain) for strain in self.strains_at(divided, left, right)]

    def strains_at(self, divided: Texts, left: Numbers, right: Numbers) -> npt.NDArray[np.float64]:
        """Return how much the places between the words `left` and `right` read as if a word were missing."""
        weights = self.weights_at(divided, left, right)
        if self.network is None:
            return weights
        return _WEIGHTS_SHARE * weights + _NETWORK_SHARE * self.network.weigh(divided, left, right)

    def weights_at(self, divided: Texts, left: Numbers, right: Numbers) -> npt.NDArray[np.float64]:
        """Return the sums of the weights at the places."""
        exact, rough = self.symbols(divided)
        known = levels(self.slots, features(divided, exact, rough, left, right)).astype(np.int64)
        weights = np.where(known > 0, (known - MIDDLE) * STEP, 0.0)
        return np.asarray(weights.sum(axis=1) + self.offset)

    def symbols(self, divided: Texts) -> tuple[Hashes, Hashes]:
        """Return what the words stand as: exactly, and roughly."""
        return symbols(divided, levels(self.slots, vocabulary(divided.words)))


def vocabulary(words: Hashes) -> Hashes:
    """Return the keys under which it is stored whether words are frequent."""
    return mixed(words + np.uint64(_VOCABULARY))


def symbols(divided: Texts, levels: npt.NDArray[np.uint16]) -> tuple[Hashes, Hashes]:
    """Return what the words stand as, given how frequent they are.

    Exactly: frequent words as themselves, others as their last three letters. Roughly: small words as themselves,
    others as their last two letters.
    """
    exact = np.where(levels >= FREQUENT, divided.words, divided.long_endings + np.uint64(5))
    return exact, np.where(levels >= SMALL, divided.words, divided.short_endings)


def places(divided: Texts, wanted: Sequence[tuple[int, int, int]]) -> tuple[Numbers, Numbers]:
    """Return the words before and after each cut, given as number of a text, start and end in it."""
    key = divided.word_text * (1 << 40) + divided.word_start
    inside = np.flatnonzero(divided.word_text >= 0)
    ordered = key[inside]
    text, start, end = np.array(wanted, dtype=np.int64).reshape(-1, 3).T
    before = inside[np.searchsorted(ordered, text * (1 << 40) + start)] - 1
    return before, inside[np.searchsorted(ordered, text * (1 << 40) + end)]


def features(divided: Texts, exact: Hashes, rough: Hashes, left: Numbers, right: Numbers) -> Hashes:
    """Return the keys of what stands around places between the words `left` and `right`, shape (places, features)."""
    text = divided.word_text[right]
    around: dict[str, Hashes] = {}
    for distance in range(_REACH):
        for side, place in (("L", left - distance), ("R", right + distance)):
            index = np.clip(place, 0, len(exact) - 1)
            own = divided.word_text[index] == text
            around[f"{side}{distance}"] = np.where(own, exact[index], _NOTHING)
            around[f"{side.lower()}{distance}"] = np.where(own, rough[index], _NOTHING)
    columns = []
    for number, names in enumerate(_TOGETHER, start=1):
        key = np.full(len(left), number * _FEATURE, dtype=np.uint64)
        for name in names:
            key = mixed(key + around[name])
        columns.append(key)
    for side, salt in (("L", _LEFT), ("R", _RIGHT)):
        columns += [mixed(around[f"{side}{distance}"] + np.uint64(salt)) for distance in range(2, _REACH)]
    return np.stack(columns, axis=1)


def knows_seams(tag: str) -> bool:
    """Say whether there is a model for a language tag."""
    return _file(tag) is not None


@lru_cache(maxsize=8)
def seam_model(tag: str) -> SeamModel | None:
    """Return the model for a language tag, or for what is left of it without region and script; None without any."""
    file = _file(tag)
    if file is None:
        return None
    return opened(file)


def opened(file: Path | Traversable) -> SeamModel:
    """Return the model in a file."""
    with file.open("rb") as stream, np.load(stream) as stored:
        slots, offset = stored["slots"], float(stored["offset"])
        return SeamModel(slots, offset, SeamNetwork.of(stored) if "vectors" in stored else None)


@lru_cache(maxsize=64)
def _file(tag: str) -> Traversable | None:
    return language_file(resources.files("qa.models").joinpath("seams"), tag, ".npz")
