from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from qa.checks.disfluent import Disfluent
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.models import language_models
from qa.models.surprise import Surprises

TEXT = "all of the children are playing of the garden"
START = TEXT.rindex("of")


class Surprised:
    """Is surprised by one word in a measure."""

    def __init__(self, nats: float) -> None:
        self.nats = nats

    def surprises(self, texts: Sequence[str]) -> list[Surprises]:
        starts = [0, START, START + len("of")]
        return [Surprises(np.array(starts), np.array([*starts[1:], len(TEXT)]), np.array([0.0, self.nats, 0.0]))]


# Of 40 English words one is "of".
@pytest.mark.parametrize(
    ("nats", "references", "confidence"),
    [
        (7.0, [], [0.2]),
        (8.5, [], [0.35]),
        (7.0, ["They play."], [0.45]),
        (8.5, ["They play."], [0.55]),
        (8.5, ["A game of cards."], []),
        (6.5, ["They play."], []),
    ],
)
def test_strong_spikes_where_a_reference_lacks_the_word_are_the_surest(
    nats: float, references: list[str], confidence: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_models, "load", lambda kind, path: Surprised(nats))
    segment = Segment("1", Passage(TEXT), references=tuple(map(Passage, references)), target_lang="en")
    found = list(Disfluent("model", "causal-lm").check(segment))
    assert [finding.confidence for finding in found] == confidence
    assert [TEXT[finding.span.start : finding.span.end] for finding in found] == ["of"] * len(confidence)
