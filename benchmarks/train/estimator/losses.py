"""What the training makes small: wrong order of translations, wrong scores, wrong tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.train.estimator.batches import NOTHING, Batch, Row
from benchmarks.train.estimator.network import ALONE, Estimator, Judged, View, pick
from benchmarks.train.estimator.planted import GAP

WEIGHTS = {
    "rank": 1.0,
    "order": 1.0,
    "spoiled": 0.4,
    "regress": 0.5,
    "tokens": 1.0,
    "planted": 0.6,
    "gaps": 1.0,
    "edits": 0.1,
    "lost": 1.0,
    "natural": 1.0,
}
_GRAVE = torch.tensor([1.0, 1.5, 2.0, 2.0])
_RARE = torch.tensor(4.0)


def ranking(difference: Tensor, weight: Tensor) -> Tensor:
    """Return the logistic loss of differences that should be positive."""
    return (functional.softplus(-difference) * weight).sum() / weight.sum().clamp(min=1.0)


def losses(model: Estimator, batch: Batch, view: View, mode: str) -> dict[str, Tensor]:
    """Return the parts of the loss in one mode."""
    if mode == ALONE:
        return _alone(model, batch, view)
    total: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
    rows = [row for row in batch.rows if mode == "source" or row.reference >= 0]
    source = pick(view, [row.source for row in rows])
    others = {} if mode == "source" else {"reference": pick(view, [row.reference for row in rows])}
    if mode != "reference":
        others["source"] = source
    with torch.autocast("cpu", torch.bfloat16):
        judged = model(pick(view, [row.own for row in rows]), others)
        hard = model.difficulty(source).float()
    _add_scores(total, model, judged, hard, rows, _parents(batch, rows), mode)
    _add_tokens(total, judged, rows)
    return total


def _alone(model: Estimator, batch: Batch, view: View) -> dict[str, Tensor]:
    """Return the parts of the loss where a text is read without any other."""
    total: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
    rows = [row for row in batch.rows if row.worth != NOTHING]
    with torch.autocast("cpu", torch.bfloat16):
        judged = model(pick(view, [row.own for row in rows]), {})
    first, second = _ordered(rows, 1e-6)
    if rows[0].kind == "mqm" and len(first):
        total["order"] = ranking(judged.read[first] - judged.read[second], torch.ones(len(first)))
    children = [(row, parent) for row, parent in enumerate(_parents(batch, rows)) if parent is not None]
    if children:
        worse, better = torch.tensor(children).T
        edited = torch.tensor([rows[row].kind == "edited" for row, _ in children])
        sign = torch.where(edited, -1.0, 1.0)
        total["natural"] = ranking(sign * (judged.read[better] - judged.read[worse]), torch.ones(len(sign)))
    plain = torch.tensor([float(row.kind == "human") for row in rows])
    if plain.any():
        told = functional.binary_cross_entropy_with_logits(judged.read, plain)
        total["natural"] = total["natural"] + 0.5 * told
    _add_tokens(total, judged, rows)
    return total


def _parents(batch: Batch, rows: list[Row]) -> list[int | None]:
    """Return for each row the place of the one that it was made of, None for those that people made."""
    place = {id(row): number for number, row in enumerate(rows)}
    return [place.get(id(batch.rows[row.parent])) if row.parent >= 0 else None for row in rows]


def _ordered(rows: list[Row], least: float) -> tuple[Tensor, ...]:
    """Return the pairs of translations that are compared, the better one first."""
    human = torch.tensor([row.worth for row in rows])
    pools = torch.tensor([row.pool for row in rows])
    same = (pools[:, None] == pools[None, :]) & (pools[:, None] > -2)
    return (same & (human[:, None] > human[None, :] + least)).nonzero(as_tuple=True)


def _add_scores(
    total: dict[str, Tensor],
    model: Estimator,
    judged: Judged,
    hard: Tensor,
    rows: list[Row],
    parents: list[int | None],
    mode: str,
) -> None:
    """Add the losses of order: of the similarity, and of the worth that the reading makes of it."""
    worth = model.worth(judged, mode)
    heat = functional.softplus(model.heat) * 2
    human = torch.tensor([row.worth for row in rows])
    assessed = rows[0].kind == "da"
    first, second = _ordered(rows, 0.3 if assessed else 1e-6)
    if len(first):
        gap = (human[first] - human[second]).clamp(max=4.0) / 4 + 0.25
        add = hard if assessed else torch.zeros(len(rows))
        for name, values, hot in (("rank", judged.score + add, heat[0]), ("order", worth + add, heat[1])):
            total[name] = ranking(hot * (values[first] - values[second]), gap)
    children = [(number, parent) for number, parent in enumerate(parents) if parent is not None]
    if children:
        low, high = (torch.tensor(column) for column in zip(*children, strict=True))
        sign = torch.tensor([-1.0 if rows[number].kind == "edited" else 1.0 for number, _ in children])
        for values, hot in ((judged.score, heat[2]), (worth, heat[3])):
            total["spoiled"] = total["spoiled"] + ranking(hot * sign * (values[high] - values[low]), sign.abs())
    known = torch.tensor([row.kind == "mqm" or row.worth == NOTHING for row in rows])
    if known.any():
        wanted = -torch.log1p(-human[known])
        total["regress"] = functional.smooth_l1_loss((worth + hard)[known], wanted, beta=0.5)


def _add_tokens(total: dict[str, Tensor], judged: Judged, rows: list[Row]) -> None:
    shape = judged.severities.shape[:2]
    grave = _filled(rows, shape, _severities).long()
    planted = torch.tensor([row.parent >= 0 for row in rows])
    for name, which in (("tokens", ~planted), ("planted", planted)):
        if (grave[which] >= 0).any():
            total[name] = functional.cross_entropy(
                judged.severities[which].flatten(0, 1), grave[which].flatten(), ignore_index=-1, weight=_GRAVE
            )
    total["gaps"] = _binary(judged.gaps, _filled(rows, shape, _gaps), _RARE)
    total["edits"] = _binary(judged.edits, _filled(rows, shape, lambda row: row.target.edits), None)
    for name, label in (("source", _lost), ("reference", _missing)):
        if name in judged.lost:
            said = judged.lost[name]
            total["lost"] = total["lost"] + _binary(said, _filled(rows, said.shape, label), _RARE)


def _binary(said: Tensor, wanted: Tensor, weight: Tensor | None) -> Tensor:
    """Return the cross entropy where something is known; `wanted` is -1 where nothing is."""
    chosen = wanted >= 0
    if not chosen.any():
        return torch.zeros(())
    return functional.binary_cross_entropy_with_logits(said[chosen], wanted[chosen].clamp(max=1.0), pos_weight=weight)


def _filled(rows: list[Row], shape: torch.Size, label: Callable[[Row], np.ndarray | None]) -> Tensor:
    """Return the rows' labels in one array of the shape, -1 where there are none."""
    found = torch.full(shape, -1.0)
    for number, row in enumerate(rows):
        known = label(row)
        if known is not None:
            found[number, : len(known)] = torch.from_numpy(known.astype(np.float32))
    return found


def _is_right(row: Row) -> bool:
    """Say whether people found no error in the translation, or wrote it themselves."""
    return row.parent < 0 and row.worth == 0 and row.kind in ("mqm", "human")


def _severities(row: Row) -> np.ndarray | None:
    known = row.target.severities
    if known is None:
        return np.zeros(len(row.target.ids), dtype=np.int8) if _is_right(row) else None
    known = np.where(known == GAP, 0, known)
    return np.where(known > 0, known, -1) if row.kind == "worse" else known


def _gaps(row: Row) -> np.ndarray | None:
    known = row.target.severities
    if row.parent >= 0 and known is not None:
        return known == GAP
    return np.zeros(len(row.target.ids), dtype=np.int8) if _is_right(row) else None


def _missing(row: Row) -> np.ndarray | None:
    if row.target.missing is None and _is_right(row):
        return np.zeros(row.beside, dtype=np.int8)
    return row.target.missing


def _lost(row: Row) -> np.ndarray | None:
    return row.target.lost
