"""Agreement of a checkpoint with people on the development data, beside baselines.

These are chrF2++, BERTScore (F1 without weights, by the encoder's layer 8 as it was published) and minus the length.

python -m benchmarks.train.estimator.measure --shared ../shared --checkpoint CHECKPOINT [--sources 60]

Prints, for each data set, language pair and mode: accuracy within a source, and Kendall tau-b over all segments.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sacrebleu.metrics import CHRF
from scipy.stats import kendalltau
from torch.nn import functional

from benchmarks.train.estimator.data import Inventory, rows
from benchmarks.train.estimator.network import MODES, Encoder, Estimator, View, encode, pick
from qa.models import e5_file


def within(groups: dict[str, list[tuple[float, float]]]) -> float:
    """Return the share of pairs of one source that are ordered as people order them, averaged over the sources."""
    shares = []
    for members in groups.values():
        hits = [
            0.5 if a[1] == b[1] else float((a[0] > b[0]) == (a[1] > b[1]))
            for index, a in enumerate(members)
            for b in members[:index]
            if a[0] != b[0]
        ]
        if hits:
            shares.append(sum(hits) / len(hits))
    return sum(shares) / len(shares) if shares else math.nan


def scored(
    encoder: Encoder, model: Estimator, chosen: list[dict[str, Any]], inventory: Inventory
) -> dict[str, np.ndarray]:
    """Return the baselines, and for each mode the similarity alone, the worth, with `+` also the difficulty."""
    found: dict[str, list[float]] = defaultdict(list)
    with torch.inference_mode():
        for start in range(0, len(chosen), 40):
            triples = [
                (row["mt"], next(iter(row["references"].values())), row["source"]) for row in chosen[start : start + 40]
            ]
            own, reference, source = viewed(encoder, model, triples, inventory)
            recall, precision = covered(own, reference), covered(reference, own)
            found["bertscore"] += (2 * precision * recall / (precision + recall)).tolist()
            with torch.autocast("cpu", torch.bfloat16):
                hard = model.difficulty(source).float()
            for mode in MODES:
                others = {"reference": reference, "source": source}
                others = others if mode == "both" else {mode: others[mode]}
                with torch.autocast("cpu", torch.bfloat16):
                    judged = model(own, others)
                worth = model.worth(judged, mode)
                found[f"{mode} similarity"] += judged.score.tolist()
                found[mode] += worth.tolist()
                found[f"{mode}+"] += (worth + hard).tolist()
    chrf = CHRF(word_order=2)
    found["chrf"] = [chrf.sentence_score(row["mt"], [next(iter(row["references"].values()))]).score for row in chosen]
    found["-length"] = [-len(row["mt"]) for row in chosen]
    return {name: np.array(values) for name, values in found.items()}


def covered(own: View, other: View) -> torch.Tensor:
    """Return how much of the other text a text has: the mean best cosine of its tokens by the plain states (texts,)."""
    here, there = (functional.normalize(view.plain.float(), dim=-1) for view in (own, other))
    best = (there @ here.transpose(1, 2)).masked_fill(~own.mask[:, None, :], -1).max(-1).values
    return (best * other.mask).sum(1) / other.mask.sum(1)


def viewed(
    encoder: Encoder, model: Estimator, triples: list[tuple[str, str, str]], inventory: Inventory
) -> tuple[View, View, View]:
    """Return the texts of translation, reference and source, encoded; each text once."""
    texts = list(dict.fromkeys(text for triple in triples for text in triple))
    places = {text: number for number, text in enumerate(texts)}
    states, mask = encode(encoder, [inventory.ids(text) for text in texts])
    view = model.view(states, mask)
    own, reference, source = (pick(view, [places[text] for text in column]) for column in zip(*triples, strict=True))
    return own, reference, source


def load(path: Path | None) -> tuple[Encoder, Estimator]:
    """Return the encoder and the judge, as trained or (without a checkpoint) as they start."""
    file = e5_file.load()
    encoder, model = Encoder(file), Estimator(file)
    if path is not None:
        model.load_state_dict(torch.load(path, weights_only=True))
    return encoder.eval(), model.eval()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--sources", type=int, default=60)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder, model = load(options.checkpoint)
    totals: dict[str, list[float]] = defaultdict(list)
    for name in ("wmt20_21_mqm_avg", "wmt21_ted_mqm", "bio_mqm"):
        sets: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for row in rows(options.shared / "data" / "dev" / f"{name}.jsonl.gz"):
            human = row["system"].lower().startswith(("ref", "human"))
            if row.get("mt") and row.get("references") and not human:
                sets[row["lp"]][row["source"]].append(row)
        for pair, sources in sorted(sets.items()):
            names = random.Random(5).sample(
                sorted(sources), min(len(sources), options.sources if name != "bio_mqm" else options.sources // 4)
            )
            chosen = [row for source in names for row in sources[source]]
            inventory = Inventory()
            inventory.add([text for row in chosen for text in (row["mt"], row["source"], *row["references"].values())])
            human = np.array([next(iter(row["scores"].values())) for row in chosen])
            told = []
            for mode, values in scored(encoder, model, chosen, inventory).items():
                groups: dict[str, list[tuple[float, float]]] = defaultdict(list)
                for row, one, value in zip(chosen, human, values, strict=True):
                    groups[row["source"]].append((one, value))
                inside, tau = within(groups), kendalltau(human, values).statistic
                totals[f"{name} {mode}"].append(inside)
                totals[f"{name} {mode} tau"].append(tau)
                told.append(f"{mode} {inside:.3f} {tau:.3f}")
            print(f"{name} {pair} {len(chosen)}: " + " | ".join(told), flush=True)
    for name, values in totals.items():
        print(f"{name}: {np.nanmean(values):.3f}")


if __name__ == "__main__":
    main()
