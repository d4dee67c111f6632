"""Plants an error into a translation.

Words are dropped, added, exchanged, repeated, or replaced: by another sentence's, by a near one of the same language
(by the encoder's embedding: another form, another number, a word of like meaning), by one that begins alike, a frequent
one by another frequent one, in English by what WordNet has near it or by another tense; the end of a word is changed,
its first letter, the space before it or before each mark; now and then the whole is another sentence, the source
itself, or a few words again and again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.train.estimator.english import English, other_tense
from benchmarks.train.estimator.vocabulary import Language, Spelling, Word, words_of
from qa.models.pieces import cut

GAP = 9
"""The label of a token before which words were dropped."""
_FEWEST = 4
_MINOR, _MAJOR, CRITICAL = 1, 2, 3
KINDS = {
    "drop": 0.21, "near": 0.09, "replace": 0.08, "meaning": 0.09, "form": 0.06, "tense": 0.05, "common": 0.08,
    "ending": 0.03, "add": 0.11, "exchange": 0.05, "repeat": 0.02, "spaced": 0.04, "glued": 0.01, "case": 0.01,
    "other": 0.04, "source": 0.01, "loop": 0.02,
}  # fmt: skip
"""The kinds of planted errors, and how often each is tried."""
_KNOWN = 0.7
_MARKS = 0.5
_USUAL = 0.6
_RUNS = (1, 1, 2, 4, 8, 200)
_SPELT = ("spaced", "glued", "case")
_ELSEWHERE = {"meaning": "near", "tense": "form"}
_FAR = (-3, -2, -1, 1, 2, 3)


class Spoiled(NamedTuple):
    """A translation with one error: its tokens, their severities or GAP, and the words that were taken away."""

    ids: NDArray[np.int32]
    labels: NDArray[np.int8]
    gone: tuple[bytes, ...] = ()


class Planter:
    """Plants errors; `starts` says of each piece of the vocabulary whether a word starts with it."""

    def __init__(
        self,
        starts: NDArray[np.bool_],
        spelling: Spelling,
        languages: Mapping[str, Language],
        choice: random.Random,
        english: English | None = None,
    ) -> None:
        self.starts, self.spelling, self.languages, self.choice = starts, spelling, languages, choice
        self.english = english

    def spoiled(
        self,
        target: NDArray[np.int32],
        donor: NDArray[np.int32],
        source: NDArray[np.int32],
        reference: NDArray[np.int32] | None,
        language: str,
    ) -> Spoiled | None:
        """Return the translation with one error; None where it lends itself to none.

        `donor` is another translation into the same `language`. Words are dropped by preference where the reference
        has the same word, so that it is known which of its words is lost.
        """
        lead, words = words_of(target, self.starts)
        if len(words) < _FEWEST:
            return None
        kind = self.choice.choices(*zip(*KINDS.items(), strict=True))[0]
        if kind in {"other", "source", "loop"}:
            text = {"other": donor, "source": source, "loop": _loop(target, words, self.choice)}[kind]
            if np.array_equal(text, target):
                return None
            labels = np.full(len(text), CRITICAL, dtype=np.int8)
            labels[[0, -1]] = 0
            return Spoiled(text, labels)
        at = self.choice.randrange(len(words))
        kind = kind if self.english and language == "en" else _ELSEWHERE.get(kind, kind)
        if kind == "drop" and reference is not None and self.choice.random() < _KNOWN:
            shared = {word.ids.tobytes() for word in words_of(reference, self.starts)[1]}
            at = self.choice.choice([n for n, word in enumerate(words) if word.ids.tobytes() in shared] or [at])
        if kind in _SPELT:
            return self._respelt(target, kind)
        made = self._made(kind, words, at, donor, language)
        if made is None:
            return None
        labels = [np.full(len(word.ids), word.severity, dtype=np.int8) for word in made]
        for label, word in zip(labels, made, strict=True):
            label[0] = GAP if word.gap else label[0]
        edge = np.zeros(1, dtype=np.int8)
        text = np.concatenate((target[:1], lead, *(word.ids for word in made), target[-1:])).astype(np.int32)
        label = np.concatenate((edge, np.zeros(len(lead), dtype=np.int8), *labels, edge))
        gone: tuple[bytes, ...] = ()
        if kind == "drop":
            gone = tuple(word.ids.tobytes() for word in words[at : at + len(words) - len(made)])
            label[-1] = 0 if any(word.gap for word in made) else GAP
        return Spoiled(text, label, gone)

    def _respelt(self, target: NDArray[np.int32], kind: str) -> Spoiled | None:
        """Change the spaces before some pieces, or the first letter of one."""
        change = {"spaced": self.spelling.spaced, "glued": self.spelling.glued, "case": self.spelling.other_case}[kind]
        run = self.choice.choice(_RUNS) if kind == "spaced" else 1
        start = 1 if run > len(target) else self.choice.randrange(1, len(target) - 1)
        text = target.copy()
        marks = kind == "spaced" and self.choice.random() < _MARKS
        if marks:
            start, run = 1, len(target)
        text[start : start + run] = [
            int(number) if marks and self.spelling.has_letters(int(number)) else change(int(number))
            for number in target[start : start + run]
        ]
        text[-1] = target[-1]
        changed = text != target
        return Spoiled(text, changed.astype(np.int8) * _MINOR) if changed.any() else None

    def _made(
        self, kind: str, words: list[Word], at: int, donor: NDArray[np.int32], language: str
    ) -> list[Word] | None:
        choice, known = self.choice, self.languages.get(language)
        match kind:
            case "drop":
                return _drop(words, at, choice.choice((1, 1, 1, 1, 2, 3, 5)))
            case "exchange":
                return _exchange(words, at, at + choice.choice(_FAR))
            case "repeat":
                return [*words[: at + 1], words[at]._replace(severity=_MINOR), *words[at + 1 :]]
            case "replace" | "add":
                if known is not None and choice.random() < _USUAL:
                    return _usual(words, at, at + (kind == "replace"), known, choice)
                change = _replace if kind == "replace" else _add
                return change(words, at, words_of(donor, self.starts)[1], choice)
        if self.english and kind in _ELSEWHERE:
            places = choice.sample(range(len(words)), len(words))
            tried = ((place, self._said_otherwise(self.english, kind, words, place)) for place in places)
            at, ids = next((found for found in tried if found[1] is not None), (0, None))
        else:
            ids = None if known is None else self._like(kind, words, at, known)
        return None if ids is None else [*words[:at], Word(ids, _MAJOR), *words[at + 1 :]]

    def _said_otherwise(self, english: English, kind: str, words: list[Word], at: int) -> NDArray[np.int32] | None:
        """Return an English word that means something else, or a verb in another tense."""
        text = self.spelling.text(words[at].ids)
        word = "".join(takewhile(str.isalpha, text))
        if kind == "meaning":
            made = english.other_meaning(word, self.choice)
        else:
            made = other_tense(self.spelling.text(words[at - 1].ids), word, self.choice)
        return None if made is None else cut([made + text[len(word) :]])[0].ids.astype(np.int32)

    def _like(self, kind: str, words: list[Word], at: int, known: Language) -> NDArray[np.int32] | None:
        """Return what is put in the place of a word: another form, another frequent word, a near one."""
        if kind == "form":
            return known.form(words[at].ids, self.spelling, self.choice)
        if kind == "common":
            return known.other_common(words[at].ids, self.choice)
        return known.near(words[at].ids, -1 if kind == "ending" else 0, self.choice)


def lost_words(
    reference: NDArray[np.int32], starts: NDArray[np.bool_], kept: NDArray[np.int32], gone: Sequence[bytes], clean: bool
) -> NDArray[np.int8]:
    """Say of each token of the reference whether the translation lost it: 1, 0, or -1 where it is not known.

    `kept` is the translation after the words `gone` were taken away; `clean` says whether it was right before.
    """
    lead, words = words_of(reference, starts)
    keys = [word.ids.tobytes() for word in words]
    there = {word.ids.tobytes() for word in words_of(kept, starts)[1]}
    lost = {key for key in gone if keys.count(key) == 1 and key not in there}
    certain = clean and len(lost) == len(gone)
    label = [1 if key in lost else 0 if certain or key in there else -1 for key in keys]
    inner = [np.full(len(word.ids), value, dtype=np.int8) for word, value in zip(words, label, strict=True)]
    return np.concatenate((np.zeros(1 + len(lead), dtype=np.int8), *inner, np.zeros(1, dtype=np.int8)))


def _usual(words: Sequence[Word], at: int, rest: int, known: Language, choice: random.Random) -> list[Word] | None:
    """Put a word that was seen between these neighbours in the place of the words from `at` to `rest`."""
    fit = known.between(words[at - 1].ids, words[rest % len(words)].ids, choice)
    if fit is None or np.array_equal(fit, words[at].ids):
        return None
    return [*words[:at], Word(fit, _MAJOR), *words[rest:]]


def _loop(target: NDArray[np.int32], words: Sequence[Word], choice: random.Random) -> NDArray[np.int32]:
    """Return a text that says its first few words again and again, about as long as the translation or longer."""
    said = np.concatenate([word.ids for word in words[: choice.choice((1, 2, 3, 4))]])
    times = -(-len(target) // len(said)) + choice.choice((1, 3, 6))
    return np.concatenate((target[:1], np.tile(said, times)[: 2 * len(target) + 20], target[-1:]))


def _drop(words: Sequence[Word], at: int, count: int) -> list[Word] | None:
    rest = words[at + count :]
    if at + count > len(words) or len(words) - count < _FEWEST - 1:
        return None
    return [*words[:at], *(word._replace(gap=not place) for place, word in enumerate(rest))]


def _add(words: Sequence[Word], at: int, others: Sequence[Word], choice: random.Random) -> list[Word] | None:
    if not others:
        return None
    first = choice.randrange(len(others))
    added = [Word(word.ids, _MAJOR) for word in others[first : first + choice.choice((1, 1, 2, 3))]]
    return [*words[:at], *added, *words[at:]]


def _replace(words: Sequence[Word], at: int, others: Sequence[Word], choice: random.Random) -> list[Word] | None:
    if not others:
        return None
    other = choice.choice(others)
    if np.array_equal(other.ids, words[at].ids):
        return None
    return [*words[:at], Word(other.ids, _MAJOR), *words[at + 1 :]]


def _exchange(words: Sequence[Word], at: int, other: int) -> list[Word] | None:
    if not 0 <= other < len(words) or np.array_equal(words[at].ids, words[other].ids):
        return None
    made = list(words)
    made[at], made[other] = Word(words[other].ids, _MAJOR), Word(words[at].ids, _MAJOR)
    return made
