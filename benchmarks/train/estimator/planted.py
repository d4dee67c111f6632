"""Plants an error into a translation: words dropped, replaced by another sentence's, exchanged or repeated."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAP = 9
"""The label of a token before which words were dropped."""
_FEWEST = 4
_MINOR, _MAJOR = 1, 2
_FAR = (-3, -2, -1, 1, 2, 3)


class Word(NamedTuple):
    """A word's token numbers, the severity of the error that it is, and whether words were dropped before it."""

    ids: NDArray[np.int32]
    severity: int = 0
    gap: bool = False


def spoiled(
    target: NDArray[np.int32], starts: NDArray[np.bool_], donor: NDArray[np.int32], choice: random.Random
) -> tuple[NDArray[np.int32], NDArray[np.int8]] | None:
    """Return the translation with one error, and its tokens' severities or GAP; None where it does not lend itself.

    `starts` says of each piece of the vocabulary whether a word starts with it; `donor` is another translation.
    """
    lead, words = _words(target, starts)
    if len(words) < _FEWEST:
        return None
    at = choice.randrange(len(words))
    kind = choice.choices(("drop", "replace", "exchange", "repeat"), (0.35, 0.35, 0.15, 0.15))[0]
    if kind == "drop":
        made = _drop(words, at, choice.choice((1, 1, 1, 2, 3)))
    elif kind == "replace":
        made = _replace(words, at, _words(donor, starts)[1], choice)
    elif kind == "exchange":
        made = _exchange(words, at, at + choice.choice(_FAR))
    else:
        made = [*words[:at], words[at], Word(words[at].ids, _MINOR), *words[at + 1 :]]
    if made is None:
        return None
    labels = [np.full(len(word.ids), word.severity, dtype=np.int8) for word in made]
    for label, word in zip(labels, made, strict=True):
        label[0] = GAP if word.gap else label[0]
    edge = np.zeros(1, dtype=np.int8)
    text = np.concatenate((target[:1], lead, *(word.ids for word in made), target[-1:])).astype(np.int32)
    return text, np.concatenate((edge, np.zeros(len(lead), dtype=np.int8), *labels, edge))


def _words(text: NDArray[np.int32], starts: NDArray[np.bool_]) -> tuple[NDArray[np.int32], list[Word]]:
    """Return what stands before the first word, and the words; the special pieces are left out."""
    inner = text[1:-1]
    heads = np.flatnonzero(starts[inner]).tolist()
    if not heads:
        return inner, []
    return inner[: heads[0]], [Word(inner[low:high]) for low, high in pairwise([*heads, len(inner)])]


def _drop(words: Sequence[Word], at: int, count: int) -> list[Word] | None:
    rest = words[at + count :]
    if not rest or len(words) - count < _FEWEST - 1:
        return None
    return [*words[:at], rest[0]._replace(gap=True), *rest[1:]]


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
