"""Learn where in a translation a name belongs that it has lost.

    python -m benchmarks.train.lost_name --shared ../shared

From translations of `train/wmt20_21_mqm_avg`, `train/wmt21_ted_mqm` and `train/bio_mqm` a name that the reference has
too is left out by chance, in a third of the cases with the article before it. The place where it stood is compared with
all other places of the translation by a conditional logit (ridge 1). Prints the weights for `qa/align/gaps.py`, and how
often the place is the right one in the fifth of the sources that was held out. Seed 11, the same input gives the
same weights.

Data: wmt-mqm-human-evaluation (Apache-2.0, Google), bio-mqm-dataset (Apache-2.0, Amazon).
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from qa.align.gaps import place_signs
from qa.align.names import lacking_names
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.gold.files import read_gold
from qa.gold.rows import Judged, is_human
from qa.lang.names import knows_names, name_words
from qa.lang.words import Word, fold, words

SETS, EACH, SEED, LONGEST, HELD_OUT = ("wmt20_21_mqm_avg", "wmt21_ted_mqm", "bio_mqm"), 2, 11, 600, 5


class Example(NamedTuple):
    """The signs of all places, shape (places, signs), which of them is right, and the language of the translation."""

    table: np.ndarray
    right: int
    language: str


def leave_out(text: str, reference: str, language: str, chance: random.Random) -> tuple[str, int, str] | None:
    """Return the text without a name of the reference, before which word it stood, and the name."""
    theirs = {_bare(word) for word in words(reference, language)}
    runs = [run for run in _runs(name_words(text, language), text) if all(_bare(word) in theirs for word in run)]
    if not runs:
        return None
    run = chance.choice(runs)
    end = run[-1].end - 2 * run[-1].text.endswith(("'s", "’s"))
    before, after = text[: run[0].start].rstrip(), text[end:]
    if chance.random() < 1 / 3:
        before = before.removesuffix(" the")
    if not before:
        after = after.lstrip()
        return after[:1].upper() + after[1:], 0, text[run[0].start : end]
    space = " " if after[:1].isalnum() or after[:1] in "'’" else ""
    return before + space + after, len(words(before, language)), text[run[0].start : end]


def _bare(word: Word) -> str:
    return fold(word.text).removesuffix("'s")


def _runs(found: Sequence[Word], text: str) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in found:
        if run and text[run[-1].end : word.start] != " ":
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def examples(row: Judged, chance: random.Random) -> Iterator[Example]:
    """Yield one example of a row, if it has a name that is missed once it is left out."""
    language, reference = row.languages[1], chance.choice(row.references)
    spoiled = leave_out(row.target, reference, language, chance)
    if spoiled is None or row.target == reference:
        return
    text, right, name = spoiled
    segment = Segment("0", Passage(text), (Passage(reference),), target_lang=language)
    theirs, left_out = words(reference, language), {_bare(word) for word in words(name, language)}
    for lost in lacking_names(segment, segment.references[0]):
        inside = [index for index, word in enumerate(theirs) if lost.start <= word.start < lost.end]
        if any(_bare(theirs[index]) in left_out for index in inside):
            signs = place_signs(text, reference, language, inside[0], inside[-1])
            if right in signs:
                yield Example(np.array(list(signs.values())), list(signs).index(right), language)
            return


def fit(found: Sequence[Example]) -> np.ndarray:
    """Return the weights under which the right places are likeliest, by Newton's method in small steps."""
    weights = np.zeros(found[0].table.shape[1])
    for _ in range(20):
        slope, curve = -weights, -np.eye(len(weights))
        for table, right, _ in found:
            sums = table @ weights
            odds = np.exp(sums - sums.max())
            chances = odds / odds.sum()
            mean = chances @ table
            slope = slope + table[right] - mean
            curve = curve - (table * chances[:, None]).T @ table + np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights = weights - step / max(1.0, np.abs(step).max())
    return weights


def main() -> None:
    """Print the weights, and how often they tell the place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    chance = random.Random(SEED)
    learned: list[Example] = []
    held_out: list[Example] = []
    for name in SETS:
        groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
        for row in read_gold(options.shared / "data" / "train" / f"{name}.jsonl.gz"):
            able = row.references and row.target and knows_names(row.languages[1]) and not is_human(row.system)
            if able and len(row.target) < LONGEST:
                groups[row.pair, row.source or ""].append(row)
        for number, (_, group) in enumerate(sorted(groups.items())):
            place = learned if number % HELD_OUT else held_out
            place += [one for row in chance.sample(group, min(EACH, len(group))) for one in examples(row, chance)]
    weights = fit(learned)
    print(f"{len(learned)} examples\nWEIGHTS =", tuple(round(float(weight), 2) for weight in weights))
    for language in sorted({one.language for one in held_out}):
        hits = [np.argmax(one.table @ weights) == one.right for one in held_out if one.language == language]
        print(f"{language}: {np.mean(hits):.3f} of {len(hits)} places are right")


if __name__ == "__main__":
    main()
