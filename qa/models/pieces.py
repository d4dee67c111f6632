"""Cuts text into the encoder's word pieces and says where each stands in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.models import e5_file
from qa.models.unigram import model_of

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

Integers = NDArray[np.int64]
_BOUNDARY = "\u2581"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's pieces: their numbers, and where each starts and ends in the text, in code points, end exclusive.

    All three have shape (pieces,). The special pieces at the start and the end of the encoder's input are not among
    them; the space before a word is part of no piece's place.
    """

    ids: Integers
    starts: Integers
    ends: Integers


def cut(texts: Sequence[str]) -> list[Pieces]:
    """Return the pieces of each text."""
    normal = [_normalised(text) for text in texts]
    encoded = _processor().encode([text for text, _ in normal], return_type="offset_mapping", num_threads=1)
    return [
        _placed(found["ids"], found["offsets"], text, origins)
        for found, (text, origins) in zip(encoded, normal, strict=True)
    ]


def _placed(ids: Sequence[int], offsets: Sequence[tuple[int, int]], text: str, origins: Integers) -> Pieces:
    """Return the pieces with their places in the text that was normalised; a mere word boundary has an empty place."""
    boundary = _processor().piece_to_id(_BOUNDARY)
    numbers = np.array(ids, dtype=np.int64)
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    starts = places[:, 0] + np.array([text.startswith(" ", start) for start, _ in offsets], dtype=np.int64)
    filled = (numbers != boundary) & (starts < places[:, 1])
    begin = origins[np.minimum(starts, len(origins) - 1)]
    return Pieces(numbers, begin, np.where(filled, origins[np.maximum(places[:, 1] - 1, 0)] + 1, begin))


def _normalised(text: str) -> tuple[str, Integers]:
    """Return the text as the vocabulary spells it, and for each of its characters the place in `text` it came from.

    Space at the end is left out. The array has one entry more, for the end.
    """
    table, uneven = _characters()
    spelled = text.translate(table).rstrip(" ")
    if uneven.isdisjoint(text) and "  " not in spelled:
        return spelled, np.arange(len(spelled) + 1)
    kept = list(_unspaced((letter, place) for place, one in enumerate(text) for letter in one.translate(table)))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return "".join(letter for letter, _ in kept), np.array([*(place for _, place in kept), len(text)], dtype=np.int64)


def _unspaced(letters: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    """Leave out every space that follows a space."""
    before = ""
    for letter, place in letters:
        if letter != " " or before != " ":
            yield letter, place
        before = letter


@cache
def _characters() -> tuple[dict[int, str], frozenset[str]]:
    """Return the map of characters, and those whose replacement is not a single character."""
    characters = e5_file.load().vocabulary.characters
    return (
        {ord(one): other for one, other in characters.items()},
        frozenset(one for one, other in characters.items() if len(other) != 1),
    )


@cache
def _processor() -> SentencePieceProcessor:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=model_of(e5_file.load().vocabulary))
