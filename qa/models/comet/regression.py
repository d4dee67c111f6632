"""Models that encode each text on its own and compare the vectors: COMET-22, and CometKiwi without a reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.models.comet import heads
from qa.models.comet.model import Model, Opinion, Texts
from qa.models.comet.plan import REGRESSION

if TYPE_CHECKING:
    from torch import Tensor


class Regression(Model):
    """A model that compares the vectors of translation, source and perhaps reference."""

    def judged(self, texts: Sequence[Texts]) -> list[Opinion]:
        """Judge each text anew; one that is missing is empty."""
        import torch

        if not texts:
            return []
        beside = ("source", "reference") if self.plan.kind == REGRESSION else ("source",)
        rows = [[item.target, *(getattr(item, name) or "" for name in beside)] for item in texts]
        everything = list(dict.fromkeys(text for row in rows for text in row))
        vectors = self._vectors(everything)
        places = {text: number for number, text in enumerate(everything)}
        with torch.inference_mode():
            columns = [vectors[[places[row[column]] for row in rows]] for column in range(len(rows[0]))]
            return [Opinion(float(score)) for score in self.scored(_features(columns))]

    def _vectors(self, texts: Sequence[str]) -> Tensor:
        """Return the vectors of texts, shape (texts, hidden); that of a long text is made of its windows'."""
        import torch

        windows: list[list[int]] = []
        owners: list[list[int]] = []
        for own in self.cutter.cut(texts):
            count = max(1, -(-len(own.ids) // self._room))
            owners.append(list(range(len(windows), len(windows) + count)))
            windows += [[self.cutter.start, *own.part(one, count).ids, self.cutter.end] for one in range(count)]
        found: dict[int, Tensor] = {}
        with torch.inference_mode():
            for states in self.runner.run(windows):
                rows = heads.pooled(states.score, states.last, states.mask, self.plan.pool)
                found.update(zip(states.numbers, rows, strict=True))
            return torch.stack(
                [self._joined([found[one] for one in own], [len(windows[one]) for one in own]) for own in owners]
            )

    @property
    def _room(self) -> int:
        """How many pieces a window may have: as in unbabel-comet two fewer than could be, and two are special."""
        return self.most - 4

    def _joined(self, vectors: Sequence[Tensor], lengths: Sequence[int]) -> Tensor:
        """Return the vector of a text from those of its windows: the maximum, or the mean by their lengths."""
        import torch

        if len(vectors) == 1:
            return vectors[0]
        stacked = torch.stack(list(vectors))
        if self.plan.pool == "max":
            return stacked.amax(0)
        shares = torch.tensor(lengths, dtype=stacked.dtype, device=stacked.device) / sum(lengths)
        return (stacked * shares[:, None]).sum(0)


def _features(columns: Sequence[Tensor]) -> Tensor:
    """Return what the network scores, from the vectors of translation, source and perhaps reference."""
    import torch

    target, source = columns[:2]
    if len(columns) == 2:
        return torch.cat((target, source, target * source, (target - source).abs()), dim=1)
    reference = columns[2]
    by_reference = (target * reference, (target - reference).abs())
    by_source = (target * source, (target - source).abs())
    return torch.cat((target, reference, *by_reference, *by_source), dim=1)
