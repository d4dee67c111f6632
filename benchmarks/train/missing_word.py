"""Learn how sure the check `missing-word` may be that a word is missing at a place.

    python -m benchmarks.train.missing_word --shared ../shared

From translations of `train/bio_mqm`, `train/wmt21_ted_mqm` and `train/wmt20_21_mqm_avg` a word, or a short phrase that
ends in it, is left out by chance: the place where it stood is an example of a missing word, all places of the untouched
translation are examples of none. Logistic regression (ridge 1). Prints the weights for `qa/checks/missing_word.py`, and
by the weighed sum how many of the words are found and how many findings the untouched translations have. What people's
marks say of these: `benchmarks/calibration.py --folder train --select missing-word --by-confidence`. A minute on one
core; seed 11, the same input gives the same weights.

Data: bio-mqm-dataset (Apache-2.0, Amazon), wmt-mqm-human-evaluation (Apache-2.0, Google).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.train.unsupported_word import fit
from qa.checks.missing_word import places
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.gold.files import read_gold
from qa.gold.rows import Judged
from qa.lang.vocabulary import function_words
from qa.lang.words import fold, words

SETS = {"bio_mqm": 6000, "wmt21_ted_mqm": 2000, "wmt20_21_mqm_avg": 3000}
SEED, LONGEST, FEWEST, PHRASE = 11, 600, 6, 3
EDGES = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)


def leave_out(text: str, language: str, chance: random.Random) -> tuple[str, int] | None:
    """Return the text without a word that carries content, or a phrase that ends in it, and where it stood."""
    every, small = words(text, language), function_words(language)
    fit_for = [index for index, word in enumerate(every) if not word.is_number and fold(word.text) not in small]
    if len(every) < FEWEST or not fit_for:
        return None
    first = last = chance.choice(fit_for)
    if chance.random() < 1 / PHRASE:
        while first and last - first < PHRASE and fold(every[first - 1].text) in small:
            first -= 1
    before, after = text[: every[first].start].rstrip(), text[every[last].end :]
    if not first:
        after = after.lstrip()
        return after[:1].upper() + after[1:], 0
    return before + after, every[first - 1].end


def segments(rows: Sequence[Judged], texts: Sequence[str]) -> list[Segment]:
    """Return the texts as segments with the references of the rows."""
    return [
        Segment(str(number), Passage(text), tuple(map(Passage, dict.fromkeys(row.references))), None, row.languages[1])
        for number, (row, text) in enumerate(zip(rows, texts, strict=True))
    ]


def chosen(shared: Path, chance: random.Random) -> list[Judged]:
    """Return some translations of each data set."""
    found: list[Judged] = []
    for name, most in SETS.items():
        rows = [
            row
            for row in read_gold(shared / "data" / "train" / f"{name}.jsonl.gz")
            if row.references and len(row.target) < LONGEST and row.target not in row.references
        ]
        found += chance.sample(rows, most)
    return found


def main() -> None:
    """Print the weights, and how often a word is found that was left out, and one that was not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    chance = random.Random(SEED)
    rows = chosen(options.shared, chance)
    whole = [place for some in places(segments(rows, [row.target for row in rows])) for place in some]
    pairs = [(row, leave_out(row.target, row.languages[1], chance)) for row in rows]
    spoiled = [(row, *pair) for row, pair in pairs if pair is not None]
    texts = segments([row for row, _, _ in spoiled], [text for _, text, _ in spoiled])
    lost = [
        place
        for (_, _, start), some in zip(spoiled, places(texts), strict=True)
        for place in some
        if place.seam.start == start
    ]
    table = np.array([place.values for place in (*whole, *lost)])
    labels = np.arange(len(table)) >= len(whole)
    # The ridge is for numbers of one size.
    scale = table.std(axis=0)
    scale[0] = 1.0
    weights = fit(table / scale, labels.astype(float), np.ones(len(table))) / scale
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in weights))
    sums = table @ weights
    print(f"{len(lost)} of {len(spoiled)} places are looked at, {len(whole) / len(rows):.1f} in each untouched text")
    for edge in EDGES:
        found, alarms = (sums[len(whole) :] >= edge).sum(), (sums[: len(whole)] >= edge).sum()
        print(f"sum {edge}: {found / len(spoiled):.3f} found, {alarms / len(rows):.4f} alarms for each untouched text")


if __name__ == "__main__":
    main()
