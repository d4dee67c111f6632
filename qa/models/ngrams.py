"""Compact language models over characters and words: how much a text reads like other text in its language.

A model holds counts of sequences: of one to six characters; of one to three words, a word that is not among the most
frequent standing as its last three letters; of one to three words as their last two letters and whether they begin with
a capital; and the known words. Files: `qa/models/ngrams/LANGUAGE.npz` and `weights.json`, made by
benchmarks/train/ngrams.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from qa.models.sealed_counts import Slots, read
from qa.models.sequences import CHARACTERS, WORDS, Hashes, Texts, divide, mixed, sequences

KNOWN, FREQUENT = 1, 2
MEASURES = ("c1", "c5", "c6", "m1", "m2", "m3", "e1", "e2", "e3", "unknown")
_CHARACTER, _MIXED, _ENDING, _VOCABULARY = 1_000_003, 2_000_003, 3_000_017, 4_000_037
_TRUST = 3.0
_UNIFORM = 1 / 65_536
_MODELS = {"zh": "zh-CN", "zh-Hant": "zh-TW", "zh-Hant-HK": "zh-HK", "no": "nb", "ku": "kmr"}
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """The counts of one language; `mean` and `spread` are those of the naturalness of ordinary sentences."""

    slots: Slots
    characters: float
    words: float
    mean: float
    spread: float

    def naturalness(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Return for each text (without line breaks) the sum of its naturalness, and its characters and one.

        Their quotient is 0 for ordinary text and -1 for text one standard deviation below.
        """
        measures, lengths = self.measure(texts)
        # A matrix product would add up in an order that depends on how many texts there are.
        weighed = (measures * weights()).sum(axis=1)
        return (weighed - self.mean * lengths) / self.spread, lengths

    def measure(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Return the measures of each text, shape (texts, measures), and its characters and one for its end.

        A measure is a sum over the characters or words of a text: the logarithm of the chance of each, given those
        before it; the last one counts the words that are not known. An empty text has no characters and no end.
        """
        divided = divide(texts)
        known = read(self.slots, vocabulary(divided.words))
        characters = self._chances(character_sequences(divided), self.characters)
        frequent = mixed_sequences(divided, known >= FREQUENT)
        endings = ending_sequences(divided)
        by_word = [*self._chances(frequent, self.words), *self._chances(endings, self.words)]
        unknown = ((known == 0) & divided.is_word).astype(np.float64)
        columns = [_summed(characters[order - 1], divided.character_text, len(texts)) for order in (1, 5, 6)]
        columns += [_summed(values, divided.word_text, len(texts)) for values in (*by_word, unknown)]
        lengths = _summed(np.ones(len(divided.characters)), divided.character_text, len(texts))
        return np.stack(columns, axis=1), lengths

    def _chances(self, keys: list[Hashes], total: float) -> list[Array]:
        """Return the logarithm of the chance of each symbol by each order, smoothed with the order below."""
        counts = [read(self.slots, of_order) for of_order in keys]
        chance = (counts[0] + _TRUST * _UNIFORM) / (total + _TRUST)
        found = [np.log2(chance)]
        for shorter, longer in pairwise(counts):
            context = np.concatenate(([0.0], shorter[:-1]))
            chance = (np.minimum(longer, context) + _TRUST * chance) / (context + _TRUST)
            found.append(np.log2(chance))
        return found


def _summed(values: Array, text: npt.NDArray[np.int64], texts: int) -> Array:
    return np.asarray(np.bincount(text + 1, weights=values, minlength=texts + 1)[1:], dtype=np.float64)


def vocabulary(words: Hashes) -> Hashes:
    """Return the keys under which it is stored whether words are known and frequent."""
    return mixed(words + np.uint64(_VOCABULARY))


def character_sequences(texts: Texts) -> list[Hashes]:
    """Return the keys of the sequences of characters."""
    return sequences(texts.characters, CHARACTERS, _CHARACTER)


def mixed_sequences(texts: Texts, frequent: npt.NDArray[np.bool_]) -> list[Hashes]:
    """Return the keys of the sequences of words, those that are not frequent standing as their ends."""
    return sequences(np.where(frequent, texts.words, texts.long_endings), WORDS, _MIXED)


def ending_sequences(texts: Texts) -> list[Hashes]:
    """Return the keys of the sequences of endings."""
    return sequences(texts.short_endings, WORDS, _ENDING)


@lru_cache(maxsize=1)
def weights() -> Array:
    """Return how much each measure counts, the same in all languages."""
    stored = json.loads(resources.files("qa.models").joinpath("ngrams", "weights.json").read_text("utf-8"))
    return np.array([stored[measure] for measure in MEASURES])


@lru_cache(maxsize=8)
def language_model(tag: str) -> LanguageModel | None:
    """Return the model for a language tag, or for what is left of it without region and script; None without any."""
    folder = resources.files("qa.models").joinpath("ngrams")
    name = tag.replace("_", "-")
    while name:
        file = folder.joinpath(f"{_MODELS.get(name, name)}.npz")
        if file.is_file():
            with file.open("rb") as stream, np.load(stream) as stored:
                return LanguageModel(stored["slots"], *map(float, stored["numbers"]))
        name = name.rpartition("-")[0]
    return None
