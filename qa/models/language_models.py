"""Language models of the user's own, and their surprise on the scale of the embedded fluency.

Models differ in how much they know of a language. So each is measured first on a yardstick, six plain sentences that
say the same in each language (`qa/models/yardstick.tsv`). From their mean surprise by character that of ordinary
sentences is told, which is about 1.3 times as high. Surprise by character, not by piece or by sentence, told good
sentences from spoiled ones best, since neither many rare pieces nor a missing word then mislead.

The embedded model has its say too, where there is one of the language: it knows capitals, lost spaces, endings, and
languages of which the other has read little.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np

from qa.models import gguf
from qa.models.ngrams import language_model
from qa.models.surprise import Floats, Surprised

KINDS = ("causal-lm", "masked-lm")
# The surprise by character of ordinary sentences as a share of that of plain ones, and one standard deviation of it:
# means of 38 languages with Gemma 3 270M.
_ORDINARY, _SPREAD = 1.29, 0.37
# What the two models count for, so that the sum varies by one standard deviation again. Chosen, as those above, on 259
# sentences in 39 languages, and their spoiled versions, that no benchmark measures.
_OWN, _EMBEDDED = 0.87, 0.22
_KEPT = 2


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
    plain = surprise_of_plain(kind, path, yardstick_tag(language))
    own = (_ORDINARY * lengths - sums / plain) / _SPREAD
    model = language_model(language)
    return own if model is None else _OWN * own + _EMBEDDED * model.naturalness(texts)[0], lengths


@lru_cache(maxsize=256)
def surprise_of_plain(kind: str, path: str, tag: str) -> float:
    """Return the mean surprise by character of a model at the yardstick of a language."""
    sums, lengths = _measured(load(kind, path), yardsticks()[tag])
    return float((sums / lengths).mean())


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
