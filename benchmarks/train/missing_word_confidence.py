"""Learn the confidence of the check `missing-word` from what people marked, for each language.

    python -m benchmarks.train.missing_word_confidence --shared ../shared

Every place of `train/bio_mqm` and `train/wmt21_ted_mqm` whose weighed sum is high enough is an example; right are those
within three words of an error that people marked, or in a segment in which they marked an omission. Logistic regression
(ridge 1, for languages 3) over what the check's `sureness` lists, and one number for each language, of which those with
40 examples are printed; another language gets the lower quartile of all. Then, by language and by confidence, how
many places there are and how many of them are right. Half a minute on one core.

Data: bio-mqm-dataset (Apache-2.0, Amazon), wmt-mqm-human-evaluation (Apache-2.0, Google).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.train.missing_word import segments
from benchmarks.train.unsupported_word import fit
from qa.checks.missing_word import LEAST_SUM, Place, places, sureness
from qa.evaluate.measure import human_marks, is_omission
from qa.gold.files import read_gold
from qa.gold.rows import Judged
from qa.lang.words import words

SETS = ("bio_mqm", "wmt21_ted_mqm")
AT_ONCE, NEAR, ENOUGH, RIDGE = 2000, 3, 40, 3
BANDS = (0.3, 0.4, 0.5, 0.6, 0.7, 1.0)


class Example(NamedTuple):
    """What is weighed of a place, its language, and whether people marked an error near it."""

    values: tuple[float, ...]
    language: str
    right: bool


def examples(rows: Sequence[Judged]) -> Iterator[Example]:
    """Yield what people's marks say of the places of these translations."""
    for row, some in zip(rows, places(segments(rows, [row.target for row in rows])), strict=True):
        for place in some:
            if place.sum >= LEAST_SUM:
                yield Example(sureness(place), row.languages[1], is_near(place, row))


def is_near(place: Place, row: Judged) -> bool:
    """Say whether people marked an error within three words of a place, or an omission in the segment."""
    middle, every, spans = place.seam.start, words(row.target, row.languages[1]), row.spans or ()
    start = min([middle, *[word.start for word in every if word.end <= middle][-NEAR:]])
    end = max([middle, *[word.end for word in every if word.start >= middle][:NEAR]])
    return any(map(is_omission, spans)) or any(mark.start < end and start < mark.end for mark in human_marks(spans))


def read(shared: Path) -> Iterator[Example]:
    """Yield all examples."""
    for name in SETS:
        path = shared / "data" / "train" / f"{name}.jsonl.gz"
        rows = [row for row in read_gold(path) if row.references and row.target and row.spans is not None]
        for start in range(0, len(rows), AT_ONCE):
            yield from examples(rows[start : start + AT_ONCE])


def main() -> None:
    """Print the numbers for `qa/checks/missing_word.py`, and how they do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    every = list(read(parser.parse_args().shared))
    right = np.array([example.right for example in every])
    seen = Counter(example.language for example in every)
    names = sorted(seen)
    of_language = np.array([[example.language == name for name in names] for example in every])
    table = np.hstack((np.array([example.values for example in every]), of_language)).astype(float)
    # A column k times smaller has a ridge k * k times stronger.
    shrunk = np.concatenate((np.ones(table.shape[1] - len(names)), np.full(len(names), RIDGE**-0.5)))
    weights = fit(table * shrunk, right.astype(float), np.ones(len(every))) * shrunk
    common, own = weights[: -len(names)], weights[-len(names) :]
    kept = {name: round(float(value), 2) for name, value in zip(names, own, strict=True) if seen[name] >= ENOUGH}
    print("CONFIDENCE =", tuple(round(float(value), 2) for value in common))
    print("BY_LANGUAGE =", kept, "ELSEWHERE =", round(float(np.quantile(own, 0.25)), 2))
    chance = 1 / (1 + np.exp(-table @ weights))
    for name in names:
        of = of_language[:, names.index(name)]
        for low, high in pairwise(BANDS):
            inside = of & (chance >= low) & (chance < high)
            if inside.any():
                print(f"{name} {low:.1f}-{high:.1f}: {inside.sum():5} places, {right[inside].mean():.2f} right")


if __name__ == "__main__":
    main()
