"""What the models of the COMET family have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.core.errors import InputError
from qa.models.comet import heads, plan
from qa.models.comet.pieces import Cutter
from qa.models.comet.runner import Runner
from qa.models.comet.spans import ErrorSpan
from qa.models.comet.weights import Weights

if TYPE_CHECKING:
    from torch import Tensor

_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Texts:
    """A translation, and what the model reads beside it: the source, a reference or both."""

    target: str
    source: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """The score of a translation, and the spans that the model marks in it as errors."""

    score: float
    spans: tuple[ErrorSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """Where and how a model runs.

    `device` is a name that torch knows (`cpu`, `cuda`, `mps`) or `auto`, `dtype` float32, bfloat16 or float16; `budget`
    is how many pieces a batch may have, padding included.
    """

    device: str = "auto"
    dtype: str = "float32"
    budget: int = 2048


class Model:
    """A model, ready to judge.

    `most` is how many pieces a sequence may have, the special ones among them.
    """

    def __init__(self, folder: str, weights: Weights, setup: Setup) -> None:
        where = plan.tokenizer_folder(folder)
        if where is None:
            raise InputError(f"{folder}: the tokenizer of its encoder is not here")
        self.plan = weights.plan
        self.cutter = Cutter(where)
        self.runner = Runner(weights, setup.budget)
        self.most: int = weights.encoder.config.max_position_embeddings - 2
        self._head = weights.of("estimator.")
        self._known: dict[Texts, Opinion] = {}

    def opinions(self, texts: Sequence[Texts]) -> list[Opinion]:
        """Return the opinion on each text; what was judged before is remembered."""
        new = [item for item in dict.fromkeys(texts) if item not in self._known]
        if len(self._known) + len(new) > _KEPT:
            self._known = {item: self._known[item] for item in texts if item in self._known}
        self._known.update(zip(new, self.judged(new), strict=True))
        return [self._known[item] for item in texts]

    def judged(self, texts: Sequence[Texts]) -> list[Opinion]:
        """Judge each text anew."""
        raise NotImplementedError(f"{type(self).__name__} defines no judged()")

    def scored(self, features: Tensor) -> NDArray[np.float32]:
        """Return the score of each row of features."""
        found = heads.scored(features, self._head, self.plan.activation, self.plan.final_activation)
        return found.float().cpu().numpy()
