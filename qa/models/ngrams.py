"""Compact language models over characters: how surprising a text is, letter by letter.

A model is one array of bytes: for each sequence of one to four characters that was seen at least twice in training,
the logarithm of its count, at a place given by a hash. Files: `qa/models/ngrams/LANGUAGE.npz`, made by
benchmarks/train/ngrams.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

ORDER = 4
SLOTS = 1 << 17
STEP = 12.0
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_TRUST = 3.0
_REGIONAL = {"zh": "zh-CN", "no": "nb"}
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CharacterModel:
    """The counts of one language; `mean` and `spread` are the bits per character of ordinary sentences."""

    table: npt.NDArray[np.uint8]
    total: float
    mean: float
    spread: float

    def bits(self, text: str) -> Array:
        """Return the surprisal of each character of `text` in bits, given up to three characters before it.

        Each order is smoothed with the one below, down to a uniform guess among 65,536 characters.
        """
        keys = hashed(f"\n{text}")
        counts = [np.exp2(self.table[key % np.uint64(SLOTS)] / STEP) - 1 for key in keys]
        chance = (counts[0] + _TRUST / 65_536) / (self.total + _TRUST)
        for order in range(1, ORDER):
            context = np.concatenate(([0.0], counts[order - 1][:-1]))
            count = np.minimum(counts[order], context)
            chance = (count + _TRUST * chance) / (context + _TRUST)
        return np.asarray(-np.log2(chance[1:]))


def hashed(text: str) -> list[npt.NDArray[np.uint64]]:
    """Return for each order 1 to 4 the hash of the sequence that ends at each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64) + np.uint64(1)
    keys = [codes * _MULTIPLIER]
    for order in range(2, ORDER + 1):
        before = np.concatenate((np.zeros(1, np.uint64), keys[-1][:-1]))
        keys.append((before + codes + np.uint64(order)) * _MULTIPLIER)
    return [key >> np.uint64(40) for key in keys]


@lru_cache(maxsize=8)
def character_model(language: str) -> CharacterModel | None:
    """Return the model of a language (its primary subtag), or None where the product has none."""
    name = f"{_REGIONAL.get(language, language)}.npz"
    file = resources.files("qa.models").joinpath("ngrams", name)
    if not file.is_file():
        return None
    with file.open("rb") as stream, np.load(stream) as stored:
        table, numbers = stored["table"], stored["numbers"]
    return CharacterModel(table, float(numbers[0]), float(numbers[1]), float(numbers[2]))
