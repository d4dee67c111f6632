"""Learn the models in `qa/models/seams`: whether a place between two words reads as if a word were missing there.

    python -m benchmarks.train.seams --shared ../shared [--languages en de] [--out FOLDER]

For each language with enough text: as many places from which a word that is not small (one of the 150 most frequent)
was left out as places between two words that stand so in the text; logistic regression over the features that occur
five times (AdaGrad, three rounds), of which the 40,000 that matter most are kept, each weight in steps of a tenth. One
sentence in ten is left out to be measured: the area under the curve, and the share of lost words found where one
ordinary place in a hundred is called damaged. Three seconds a language on one core; seed 5, the same input gives the
same files.

Data: Common Voice sentences (CC0), Universal Dependencies treebanks (CC BY-SA 4.0); references, post-edits and sources
of bio-mqm-dataset (Apache-2.0), wmt-mqm-human-evaluation (Apache-2.0) and MLQE-PE (CC0). The files are numbers learned
from them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.spoiled import MEASURED, part, sentences
from qa.models.sealed_counts import seal
from qa.models.seams import FREQUENT, MIDDLE, SMALL, STEP, features, symbols, vocabulary
from qa.models.sequences import Hashes, Numbers, Texts, divide

SETS = ("bio_mqm", "wmt20_21_mqm_avg", "wmt21_ted_mqm", "mlqe_pe")
NAMES = {"zh": "zh-CN", "no": "nb"}
SEED, FREQUENT_WORDS, SMALL_WORDS, LEAST, KEPT = 5, 1500, 150, 5, 40_000
MOST_PLACES, FEWEST_CHARACTERS, LONGEST = 300_000, 200_000, 600
ROUNDS, BATCH, RATE, START = 3, 4096, 0.1, 0.05
BINS = 24
Array = npt.NDArray[np.float64]


class Spots(NamedTuple):
    """The words before and after places, by their index, and whether a word was left out there."""

    left: Numbers
    right: Numbers
    damaged: npt.NDArray[np.bool_]


class Places(NamedTuple):
    """Places between words, with the features around them, and whether a word was left out there."""

    keys: Hashes
    damaged: npt.NDArray[np.bool_]


def people_wrote(folder: Path) -> dict[str, set[str]]:
    """Return by language what people wrote in the training data: sources, references and post-edits."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                source, target = (side.partition("_")[0] for side in row["lp"].split("-")[:2])
                written = [*row.get("references", {}).values(), row.get("post_edit", "")]
                found[NAMES.get(target, target)].update(" ".join(text.split()) for text in written)
                found[NAMES.get(source, source)].add(" ".join(row["source"].split()))
    return found


def word_levels(divided: Texts) -> tuple[Hashes, npt.NDArray[np.uint16]]:
    """Return the frequent words in the order of their numbers, and how frequent they are."""
    kinds, seen = np.unique(divided.words[divided.word_text >= 0], return_counts=True)
    order = np.argsort(-seen, kind="stable")[:FREQUENT_WORDS]
    levels = np.zeros(len(kinds), dtype=np.uint16)
    levels[order] = np.where(np.arange(len(order)) < SMALL_WORDS, SMALL, FREQUENT)
    return kinds[levels > 0], levels[levels > 0]


def looked_up(divided: Texts, kinds: Hashes, levels: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint16]:
    """Return the level of each word of the texts."""
    index = np.minimum(np.searchsorted(kinds, divided.words), len(kinds) - 1)
    return np.where(kinds[index] == divided.words, levels[index], np.uint16(0))


def spots_in(divided: Texts, levels: npt.NDArray[np.uint16], most: int, seed: int = SEED) -> Spots:
    """Return places from which a word was left out, and as many others, in any order."""
    rng = np.random.default_rng(seed)
    text = divided.word_text
    inside = np.flatnonzero(text[1:-1] >= 0) + 1
    ordinary = inside[(text[inside - 1] == text[inside]) | (text[inside + 1] == text[inside])]
    lost = ordinary[divided.is_word[ordinary] & (levels[ordinary] < SMALL) & (text[ordinary + 1] == text[ordinary])]
    size = min(most, len(lost), len(ordinary))
    lost, ordinary = rng.permutation(lost)[:size], rng.permutation(ordinary)[:size]
    left, right = np.concatenate((lost, ordinary)) - 1, np.concatenate((lost + 1, ordinary))
    order = rng.permutation(2 * size)
    return Spots(left[order], right[order], order < size)


def places_in(divided: Texts, levels: npt.NDArray[np.uint16], most: int) -> Places:
    """Return such places with the features around them."""
    spots = spots_in(divided, levels, most)
    exact, rough = symbols(divided, levels)
    parts = np.array_split(np.arange(len(spots.left)), len(spots.left) // (2 * BATCH) + 1)
    keys = [features(divided, exact, rough, spots.left[some], spots.right[some]) for some in parts]
    return Places(np.concatenate(keys), spots.damaged)


def numbered(keys: Hashes) -> tuple[Numbers, Hashes]:
    """Return the features by number, 0 for those that are rare, and the key of each number."""
    bins = (keys >> np.uint64(64 - BINS)).astype(np.int64)
    seen = np.bincount(bins.ravel(), minlength=1 << BINS)
    frequent = seen >= LEAST
    number = np.where(frequent, np.cumsum(frequent), 0)
    own = np.zeros(1 << BINS, dtype=np.uint64)
    own[bins.ravel()] = keys.ravel()
    return number[bins], np.concatenate((np.zeros(1, np.uint64), own[frequent]))


def regression(rows: Numbers, damaged: npt.NDArray[np.bool_], size: int) -> tuple[Array, float]:
    """Return the weight of each feature, that of number 0 being 0, and the offset."""
    weights, gained, offset = np.zeros(size), np.full(size, START), 0.0
    for _ in range(ROUNDS):
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            wrong = 1 / (1 + np.exp(-(weights[some].sum(axis=1) + offset))) - damaged[start : start + BATCH]
            slope = np.bincount(some.ravel(), weights=np.repeat(wrong, some.shape[1]), minlength=size)
            slope[0] = 0.0
            gained += slope**2
            weights -= RATE * slope / np.sqrt(gained)
            offset -= 0.01 * float(wrong.mean())
    return weights, offset


def kept(weights: Array, rows: Numbers, keys: Hashes) -> tuple[Hashes, npt.NDArray[np.uint16]]:
    """Return the features that matter most and the levels of their weights."""
    worth = np.abs(weights) * np.sqrt(np.bincount(rows.ravel(), minlength=len(weights)))
    worth[np.abs(weights) < STEP] = 0.0
    best = np.sort(np.argsort(-worth, kind="stable")[:KEPT])
    best = best[worth[best] > 0]
    levels = np.clip(np.round(weights[best] / STEP) + MIDDLE, 1, 2 * MIDDLE - 1)
    return keys[best], levels.astype(np.uint16)


def measured(keys: Hashes, levels: npt.NDArray[np.uint16], places: Places) -> tuple[float, float]:
    """Return how well the weights tell the places apart, as `told_apart` does."""
    order = np.argsort(keys)
    index = np.minimum(np.searchsorted(keys[order], places.keys), len(keys) - 1)
    found = np.where(keys[order][index] == places.keys, levels[order][index].astype(np.float64) - MIDDLE, 0.0)
    return told_apart(found.sum(axis=1), places.damaged)


def told_apart(sums: Array, damaged: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return the area under the curve, and how many lost words are found where one place in 100 is called damaged."""
    ranks = np.argsort(np.argsort(sums, kind="stable"), kind="stable")
    lost, ordinary = sums[damaged], sums[~damaged]
    area = (ranks[damaged].sum() - len(lost) * (len(lost) - 1) / 2) / len(lost) / len(ordinary)
    return float(area), float((lost > np.quantile(ordinary, 0.99)).mean())


def main() -> None:
    """Write one model for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("qa/models/seams"))
    parser.add_argument("--languages", nargs="*", help="only these")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    written = people_wrote(options.shared / "data" / "train")
    for path in sorted((options.shared / "data" / "text" / "mono").glob("*.txt.gz")):
        language = path.name.removesuffix(".txt.gz")
        if options.languages and language not in options.languages:
            continue
        texts = sorted({*sentences(path), *(text for text in written[language] if text)})
        if sum(map(len, texts)) < FEWEST_CHARACTERS:
            continue
        random.Random(SEED).shuffle(texts)
        learned = divide([text for text in texts if part(text) != MEASURED])
        kinds, word_kinds = word_levels(learned)
        places = places_in(learned, looked_up(learned, kinds, word_kinds), MOST_PLACES)
        rows, keys = numbered(places.keys)
        weights, offset = regression(rows, places.damaged, len(keys))
        best, levels = kept(weights, rows, keys)
        every, first = np.unique(np.concatenate((vocabulary(kinds), best)), return_index=True)
        slots = seal(every, np.concatenate((word_kinds, levels))[first])
        np.savez_compressed(options.out / f"{language}.npz", slots=slots, offset=np.array(offset))
        held = divide([text for text in texts if part(text) == MEASURED])
        area, found = measured(best, levels, places_in(held, looked_up(held, kinds, word_kinds), 20_000))
        print(f"{language}: {len(texts)} texts, {len(best)} weights, area {area:.3f}, found {found:.3f}", flush=True)


if __name__ == "__main__":
    main()
