"""Settles, after the training, how much the similarity and the reading count, on groups that were kept back.

python -m benchmarks.train.estimator.settle --groups CHECKPOINTS/groups.pickle CHECKPOINT OUT

In each mode: of the mixtures that order the translations of one source (nearly) best the one with the least of the
reading, then its slope and base by least squares on minus the logarithm of one plus the penalty.
"""

from __future__ import annotations

import argparse
import pickle
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from benchmarks.train.estimator.batches import is_held_out
from benchmarks.train.estimator.data import Group
from benchmarks.train.estimator.measure import load, within
from benchmarks.train.estimator.network import MODES, Encoder, Estimator, encode, pick

_SHARES = np.linspace(0, 1, 21)
_LONGEST = 120
_TOLERANCE = 0.005


def judged(encoder: Encoder, model: Estimator, groups: list[Group], mode: str) -> np.ndarray:
    """Return a row for each translation: its group, minus its penalty, the score, what the reading adds, difficulty."""
    found = []
    for number, group in enumerate(groups):
        texts = [group.source, *group.references[:1], *(target.ids for target in group.targets)]
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            view = model.view(*encode(encoder, texts))
            first = len(texts) - len(group.targets)
            size = range(len(group.targets))
            others = {
                "reference": pick(view, [1 for _ in size]) if mode != "source" else None,
                "source": pick(view, [0 for _ in size]) if mode != "reference" else None,
            }
            said = model(pick(view, [first + at for at in size]), {name: one for name, one in others.items() if one})
            hard = model.difficulty(pick(view, [0 for _ in size]))
        for at, target in enumerate(group.targets):
            values = (said.score[at].item(), said.read[at].item(), hard[at].item())
            found.append((number, -(target.penalty or 0.0), *values))
    return np.array(found)


def order(rows: np.ndarray, values: np.ndarray) -> float:
    """Return the share of pairs of one source that the values order as people do."""
    groups: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row, value in zip(rows, values, strict=True):
        groups[str(row[0])].append((row[1], value))
    return within(groups)


def settle(model: Estimator, rows: np.ndarray, mode: str) -> str:
    """Set the mode's slope and reading, and say how well they do."""
    number = MODES.index(mode)
    score, read, hard = rows[:, 2], rows[:, 3], rows[:, 4]
    even = [(1 - share) * score / score.std() + share * read / read.std() for share in _SHARES]
    orders = [order(rows, values) for values in even]
    best = next(at for at, value in enumerate(orders) if value >= max(orders) - _TOLERANCE)
    wanted = -np.log1p(-rows[:, 1]) - hard
    scale, base = np.linalg.lstsq(np.stack((even[best], np.ones(len(rows))), 1), wanted, rcond=None)[0]
    scale = max(float(scale), 0.05)
    slope = max(scale * (1 - _SHARES[best]) / score.std(), 1e-3)
    with torch.no_grad():
        model.slope[number] = float(np.log(np.expm1(slope)))
        model.share[number] = min(1.0, scale * _SHARES[best] / read.std())
        model.base[number] = float(base)
    return f"{mode}: reading's share {_SHARES[best]:.2f}, order {orders[best]:.3f}, alone " + ", ".join(
        f"{name} {order(rows, values):.3f}" for name, values in (("similarity", score), ("reading", read))
    )


def main() -> None:
    """Settle all modes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=Path, required=True)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    encoder, model = load(options.checkpoint)
    kept = [
        group
        for group in pickle.loads(options.groups.read_bytes())
        if group.kind == "mqm" and is_held_out(group.source) and len(group.targets) > 1 and group.references
        and len(group.source) < _LONGEST
    ]  # fmt: skip
    for mode in MODES:
        print(settle(model, judged(encoder, model, kept, mode), mode), flush=True)
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
