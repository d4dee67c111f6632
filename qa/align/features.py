"""What the sentences of two texts have in common: words, names, numbers and runs of characters, by weight."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import icu
import numpy as np
from numpy.typing import NDArray

from qa.lang.forms import base_form
from qa.lang.words import Word, fold, words

Features = dict[str, float]
Extract = Callable[[str], Features]

_NUMBER, _NAME, _WORD, _SOUND, _GRAM, _WIDE, _MARK = 2.0, 1.4, 1.0, 0.5, 0.15, 0.3, 0.6
_GRAM_SIZE = 4
_SOUNDS = str.maketrans("bcdgqvz", "pktkkfs", "aeiouwyhj")
_MARKS = {
    mark: kind
    for kind, marks in (('"', '“”„«»「」"'), ("?", "?？؟;"), ("!", "!！"), ("(", "(（"), (":", ":："), ("%", "%％٪"))
    for mark in marks
} | {mark: mark for mark in "$€£¥"}


@dataclass(frozen=True, slots=True)
class Rows:
    """The features of the sentences of one text: `ids[starts[i] : starts[i + 1]]` are those of sentence i."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, sentence: int) -> NDArray[np.int64]:
        """Return the ids of one sentence's features, ascending."""
        return self.ids[self.starts[sentence] : self.starts[sentence + 1]]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The features of two texts, numbered alike, with the weight of each and in how many sentences it occurs."""

    target: Rows
    other: Rows
    weights: NDArray[np.float32]
    target_counts: NDArray[np.int64]
    other_counts: NDArray[np.int64]


@lru_cache(maxsize=1)
def _romaniser() -> Any:
    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    """Return the consonants of a word as they sound, whatever its script: `mts` of "Medusa", "Meduza" and "Медуза"."""
    letters = [letter for letter in _romanised(word).translate(_SOUNDS) if "a" <= letter <= "z"]
    return "".join(letter for index, letter in enumerate(letters) if index == 0 or letters[index - 1] != letter)


@lru_cache(maxsize=65_536)
def _romanised(word: str) -> str:
    return str(_romaniser().transliterate(word))


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _grams(word: str) -> Iterator[tuple[str, float]]:
    """Yield the runs of characters of a folded word: single ones and pairs of wide ones, else runs of four."""
    if any(map(_wide, word)):
        for index in range(len(word)):
            yield word[index], _WIDE
            if index:
                yield word[index - 1 : index + 1], _WIDE
    elif len(word) + 2 > _GRAM_SIZE:
        framed = f"_{word}_"
        for index in range(len(framed) - _GRAM_SIZE + 1):
            yield framed[index : index + _GRAM_SIZE], _GRAM


def _number(word: str) -> str:
    digits = "".join(str(unicodedata.digit(char, "")) for char in word)
    return digits or word


def _is_name(word: Word, first: bool) -> bool:
    return word.starts_upper and not first


def _sounds(word: Word) -> str:
    sound = "" if word.starts_lower else _sound(word.text)
    return sound if len(sound) > 2 else ""


def within_language(language: str) -> Extract:
    """Return how to take the features of a sentence for comparison with others of the same language."""

    def extract(text: str) -> Features:
        found: Features = {}
        for index, word in enumerate(words(text, language)):
            if word.is_number:
                found[f"n{_number(word.text)}"] = _NUMBER
                continue
            form = base_form(word.text, language)
            weight = _NAME if _is_name(word, index == 0) else _WORD
            found[f"w{form}"] = max(weight, found.get(f"w{form}", 0.0))
            for gram, gram_weight in _grams(fold(word.text)):
                found[f"g{gram}"] = gram_weight
            if sound := _sounds(word):
                found[f"s{sound}"] = _SOUND
        return found

    return extract


def between_languages(language: str) -> Extract:
    """Return how to take those features of a sentence that survive translation.

    They are its numbers, the sound of its names, runs of letters that words of common origin share (all in Latin
    letters), and punctuation marks that most translators keep. Its words are there as well, for a dictionary.
    """

    def extract(text: str) -> Features:
        found: Features = {}
        for word in words(text, language):
            if word.is_number:
                found[f"n{_number(word.text)}"] = _NUMBER
                continue
            found[f"w{base_form(word.text, language)}"] = _WORD
            for gram, weight in _grams(_romanised(word.text)):
                found[f"g{gram}"] = weight
            if sound := _sounds(word):
                found[f"s{sound}"] = _NAME
        found |= {f"m{_MARKS[char]}": _MARK for char in text if char in _MARKS}
        return found

    return extract


def inventory(target: Sequence[Features], other: Sequence[Features], shared_only: bool) -> Inventory:
    """Number and weigh the features of two texts.

    A feature's weight is its kind's times the inverse of how many sentences have it (log(1 + N / n), N sentences
    in all). With `shared_only`, a feature that one of the texts lacks weighs nothing.
    """
    numbers: dict[str, int] = {}
    kinds: list[float] = []
    for features in (*target, *other):
        for name, weight in features.items():
            number = numbers.setdefault(name, len(numbers))
            if number == len(kinds):
                kinds.append(weight)
            elif weight > kinds[number]:
                kinds[number] = weight
    rows = [_rows(side, numbers) for side in (target, other)]
    counts = [np.bincount(side.ids, minlength=len(numbers)) for side in rows]
    total = counts[0] + counts[1]
    weights = np.asarray(kinds) * np.log1p((len(target) + len(other)) / np.maximum(total, 1))
    if shared_only:
        weights = weights * ((counts[0] > 0) & (counts[1] > 0))
    return Inventory(rows[0], rows[1], weights.astype(np.float32), counts[0], counts[1])


def _rows(side: Sequence[Features], numbers: dict[str, int]) -> Rows:
    found = [sorted(numbers[name] for name in features) for features in side]
    starts = np.zeros(len(found) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in found], out=starts[1:])
    return Rows(np.asarray([number for row in found for number in row], dtype=np.int64), starts)
