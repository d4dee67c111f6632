"""Plants an error into a translation.

Words are dropped, added, exchanged, repeated, or replaced: by another sentence's, or by a near one of the same language
(by the encoder's embedding: another form, another number, a word of like meaning); the end of a word is changed; now
and then the whole is another sentence, the source itself, or a few words again and again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAP = 9
"""The label of a token before which words were dropped."""
_FEWEST = 4
_MINOR, _MAJOR, CRITICAL = 1, 2, 3
_NEAREST = 20
KINDS = {
    "drop": 0.30, "near": 0.20, "replace": 0.14, "ending": 0.06, "add": 0.13, "exchange": 0.08, "repeat": 0.02,
    "other": 0.03, "source": 0.02, "loop": 0.02,
}  # fmt: skip
"""The kinds of planted errors, and how often each is tried."""
_KNOWN = 0.7
_USUAL = 0.6
_TRIED = 12
_FAR = (-3, -2, -1, 1, 2, 3)


class Word(NamedTuple):
    """A word's token numbers, the severity of the error that it is, and whether words were dropped before it."""

    ids: NDArray[np.int32]
    severity: int = 0
    gap: bool = False


class Spoiled(NamedTuple):
    """A translation with one error: its tokens, their severities or GAP, and the words that were taken away."""

    ids: NDArray[np.int32]
    labels: NDArray[np.int8]
    gone: tuple[bytes, ...] = ()


class Planter:
    """Plants errors; `starts` says of each piece of the vocabulary whether a word starts with it."""

    def __init__(
        self, starts: NDArray[np.bool_], near: Mapping[str, Near], usual: Mapping[str, Usual], choice: random.Random
    ) -> None:
        self.starts, self.near, self.usual, self.choice = starts, near, usual, choice

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
        if kind == "drop" and reference is not None and self.choice.random() < _KNOWN:
            shared = {word.ids.tobytes() for word in words_of(reference, self.starts)[1]}
            at = self.choice.choice([n for n, word in enumerate(words) if word.ids.tobytes() in shared] or [at])
        made = self._made(kind, words, at, donor, language)
        if made is None:
            return None
        labels = [np.full(len(word.ids), word.severity, dtype=np.int8) for word in made]
        for label, word in zip(labels, made, strict=True):
            label[0] = GAP if word.gap else label[0]
        edge = np.zeros(1, dtype=np.int8)
        text = np.concatenate((target[:1], lead, *(word.ids for word in made), target[-1:])).astype(np.int32)
        gone: tuple[bytes, ...] = ()
        if kind == "drop":
            gone = tuple(word.ids.tobytes() for word in words[at : at + len(words) - len(made)])
        return Spoiled(text, np.concatenate((edge, np.zeros(len(lead), dtype=np.int8), *labels, edge)), gone)

    def _made(
        self, kind: str, words: list[Word], at: int, donor: NDArray[np.int32], language: str
    ) -> list[Word] | None:
        choice = self.choice
        match kind:
            case "drop":
                return _drop(words, at, choice.choice((1, 1, 1, 1, 2, 3, 5)))
            case "exchange":
                return _exchange(words, at, at + choice.choice(_FAR))
            case "repeat":
                return [*words[: at + 1], words[at]._replace(severity=_MINOR), *words[at + 1 :]]
            case "replace" | "add":
                usual = self.usual.get(language)
                if usual is not None and choice.random() < _USUAL:
                    return _usual(words, at, at + (kind == "replace"), usual, choice)
                change = _replace if kind == "replace" else _add
                return change(words, at, words_of(donor, self.starts)[1], choice)
        near = self.near.get(language)
        ids = None if near is None else near.changed(words[at].ids, -1 if kind == "ending" else 0, choice)
        return None if ids is None else [*words[:at], Word(ids, _MAJOR), *words[at + 1 :]]


class Near:
    """The pieces of one language, and for each those with the most similar embeddings."""

    def __init__(self) -> None:
        self.nearest: dict[int, list[int]] = {}

    def learn(self, pieces: NDArray[np.int64], embeddings: NDArray[np.float32]) -> None:
        """Find the nearest among `pieces`, which are exchanged for one another only."""
        units = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
        for start in range(0, len(units), 2000):
            best = np.argpartition(-(units[start : start + 2000] @ units.T), _NEAREST)[:, : _NEAREST + 1]
            self.nearest |= {int(piece): pieces[row].tolist() for piece, row in zip(pieces[start:], best, strict=False)}

    def changed(self, ids: NDArray[np.int32], at: int, choice: random.Random) -> NDArray[np.int32] | None:
        """Return the word with its piece `at` replaced by a near one; None where there is none."""
        new = choice.choice(self.nearest.get(int(ids[at]), [int(ids[at])]))
        if new == ids[at]:
            return None
        made = ids.copy()
        made[at] = new
        return made


class Usual:
    """Which words of one language were seen to follow which."""

    def __init__(self) -> None:
        self.next: dict[bytes, list[bytes]] = {}
        self.seen: set[int] = set()

    def learn(self, text: NDArray[np.int32], starts: NDArray[np.bool_]) -> None:
        """Note the neighbours in a text."""
        keys = [word.ids.tobytes() for word in words_of(text, starts)[1]]
        for first, second in pairwise(keys):
            mark = hash((first, second))
            if mark not in self.seen:
                self.seen.add(mark)
                self.next.setdefault(first, []).append(second)

    def between(
        self, left: NDArray[np.int32], right: NDArray[np.int32], choice: random.Random
    ) -> NDArray[np.int32] | None:
        """Return a word that was seen after `left` and before `right`, None where none of those tried was."""
        known, after = self.next.get(left.tobytes(), []), right.tobytes()
        for word in choice.sample(known, min(len(known), _TRIED)):
            if hash((word, after)) in self.seen:
                return np.frombuffer(word, dtype=np.int32)
        return None


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


def words_of(text: NDArray[np.int32], starts: NDArray[np.bool_]) -> tuple[NDArray[np.int32], list[Word]]:
    """Return what stands before the first word, and the words; the special pieces are left out."""
    inner = text[1:-1]
    heads = np.flatnonzero(starts[inner]).tolist()
    if not heads:
        return inner, []
    return inner[: heads[0]], [Word(inner[low:high]) for low, high in pairwise([*heads, len(inner)])]


def _usual(words: Sequence[Word], at: int, rest: int, usual: Usual, choice: random.Random) -> list[Word] | None:
    """Put a word that was seen between these neighbours in the place of the words from `at` to `rest`."""
    fit = usual.between(words[at - 1].ids, words[rest % len(words)].ids, choice)
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
    if not rest or len(words) - count < _FEWEST - 1:
        return None
    return [*words[:at], rest[0]._replace(gap=True), *rest[1:]]


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
