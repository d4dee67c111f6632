"""The errors that a COMET model marks: from the probabilities of tags to spans, and to a score after MQM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_PENALTIES = {"minor": 1, "major": 5, "critical": 10}
_MOST = 25


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """A stretch of the translation, in code points, that the model marks as an error.

    `severity` is the model's own word, `confidence` the mean probability of the tags of its pieces. A span of special
    pieces alone is empty: it counts for the score.
    """

    start: int
    end: int
    severity: str
    confidence: float


def spans_of(chances: NDArray[np.float32], places: Sequence[tuple[int, int]], labels: Sequence[str]) -> list[ErrorSpan]:
    """Return the runs of pieces whose likeliest tag is an error.

    `chances` has the shape (pieces, 1 + labels), the first for no error; `places` are those of the pieces, the special
    ones among them empty. As in unbabel-comet, a run takes its severity from its first piece, and one that does not end
    before the last piece, which is no part of the text, is no error.
    """
    best = chances.argmax(axis=1)
    found: list[ErrorSpan] = []
    run: list[int] = []
    for piece, label in enumerate(best):
        if label:
            run.append(piece)
        elif run:
            real = [places[one] for one in run if places[one][0] < places[one][1]] or [(0, 0)]
            sure = float(np.mean(chances[run].max(axis=1)))
            found.append(ErrorSpan(real[0][0], real[-1][1], labels[best[run[0]] - 1], sure))
            run = []
    return found


def mqm(spans: Sequence[ErrorSpan]) -> float:
    """Return 1 less the penalty of the spans (minor 1, major 5, critical 10, together at most 25) over 25."""
    return 1 - min(_MOST, sum(_PENALTIES.get(span.severity, 0) for span in spans)) / _MOST
