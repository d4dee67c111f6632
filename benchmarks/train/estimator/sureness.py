"""How often the judge is right when it is so and so sure: what `likely-error` makes its confidence of.

python -m benchmarks.train.estimator.sureness --shared ../shared

On human MQM rows (bio_mqm, wmt21_ted_mqm) that the training has not seen, for runs of suspect words: for each band of
the confidence how many there were, and the share that touches a span which people marked, strictly and within three
words; then what each feature adds to the log-odds of that.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from benchmarks.calibration import NEAR
from benchmarks.train.estimator.batches import is_held_out
from benchmarks.train.estimator.data import Inventory, rows
from qa.checks import likely_error
from qa.checks.likely_error import suspects
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.words import words
from qa.models.estimator import Judgement, Texts, judgements

BANDS = (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 1.01)
SETS = ("bio_mqm", "wmt21_ted_mqm")
GIVEN = ("both", "reference", "source")


class Outcome(NamedTuple):
    """How sure a check is of a finding, whether people agree, strictly and nearly, and what makes it sure."""

    sure: float
    strict: bool
    near: bool
    features: tuple[float, ...]


def unseen(path: Path) -> list[dict[str, Any]]:
    """Return the rows whose sources were kept back from the training."""
    kept = [row for row in rows(path) if row.get("mt") and row["source"].strip()]
    inventory = Inventory()
    inventory.add([row["source"] for row in kept])
    return [row for row in kept if is_held_out(inventory.ids(row["source"]))]


def segment_of(row: dict[str, Any], given: str) -> Segment | None:
    """Return the row as a segment with what is given; None where the row lacks it."""
    references = row.get("references", {}) if given != "source" else {}
    source = Passage(row["source"], "source") if given != "reference" else None
    if not references and given != "source":
        return None
    passages = tuple(Passage(text, "reference") for text in references.values())
    return Segment("1", Passage(row["mt"], "target"), passages, source, row["lp"].partition("-")[2])


def judged(chosen: Sequence[dict[str, Any]], given: str) -> Iterator[tuple[dict[str, Any], Segment, Judgement]]:
    """Yield the rows that have what is given, with their judgements."""
    able = [(row, segment) for row in chosen if (segment := segment_of(row, given)) is not None]
    for (row, segment), one in zip(able, judgements([Texts.of(item) for _, item in able]), strict=True):
        yield row, segment, one


def suspected(row: dict[str, Any], segment: Segment, one: Judgement) -> Iterator[Outcome]:
    """Yield how sure the judge is of each run of suspect words."""
    marked = [(span["start"], span["end"]) for span in spans_of(row) if span["side"] == "target"]
    for run in suspects(segment, one):
        low, high = run[0].word.start, run[-1].word.end
        known = likely_error.features(segment, run, one)
        near = touches(marked, *widened(segment, low, high))
        yield Outcome(likely_error.certainty(segment, known), touches(marked, low, high), near, known)


def spans_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what people marked as errors."""
    return [span for span in row.get("spans", []) if span["severity"] != "neutral"]


def touches(marked: Sequence[tuple[int, int]], low: int, high: int) -> bool:
    """Say whether a span that people marked and the stretch from `low` to `high` meet."""
    return any(start <= high and low <= end for start, end in marked)


def widened(segment: Segment, low: int, high: int) -> tuple[int, int]:
    """Return the stretch with three words more on either side."""
    every = words(segment.target.text, segment.target_lang)
    before = [word.start for word in every if word.end <= low][-NEAR:]
    after = [word.end for word in every if word.start >= high][:NEAR]
    return min([low, *before]), max([high, *after])


def odds(found: Sequence[Outcome]) -> list[float]:
    """Return what each feature adds to the log-odds of touching a span (logistic regression with a small ridge)."""
    values = np.array([one.features for one in found])
    sign = np.where([one.strict for one in found], 1.0, -1.0)

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (values @ weights)).sum() + (weights[1:] ** 2).sum())

    return [round(float(one), 2) for one in minimize(loss, np.zeros(values.shape[1])).x]


def show(found: Sequence[Outcome]) -> None:
    """Print by how sure the check is how often people agree."""
    for low, high in pairwise(BANDS):
        hits = [one for one in found if low <= one.sure < high]
        if hits:
            strict, near = (sum(getattr(hit, name) for hit in hits) / len(hits) for name in ("strict", "near"))
            print(f"   {low:.2f} to {high:.2f}: {len(hits):5} {strict:.2f} {near:.2f}", flush=True)


def main() -> None:
    """Print the weights and the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    chosen = {name: unseen(options.shared / "data" / "train" / f"{name}.jsonl.gz") for name in SETS}
    every: dict[str, list[Outcome]] = defaultdict(list)
    for given in GIVEN:
        for name in SETS:
            if found := [outcome for one in judged(chosen[name], given) for outcome in suspected(*one)]:
                print(f"{name}, by {given}")
                show(found)
                every[given] += found
    for given, outcomes in every.items():
        print(f"by {given}: {odds(outcomes)}")


if __name__ == "__main__":
    main()
