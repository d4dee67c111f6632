"""The sequences of characters and of words in many texts at once, each as one number of 64 bits."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import icu
import numpy as np
import numpy.typing as npt

CHARACTERS, WORDS = 6, 3
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_NEWLINE = 10
# Nothing of one text may be the context of another.
_BETWEEN = "\n" * (CHARACTERS - 1)
_SPACE, _LETTER, _NUMBER, _MARK = range(1, 5)
_WITHIN_WORDS = frozenset("'’ʼ\u200c\u200d")
_LONGEST = 64
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Texts divided into characters and words (a number and a mark are words too), every end of a text being both.

    `character_text` and `word_text` say which text each belongs to, -1 for what stands between texts, and `word_start`
    where in its text a word begins. `words` are the words in small letters, `long_endings` and `short_endings` their
    last three and two letters, the latter with whether the word begins with a capital.
    """

    characters: Hashes
    character_text: Numbers
    words: Hashes
    word_text: Numbers
    word_start: Numbers
    is_word: npt.NDArray[np.bool_]
    long_endings: Hashes
    short_endings: Hashes


def mixed(numbers: Hashes) -> Hashes:
    """Return well scattered numbers, equal for equal ones."""
    product = numbers * _MULTIPLIER
    return np.asarray((product ^ (product >> np.uint64(29))) * _MULTIPLIER)


def sequences(symbols: Hashes, longest: int, salt: int) -> list[Hashes]:
    """Return for each length 1 to `longest` the sequences of symbols that end at each place."""
    single = mixed(symbols + np.uint64(salt))
    found = [single]
    for length in range(2, longest + 1):
        before = np.concatenate((np.zeros(1, np.uint64), found[-1][:-1]))
        # Three times, or else a pair would be the same number the other way round.
        found.append(mixed(before * np.uint64(3) + single + np.uint64(length)))
    return found


def pairs(before: Hashes, symbols: Hashes, salt: int) -> Hashes:
    """Return at each place the symbol there with the one before it, which is of another kind."""
    first = np.concatenate((np.zeros(1, np.uint64), mixed(before + np.uint64(salt))[:-1]))
    return mixed(first + mixed(symbols + np.uint64(salt + 1)))


def divide(texts: Sequence[str]) -> Texts:
    """Divide texts, none of which has a line break, into characters and words."""
    joined = _BETWEEN + _BETWEEN.join(texts) + _BETWEEN
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds, small = _known(joined)
    kind, letters = kinds[codes], small[codes].astype(np.uint64)
    text = _text_of(codes)
    starts = np.flatnonzero((kind != _SPACE) & ((kind != np.roll(kind, 1)) | (kind == _MARK)))
    ends = _ends(starts, kind)
    word = _spelled(letters, starts, ends)
    is_word = kind[starts] == _LETTER
    capital = (letters[starts] != codes[starts]).astype(np.uint64)
    number = kind[starts] == _NUMBER
    return Texts(
        codes.astype(np.uint64),
        text,
        word,
        text[starts],
        starts - _begins(texts)[text[starts]],
        is_word,
        _ending(letters, starts, ends, word, is_word, number, 3),
        _ending(letters, starts, ends, word, is_word, number, 2) + capital * is_word,
    )


def _begins(texts: Sequence[str]) -> Numbers:
    """Return where each text begins in the joined one."""
    lengths = np.array([0, *(len(text) for text in texts)], dtype=np.int64)
    return np.asarray(np.cumsum(lengths + len(_BETWEEN))[: max(1, len(texts))])


def _text_of(codes: npt.NDArray[np.uint32]) -> Numbers:
    """Return the number of the text of each character; the first line break after a text is its end."""
    is_break = codes == _NEWLINE
    place = np.arange(len(codes)) - np.maximum.accumulate(np.where(is_break, 0, np.arange(len(codes))))
    number = np.cumsum(is_break) // len(_BETWEEN) - 1
    closing = is_break & (place == 1)
    number[closing] = (np.cumsum(is_break)[closing] - 1) // len(_BETWEEN) - 1
    number[is_break & ~closing] = -1
    return np.asarray(number, dtype=np.int64)


def _ends(starts: Numbers, kind: npt.NDArray[np.uint8]) -> Numbers:
    """Return where each word ends: at the next one, or at the space before that."""
    nexts = np.append(starts[1:], len(kind))
    spaces = np.concatenate(([0], np.cumsum(kind == _SPACE)))
    return np.asarray(nexts - (spaces[nexts] - spaces[starts]), dtype=np.int64)


def _spelled(letters: Hashes, starts: Numbers, ends: Numbers) -> Hashes:
    """Return a number for each word, made of its letters and their places in it."""
    place = np.arange(len(letters)) - np.repeat(starts, np.diff(np.append(starts, len(letters))))
    inside = place < np.repeat(ends - starts, np.diff(np.append(starts, len(letters))))
    weight = _weights()[np.minimum(place, _LONGEST - 1)]
    return mixed(np.add.reduceat(np.where(inside, mixed(letters) * weight, np.uint64(0)), starts))


@lru_cache(maxsize=1)
def _weights() -> Hashes:
    return mixed(np.arange(1, _LONGEST + 1, dtype=np.uint64)) | np.uint64(1)


def _ending(
    letters: Hashes,
    starts: Numbers,
    ends: Numbers,
    word: Hashes,
    is_word: npt.NDArray[np.bool_],
    is_number: npt.NDArray[np.bool_],
    length: int,
) -> Hashes:
    """Return the last letters of each word, the same for all numbers, and a mark as it is."""
    ending = np.full(len(starts), length, dtype=np.uint64)
    for back in range(1, length + 1):
        place = ends - back
        letter = np.where(place >= starts, letters[np.maximum(place, 0)], np.uint64(0))
        ending = mixed(ending + letter) + np.uint64(1)
    return np.where(is_word, ending, np.where(is_number, np.uint64(7), word))


class _Alphabet:
    """What is known of characters: their kind, 0 where it was not looked up yet, and their small letter."""

    def __init__(self) -> None:
        self.kinds = np.zeros(0x110000, dtype=np.uint8)
        self.small = np.arange(0x110000, dtype=np.uint32)
        # Ideographs, and letters of languages that put no spaces between words, count as words of their own.
        self.alone = icu.UnicodeSet("[[:lb=ID:][:lb=CJ:][:lb=SA:]]")

    def learn(self, character: str) -> None:
        code = ord(character)
        lower = character.lower()
        self.small[code] = ord(lower) if len(lower) == 1 else code
        self.kinds[code] = self._kind(character)

    def _kind(self, character: str) -> int:
        if character.isspace():
            return _MARK if character == "\n" else _SPACE
        category = unicodedata.category(character)[0]
        if category == "N":
            return _NUMBER
        letter = category in "LM" or character in _WITHIN_WORDS
        return _LETTER if letter and not self.alone.contains(character) else _MARK


@lru_cache(maxsize=1)
def _alphabet() -> _Alphabet:
    return _Alphabet()


def _known(text: str) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    alphabet = _alphabet()
    for character in set(text):
        if not alphabet.kinds[ord(character)]:
            alphabet.learn(character)
    return alphabet.kinds, alphabet.small
