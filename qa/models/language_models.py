"""Language models of the user's own, and their surprise on the scale of the embedded fluency.

Models differ in how much they know of a language. So each is measured first on a yardstick, six plain sentences that
say the same in each language (`qa/models/yardstick.tsv`): their mean surprise by character is what plain sentences
have, and gets the naturalness that the embedded model finds in them. Surprise by character, not by piece or by
sentence, told good sentences from spoiled ones best, since neither many rare pieces nor a missing word then mislead.

The embedded model has its say too, where there is one of the language: it knows capitals, lost spaces, endings, and
languages of which the other has read little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np

from qa.models import gguf
from qa.models.ngrams import language_model
from qa.models.surprise import Floats, Surprised

KINDS = ("causal-lm", "masked-lm")
# One standard deviation of the surprise by character of ordinary sentences, as a share of that of plain ones: the mean
# of 13 languages with Gemma 3 270M (.14 to .37).
_SPREAD = 0.25
# What the two models count for; the sum of both again varies by about one standard deviation. Chosen on 259 sentences
# in 39 languages, and their spoiled versions, that no benchmark measures.
_OWN, _EMBEDDED = 0.8, 0.3
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """The surprise by character of plain sentences of a language, and their naturalness by the embedded model."""

    plain: float
    naturalness: float

    def naturalness_of(self, surprise: Floats, lengths: Floats, embedded: Floats | None) -> Floats:
        """Return the naturalness of texts times their lengths, in standard deviations; 0 is that of ordinary text.

        `embedded` is that which the embedded model finds, times the lengths too; None where there is no such model.
        """
        own = (self.plain * lengths - surprise) / (_SPREAD * self.plain)
        plain = self.naturalness * lengths
        return plain + own if embedded is None else plain + _OWN * own + _EMBEDDED * (embedded - plain)


@lru_cache(maxsize=_KEPT)
def load(kind: str, path: str) -> Surprised:
    """Return the model of a kind in a folder or a GGUF file.

    Raises:
        InputError: there is no such model.
    """
    from qa.models.causal import CausalModel
    from qa.models.masked import MaskedModel

    file = gguf.file_of(Path(path))
    folder = path if file is None else str(gguf.unpacked(file))
    return CausalModel(folder) if kind == "causal-lm" else MaskedModel(folder)


def naturalness(kind: str, path: str, language: str, texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Return for each text the sum of its naturalness, and its characters and one, as the embedded model does."""
    sums, lengths = _measured(load(kind, path), texts)
    model = language_model(language)
    embedded = None if model is None else model.naturalness(texts)[0]
    return scale(kind, path, yardstick_tag(language)).naturalness_of(sums, lengths, embedded), lengths


@lru_cache(maxsize=256)
def scale(kind: str, path: str, tag: str) -> Scale:
    """Return what a model makes of the yardstick of a language."""
    plain = yardsticks()[tag]
    sums, lengths = _measured(load(kind, path), plain)
    embedded = language_model(tag)
    if embedded is None:
        return Scale(float((sums / lengths).mean()), 0.0)
    found, characters = embedded.naturalness(plain)
    return Scale(float((sums / lengths).mean()), float((found / characters).mean()))


def _measured(model: Surprised, texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the surprise at each text, and its characters and one."""
    sums = np.array([one.nats.sum() for one in model.surprises(texts)])
    return sums, np.array([len(text) + 1.0 for text in texts])


def yardstick_tag(language: str) -> str:
    """Return the tag under which there is a yardstick for a language; empty where there is none."""
    name = language.replace("_", "-")
    while name and name not in yardsticks():
        name = name.rpartition("-")[0]
    return name


@lru_cache(maxsize=1)
def yardsticks() -> dict[str, tuple[str, ...]]:
    """Return the plain sentences of each language."""
    lines = resources.files("qa.models").joinpath("yardstick.tsv").read_text("utf-8").splitlines()
    return {tag: tuple(plain) for tag, *plain in (line.split("\t") for line in lines)}
