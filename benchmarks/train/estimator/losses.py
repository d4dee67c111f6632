"""What the training makes small: wrong order of translations, wrong scores, wrong tokens."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.train.estimator.batches import NOTHING, Batch, Row
from benchmarks.train.estimator.network import Estimator, Judged, View, pick
from benchmarks.train.estimator.planted import GAP

WEIGHTS = {"rank": 1.5, "spoiled": 0.4, "regress": 0.7, "tokens": 1.2, "gaps": 0.6, "edits": 0.1, "lost": 0.2}


def ranking(difference: Tensor, weight: Tensor) -> Tensor:
    """Return the logistic loss of differences that should be positive."""
    return (functional.softplus(-difference) * weight).sum() / weight.sum().clamp(min=1.0)


def losses(model: Estimator, batch: Batch, view: View, modes: tuple[str, ...]) -> dict[str, Tensor]:
    """Return the parts of the loss, summed over the modes."""
    total: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
    for wanted, rows in (
        (tuple(mode for mode in modes if mode != "source"), [row for row in batch.rows if row.reference >= 0]),
        (tuple(mode for mode in modes if mode == "source"), batch.rows),
    ):
        if not wanted or not rows:
            continue
        source = pick(view, [row.source for row in rows])
        reference = pick(view, [row.reference for row in rows]) if "source" not in wanted else None
        with torch.autocast("cpu", torch.bfloat16):
            judged = model(pick(view, [row.own for row in rows]), reference, source, wanted)
            hard = model.difficulty(source).float()
        place = {id(row): number for number, row in enumerate(rows)}
        parents = [place.get(id(batch.rows[row.parent])) if row.parent >= 0 else None for row in rows]
        for mode in wanted:
            _add_scores(total, model, judged[mode], hard, rows, parents, mode)
            _add_tokens(total, judged[mode], rows, mode)
    return total


def _add_scores(
    total: dict[str, Tensor],
    model: Estimator,
    judged: Judged,
    hard: Tensor,
    rows: list[Row],
    parents: list[int | None],
    mode: str,
) -> None:
    score, level = judged.score, model.level(judged, hard, mode)
    heat = functional.softplus(model.heat) * 2
    pools = torch.tensor([row.pool for row in rows])
    worth = torch.tensor([row.worth for row in rows])
    kind = rows[0].kind
    same = (pools[:, None] == pools[None, :]) & (pools[:, None] > -2)
    better = same & (worth[:, None] > worth[None, :] + (0.3 if kind == "da" else 1e-6))
    full = score + hard if kind == "da" else score
    first, second = better.nonzero(as_tuple=True)
    if len(first):
        gap = (worth[first] - worth[second]).clamp(max=4.0) / 4 + 0.25
        total["rank"] = total["rank"] + ranking(heat * (full[first] - full[second]), gap)
    children = [(number, parent) for number, parent in enumerate(parents) if parent is not None]
    if children:
        low = torch.tensor([number for number, _ in children])
        high = torch.tensor([parent for _, parent in children])
        sign = torch.tensor([-1.0 if rows[number].kind == "edited" else 1.0 for number, _ in children])
        total["spoiled"] = total["spoiled"] + ranking(
            heat * sign * (score[high] - score[low]), torch.ones(len(children))
        )
    known = torch.tensor([row.kind == "mqm" or row.worth == NOTHING for row in rows])
    if known.any():
        wanted = -torch.log1p(-worth[known])
        total["regress"] = total["regress"] + functional.smooth_l1_loss(level[known], wanted, beta=0.5)


def _add_tokens(total: dict[str, Tensor], judged: Judged, rows: list[Row], mode: str) -> None:
    shape = judged.severities.shape[:2]
    grave, gaps, edits = _labels(rows, shape)
    if (grave >= 0).any():
        weight = torch.tensor([1.0, 1.5, 2.0, 2.0])
        total["tokens"] = total["tokens"] + functional.cross_entropy(
            judged.severities.flatten(0, 1), grave.flatten(), ignore_index=-1, weight=weight
        )
    if (gaps >= 0).any():
        chosen = gaps >= 0
        total["gaps"] = total["gaps"] + functional.binary_cross_entropy_with_logits(
            judged.gaps[chosen], gaps[chosen], pos_weight=torch.tensor(4.0)
        )
    if (edits >= 0).any():
        chosen = edits >= 0
        total["edits"] = total["edits"] + functional.binary_cross_entropy_with_logits(
            judged.edits[chosen], edits[chosen]
        )
    if mode == "source" and judged.lost is not None:
        _add_lost(total, judged.lost, rows)


def _add_lost(total: dict[str, Tensor], lost: Tensor, rows: list[Row]) -> None:
    wanted = torch.full(lost.shape, -1.0)
    for number, row in enumerate(rows):
        if row.target.lost is not None:
            wanted[number, : len(row.target.lost)] = torch.from_numpy(row.target.lost > 0).float()
    chosen = wanted >= 0
    if chosen.any():
        total["lost"] = functional.binary_cross_entropy_with_logits(
            lost[chosen], wanted[chosen], pos_weight=torch.tensor(4.0)
        )


def _labels(rows: list[Row], shape: torch.Size) -> tuple[Tensor, Tensor, Tensor]:
    """Return what is known of the tokens: severities, gaps before them, edits; -1 where nothing is known."""
    grave = torch.full(shape, -1, dtype=torch.long)
    gaps = torch.full(shape, -1.0)
    edits = torch.full(shape, -1.0)
    for number, row in enumerate(rows):
        known = row.target.severities
        if known is not None:
            label = torch.from_numpy(known.astype(np.int64))
            if row.parent >= 0:
                gaps[number, : len(label)] = (label == GAP).float()
                label = torch.where(label == GAP, 0, label)
            if row.kind == "worse":
                label = torch.where(label > 0, label, -1)
            elif row.parent < 0 and row.worth == 0:
                gaps[number, : len(label)] = 0.0
            grave[number, : len(label)] = label
        if row.target.edits is not None:
            edits[number, : len(row.target.edits)] = torch.from_numpy(row.target.edits > 0).float()
    return grave, gaps, edits
