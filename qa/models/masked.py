"""Masked language models: the chance of each piece given all others.

The pseudo-log-likelihood of Salazar et al. 2020, "Masked Language Model Scoring"; with a piece, those after it in the
same word are masked too, lest a rare word's own end give it away (Kauf and Ivanova 2023, "A Better Way to Do Masked
Language Model Scoring").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from qa.core.errors import InputError
from qa.models.checkpoint import Checkpoint, Pieces, surprise_at
from qa.models.encoder import batches
from qa.models.surprise import Floats, Surprises, Window, windows

# Each piece takes a reading of its whole window.
_MOST = 256


class _Gap(NamedTuple):
    """A row of pieces with some masked, and which piece of which text is asked for, at which place of the row."""

    row: list[int]
    text: int
    piece: int
    place: int


class MaskedModel:
    """A masked language model of transformers."""

    def __init__(self, folder: str) -> None:
        self._checkpoint = Checkpoint(folder, "AutoModelForMaskedLM")
        self._before = self._checkpoint.special("cls", "bos")
        self._after = self._checkpoint.special("sep", "eos")
        self._mask = self._checkpoint.special("mask")
        if not self._mask:
            raise InputError(f"{folder}: is no masked language model: its tokenizer has no mask")

    def surprises(self, texts: Sequence[str]) -> list[Surprises]:
        """Return the surprise at each piece of each text, given all others in a window but the rest of its word."""
        cut = self._checkpoint.pieces(texts)
        most = max(1, self._checkpoint.longest(_MOST) - len(self._before) - len(self._after))
        nats = [np.zeros(len(own.ids)) for own in cut]
        for number, own in enumerate(cut):
            for window in windows(number, len(own.ids), most):
                gaps = list(self._gaps(window, own))
                for numbers in batches([len(gap.row) for gap in gaps], self._checkpoint.budget):
                    self._judge([gaps[one] for one in numbers], own, nats[number])
        return [Surprises(own.starts, own.ends, one) for own, one in zip(cut, nats, strict=True)]

    def _gaps(self, window: Window, own: Pieces) -> Iterator[_Gap]:
        for piece in range(window.first, window.end):
            last = piece + 1
            while last < window.end and own.words[last] is not None and own.words[last] == own.words[piece]:
                last += 1
            masked = [*own.ids[window.begin : piece], *self._mask * (last - piece), *own.ids[last : window.end]]
            place = len(self._before) + piece - window.begin
            yield _Gap([*self._before, *masked, *self._after], window.text, piece, place)

    def _judge(self, gaps: Sequence[_Gap], own: Pieces, nats: Floats) -> None:
        import torch

        table = self._checkpoint.table([gap.row for gap in gaps])
        asked = table[torch.arange(len(gaps)), [gap.place for gap in gaps]]
        pieces = [gap.piece for gap in gaps]
        nats[pieces] = surprise_at(asked, [own.ids[piece] for piece in pieces])
