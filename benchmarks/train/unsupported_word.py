"""Learn how sure the check `unsupported-word` may be, from human MQM annotations.

    python -m benchmarks.train.unsupported_word --shared ../shared

Every run of words that no reference supports, in the translations of `train/bio_mqm` and `train/wmt21_ted_mqm`, is an
example; it is an error where a human error span covers any of it. The references are independent translations.
Logistic regression (iteratively reweighted least squares, ridge 1), each data set with the same weight. Prints the
weights for `qa/checks/unsupported_word.py`, how well the probabilities hold on `dev/`, and which share of unsupported
runs is an error where the reference is a post-edit (`dev/mlqe_pe`). Half a minute on one core; no randomness.

Data: bio-mqm-dataset (Apache-2.0, Amazon), WMT 2021 MQM (Apache-2.0, Google), MLQE-PE (CC0).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from qa.checks.unsupported_word import Compared, features
from qa.core.documents import Segment
from qa.core.passage import Passage

SETS = ("bio_mqm", "wmt21_ted_mqm")


def examples(path: Path, every: int) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Yield features and label of each unsupported run of every `every`-th document."""
    documents: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if "post_edit" in row:
                row["references"] = {"post-edit": row["post_edit"]}
                row["doc"] = str(number // 30)
            if "mt" in row and row.get("references") and row["lp"] != "en-zh":
                documents.setdefault((row["lp"], row["doc"], row["system"]), []).append(row)
    for number, rows in enumerate(documents.values()):
        if number % every == 0:
            yield from _of_document(rows)


def _of_document(rows: list[dict[str, Any]]) -> Iterator[tuple[tuple[float, ...], bool]]:
    compared = [Compared.of(_segment(row)) for row in rows]
    for row, one in zip(rows, compared, strict=True):
        bad = bytearray(len(row["mt"]))
        for span in row.get("spans", ()):
            if span["side"] == "target":
                bad[span["start"] : span["end"]] = b"\1" * (span["end"] - span["start"])
        own = one.pairing.target
        for run in one.runs():
            yield features(one, run), any(bad[own[run[0]].start : own[run[-1]].end])


def _segment(row: dict[str, Any]) -> Segment:
    language = row["lp"].partition("-")[2].split("_")[0]
    references = tuple(Passage(text) for text in dict.fromkeys(row["references"].values()))
    return Segment("1", Passage(row["mt"]), references, target_lang=language)


def fit(table: np.ndarray, labels: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression."""
    beta = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ beta))
        curve = weight * chance * (1 - chance)
        hessian = (table * curve[:, None]).T @ table + np.eye(len(beta))
        beta = beta + np.linalg.solve(hessian, table.T @ (weight * (labels - chance)) - beta)
    return beta


def main() -> None:
    """Fit on train, print the weights, and check them on dev."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--every", type=int, default=3, help="take every n-th document")
    options = parser.parse_args()
    tables, labels, weights = [], [], []
    for name in SETS:
        pairs = list(examples(options.shared / "data" / "train" / f"{name}.jsonl.gz", options.every))
        tables.append(np.array([values for values, _ in pairs]))
        labels.append(np.array([label for _, label in pairs], dtype=float))
        weights.append(np.full(len(pairs), 10_000 / len(pairs)))
        print(f"{name}: {len(pairs)} runs, {labels[-1].mean():.3f} of them errors")
    beta = fit(np.concatenate(tables), np.concatenate(labels), np.concatenate(weights))
    print("WEIGHTS =", tuple(round(float(value), 2) for value in beta))
    for name in (*SETS, "mlqe_pe"):
        pairs = list(examples(options.shared / "data" / "dev" / f"{name}.jsonl.gz", 1))
        chance = 1 / (1 + np.exp(-np.array([values for values, _ in pairs]) @ beta))
        truth = np.array([label for _, label in pairs], dtype=float)
        for low in np.arange(0, 1, 0.1):
            inside = (chance >= low) & (chance < low + 0.1)
            if inside.sum():
                print(f"{name} {low:.1f}-{low + 0.1:.1f}: {inside.sum():6d} runs, {truth[inside].mean():.3f} errors")


if __name__ == "__main__":
    main()
