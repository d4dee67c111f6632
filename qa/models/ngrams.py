"""Compact language models over characters and words: how much a text reads like other text in its language.

A model holds counts of sequences: of one to six characters; and of one to three words, in three ways. A word that is
not among the most frequent stands as its last three letters; or each word as its last two letters and whether it begins
with a capital; or each as its class, the words of a class being those that have the same neighbours. It also holds
counts of pairs of an ending and a class, the known words, and the classes. Files: `LANGUAGE.npy` and `languages.json`
in `qa/models/ngrams`, made by benchmarks/train/ngrams.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qa.core.language_files import language_file
from qa.models.sealed_counts import Levels, Slots, counts, levels
from qa.models.sequences import CHARACTERS, WORDS, Hashes, Texts, divide, mixed, pairs, sequences

CLASSES = 40
# What is stored with a known word that has no class of its own.
KNOWN = CLASSES + 1
TRUST, UNIFORM = 3.0, 1 / 65_536
_CHARACTER, _MIXED, _ENDING, _VOCABULARY = 1_000_003, 2_000_003, 3_000_017, 4_000_037
_CLASS, _CLASS_AFTER_ENDING, _ENDING_AFTER_CLASS = 5_000_011, 6_000_023, 7_000_003
_CHARACTER_ORDERS = (1, 5, 6)
_FOLDER = Path(__file__).with_name("ngrams")
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """The counts of one language, and how much each measure weighs in it.

    `characters` and `words` are how many were counted; `mean` and `spread` are those of the naturalness of ordinary
    sentences.
    """

    slots: Slots
    characters: float
    words: float
    weights: Array
    mean: float = 0.0
    spread: float = 1.0

    def naturalness(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Return for each text (without line breaks) the sum of its naturalness, and its characters and one.

        Their quotient is 0 for ordinary text and -1 for text one standard deviation below.
        """
        measures, lengths = self.measure(texts)
        # A matrix product would add up in an order that depends on how many texts there are.
        weighed = (measures * self.weights).sum(axis=1)
        return (weighed - self.mean * lengths) / self.spread, lengths

    def measure(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Return the measures of each text, shape (texts, measures), and its characters and one for its end.

        A measure is a sum over the characters or words of a text: the logarithm of the chance of each, given those
        before it, and of how often each sequence or pair of words was counted; the last one counts the unknown words.
        An empty text has no characters and no end.
        """
        divided = divide(texts)
        known = levels(self.slots, vocabulary(divided.words))
        of_characters = chances(self._counts(character_sequences(divided)), self.characters)
        by_word: list[Array] = []
        symbols, classes = self._symbols(divided, known)
        for keys in word_sequences(divided, symbols, classes):
            found = self._counts(keys)
            by_word += [np.log2(chance) for chance in chances(found, self.words)]
            by_word += [np.log2(1 + count) for count in found]
        by_word += [np.log2(1 + count) for count in self._counts(pairs_with_classes(divided, classes))]
        by_word.append(((known == 0) & divided.is_word).astype(np.float64))
        by_character = [np.log2(of_characters[order - 1]) for order in _CHARACTER_ORDERS]
        columns = [_summed(values, divided.character_text, len(texts)) for values in by_character]
        columns += [_summed(values, divided.word_text, len(texts)) for values in by_word]
        lengths = _summed(np.ones(len(divided.characters)), divided.character_text, len(texts))
        return np.stack(columns, axis=1), lengths

    def _symbols(self, texts: Texts, known: Levels) -> tuple[Hashes, Hashes]:
        """Return the words, those that are not frequent standing as their ends, and the classes of all of them."""
        frequent = (known > 0) & (known < KNOWN)
        symbols = np.where(frequent, texts.words, texts.long_endings)
        classes = np.where(frequent, known, levels(self.slots, vocabulary(texts.long_endings)))
        return symbols, classes.astype(np.uint64)

    def _counts(self, keys: list[Hashes]) -> list[Array]:
        return [counts(self.slots, of_length) for of_length in keys]


def chances(found: list[Array], total: float) -> list[Array]:
    """Return the chance of each symbol given none, one, two... before it, smoothed with the chance given one fewer.

    `found` are the counts of the sequences that end with the symbol, by their length, `total` is that of all symbols.
    """
    by_order = [(found[0] + TRUST * UNIFORM) / (total + TRUST)]
    for shorter, longer in pairwise(found):
        context = np.concatenate(([0.0], shorter[:-1]))
        by_order.append((np.minimum(longer, context) + TRUST * by_order[-1]) / (context + TRUST))
    return by_order


def _summed(values: Array, text: npt.NDArray[np.int64], texts: int) -> Array:
    return np.asarray(np.bincount(text + 1, weights=values, minlength=texts + 1)[1:], dtype=np.float64)


def vocabulary(symbols: Hashes) -> Hashes:
    """Return the keys of what is stored with words, or with endings: the class, or that a word is known."""
    return mixed(symbols + np.uint64(_VOCABULARY))


def character_sequences(texts: Texts) -> list[Hashes]:
    """Return the keys of the sequences of characters, by their length."""
    return sequences(texts.characters, CHARACTERS, _CHARACTER)


def word_sequences(texts: Texts, symbols: Hashes, classes: Hashes) -> tuple[list[Hashes], list[Hashes], list[Hashes]]:
    """Return the keys of the sequences of words, of endings and of classes, each by their length."""
    return (
        sequences(symbols, WORDS, _MIXED),
        sequences(texts.short_endings, WORDS, _ENDING),
        sequences(classes, WORDS, _CLASS),
    )


def pairs_with_classes(texts: Texts, classes: Hashes) -> list[Hashes]:
    """Return the keys of the classes with the ending before them, and of the endings with the class before them."""
    return [
        pairs(texts.short_endings, classes, _CLASS_AFTER_ENDING),
        pairs(classes, texts.short_endings, _ENDING_AFTER_CLASS),
    ]


@lru_cache(maxsize=1)
def _languages() -> dict[str, Any]:
    return dict(json.loads((_FOLDER / "languages.json").read_text("utf-8")))


@lru_cache(maxsize=8)
def language_model(tag: str) -> LanguageModel | None:
    """Return the model for a language tag, or for what is left of it without region and script; None without any."""
    file = language_file(_FOLDER, tag, ".npy")
    if file is None:
        return None
    numbers = dict(_languages()[file.name.removesuffix(".npy")])
    slots = np.asarray(np.load(_FOLDER / file.name, mmap_mode="r"))
    return LanguageModel(slots, weights=np.array(numbers.pop("weights")), **numbers)
