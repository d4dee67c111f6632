"""Causal language models: the chance of each piece given those before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.core.errors import InputError
from qa.models.checkpoint import Checkpoint, Pieces, surprise_at
from qa.models.encoder import batches
from qa.models.surprise import Floats, Surprises, Window, windows

# Longer contexts cost more and hardly change what is expected next in a sentence.
_MOST = 1024
# Networks compute with few digits.
_SAME = 0.02


class CausalModel:
    """A causal language model of transformers.

    A text begins after the piece that begins texts for this model or, for a model without one, that ends them; with
    neither, its first piece is not judged.
    """

    def __init__(self, folder: str) -> None:
        self._checkpoint = Checkpoint(folder, "AutoModelForCausalLM")
        self._before = self._checkpoint.special("bos", "eos")
        if self._looks_ahead():
            raise InputError(
                f"{folder}: is no causal language model: it looks at what comes after (masked-lm:{folder}?)"
            )

    def surprises(self, texts: Sequence[str]) -> list[Surprises]:
        """Return the surprise at each piece of each text, given all pieces before it in a window."""
        cut = self._checkpoint.pieces(texts)
        most = max(1, self._checkpoint.longest(_MOST) - len(self._before))
        every = [window for number, own in enumerate(cut) for window in windows(number, len(own.ids), most)]
        nats = [np.zeros(len(own.ids)) for own in cut]
        for numbers in batches([len(self._before) + own.end - own.begin for own in every], self._checkpoint.budget):
            self._judge([every[number] for number in numbers], cut, nats)
        return [Surprises(own.starts, own.ends, one) for own, one in zip(cut, nats, strict=True)]

    def _looks_ahead(self) -> bool:
        """Say whether what the network expects after a piece depends on the next one."""
        one, other = self._checkpoint.table([[0, 1], [0, 2]])[:, 0].float()
        return not bool(one.isclose(other, rtol=_SAME, atol=_SAME).all())

    def _judge(self, some: Sequence[Window], cut: Sequence[Pieces], nats: list[Floats]) -> None:
        rows = [self._before + cut[window.text].ids[window.begin : window.end] for window in some]
        for window, row, table in zip(some, rows, self._checkpoint.table(rows), strict=True):
            first = max(window.first - window.begin + len(self._before), 1)
            judged = surprise_at(table[first - 1 : len(row) - 1], row[first:])
            nats[window.text][window.end - len(judged) : window.end] = judged
