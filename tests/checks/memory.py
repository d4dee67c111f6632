"""A language model for the cases of checks that take one: it expects what it has read here, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from qa.lang.words import folded_words, words
from qa.models.surprise import Surprises

READ = (
    "All of the children are playing in the garden behind the house.",
    "She has lived in this city for ten years and works as a teacher.",
    "Wir haben das schon lange nicht gewusst und sind hier geblieben.",
    "Мы давно не были у них, и они не были у нас.",
    "我们不知道商店已经关门了。",
)
_EXPECTED, _STRANGE = 1.0, 20.0


class Memory:
    """Is surprised by each word that it has not read after the word before, if it knows that one."""

    def __init__(self) -> None:
        read = [folded_words(text, "und") for text in READ]
        self._known = {word for text in read for word in text}
        self._pairs = {pair for text in read for pair in pairwise(text)}

    def surprises(self, texts: Sequence[str]) -> list[Surprises]:
        return [self._surprises(text) for text in texts]

    def _surprises(self, text: str) -> Surprises:
        places, folded = words(text, "und"), ("", *folded_words(text, "und"))
        strange = [one in self._known and (one, other) not in self._pairs for one, other in pairwise(folded)]
        return Surprises(
            np.array([word.start for word in places]),
            np.array([word.end for word in places]),
            np.where(strange, _STRANGE, _EXPECTED),
        )
