"""What the encoder makes of whole sentences: vectors that are alike where sentences say the same in any language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from qa.models import e5_file
from qa.models.encoder import Encoder
from qa.models.graph import Floats
from qa.models.pieces import cut
from qa.models.token_states import threads

_WINDOW = 500
_ASKED = "query: "
"""What multilingual-e5 was trained to see before a text that is compared with its like (Wang et al. 2024)."""


def sentence_sums(texts: Sequence[str]) -> Floats:
    """Return the sum of the last states of each text's pieces, shape (texts, hidden); a long text is read in windows.

    Sums can be added: that of two sentences stands for both together.

    Raises:
        MissingExtraError: the extra `estimate` is not installed.
    """
    encoder, start, end = _load()
    pieces = [found.ids for found in cut([_ASKED + text for text in texts])]
    windows = [
        (row, ids[first : first + _WINDOW]) for row, ids in enumerate(pieces) for first in range(0, len(ids), _WINDOW)
    ]
    states = encoder.encode([np.concatenate(([start], ids, [end])) for _, ids in windows])
    sums = np.zeros((len(texts), e5_file.load().sizes.hidden), dtype=np.float32)
    for (row, _), state in zip(windows, states, strict=True):
        sums[row] += state[1:-1].sum(axis=0)
    return sums


@cache
def _load() -> tuple[Encoder, int, int]:
    """Return the encoder with all its layers, and the numbers of the pieces that stand around a text."""
    file = e5_file.load()
    return Encoder(file, file.sizes.layers, threads()), file.vocabulary.start, file.vocabulary.end
