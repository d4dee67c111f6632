"""How surprising the pieces of a text are to a language model of the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Surprises:
    """The pieces into which a model divides a text, and the surprise at each: minus the logarithm of its chance.

    `starts` and `ends` are places in the text, in code points; `nats`, of the same shape (pieces,), counts in natural
    logarithms. A piece may be less than a character; then several have the same place.
    """

    starts: Integers
    ends: Integers
    nats: Floats

    def between(self, start: int, end: int) -> float:
        """Return the surprise at `text[start:end]`; a piece that reaches beyond counts with its share."""
        first, last = np.searchsorted(self.ends, start, "right"), np.searchsorted(self.starts, end)
        starts, ends = self.starts[first:last], self.ends[first:last]
        shared = np.minimum(ends, end) - np.maximum(starts, start)
        return float((self.nats[first:last] * np.clip(shared / np.maximum(ends - starts, 1), 0, 1)).sum())


class Surprised(Protocol):
    """A language model."""

    def surprises(self, texts: Sequence[str]) -> list[Surprises]:
        """Return the surprise at each piece of each text; nothing of a long text is left out."""
        ...


class Window(NamedTuple):
    """The pieces `begin` to `end` of a text, read together; those from `first` on are judged."""

    text: int
    begin: int
    end: int
    first: int


def windows(text: int, pieces: int, most: int) -> Iterator[Window]:
    """Yield windows of `most` pieces at most in which each piece is judged once, half a window of others before it."""
    begin = first = 0
    while first < pieces:
        end = min(begin + most, pieces)
        yield Window(text, begin, end, first)
        first, begin = end, end - most // 2
