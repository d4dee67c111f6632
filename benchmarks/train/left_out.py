"""Learn where the checks `missing-word` and `likely-omission` see something missing, and how sure they may be.

    python -m benchmarks.train.left_out missing_word --shared ../shared
    python -m benchmarks.train.left_out likely_omission --shared ../shared

Words are left out of the two best translations of each source in `train/bio_mqm`, `train/wmt21_ted_mqm` and
`train/wmt20_21_mqm_avg`: one with content, a phrase, or up to three of any kind. The place where they stood is an
example of an omission, all other places there and in the untouched translations are examples of none. Logistic
regression (ridge 1) over the signs of `qa/align/left_out.py`, and for `likely-omission` of `qa/align/judged_places.py`,
with the source in two cases of three. That check is measured on sources that the judge has not learned from, the other
on some of all.

How sure a finding is comes from translations in which people marked errors: it is right where a word beside it is
marked, or an omission in the segment. They mark an omission in one translation of thirty, so that the spoiled texts, of
which a finding is right at the very place, count for as many. Prints the numbers for the check, then how often findings
of each confidence are right, by marks alone and with the spoiled texts; and how many omissions are found at how many
untouched texts with a finding. Two and five minutes on one core; seed 17, the same input gives the same numbers. To be
run again for every new judge.

Data: bio-mqm-dataset (Apache-2.0, Amazon), wmt-mqm-human-evaluation (Apache-2.0, Google).
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from benchmarks.train.estimator.data import rows
from benchmarks.train.estimator.sureness import spans_of, touches, unseen
from benchmarks.train.unsupported_word import fit
from qa.align.left_out import Candidate, Omission, likeliest
from qa.checks import likely_omission, missing_word
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words
from qa.models.sureness import sureness

SETS, MARKED = ("bio_mqm", "wmt21_ted_mqm", "wmt20_21_mqm_avg"), ("bio_mqm", "wmt21_ted_mqm")
SEED, LONGEST, BEST, SOURCES, TRANSLATIONS = 17, 600, 2, 2 / 3, 1000
FEWEST, ARTICLE, LONGEST_PHRASE, LONGEST_RUN, ATTEMPTS = 6, 1 / 3, 6, 3, 20
# With how many translations that people marked.
CHECKS = {"missing_word": (missing_word, 6000), "likely_omission": (likely_omission, 1500)}
OMITTED = 1 / 30
BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Case(NamedTuple):
    """A text, and where something was left out of it; None where nothing was."""

    segment: Segment
    place: int | None


class Read(NamedTuple):
    """Where something was left out of a text, and what the check weighs of its places by each reference."""

    place: int | None
    by_reference: list[list[Candidate]]

    def found(self, check: ModuleType) -> list[Omission]:
        """Return the omissions that the check finds anywhere."""
        return likeliest(self.by_reference, check.WEIGHTS, check.LEAST)

    def found_there(self, check: ModuleType) -> list[Omission]:
        """Return those at the place; all where nothing was left out."""
        return [one for one in self.found(check) if self.place in (None, one.start)]


class Outcome(NamedTuple):
    """The features of a finding, whether it is right, and what it counts for."""

    features: tuple[float, ...]
    right: bool
    weight: float


def leave_out(text: str, language: str, chance: random.Random) -> tuple[str, int] | None:
    """Return the text without a word that carries content, or a phrase that ends in it, and where it stood."""
    every, small = words(text, language), function_words(language)
    fit_for = [index for index, word in enumerate(every) if not word.is_number and fold(word.text) not in small]
    if len(every) < FEWEST or not fit_for:
        return None
    first = last = chance.choice(fit_for)
    if chance.random() < ARTICLE:
        while first and last - first < LONGEST_RUN and fold(every[first - 1].text) in small:
            first -= 1
    return without(text, every, first, last)


def leave_out_run(text: str, language: str, chance: random.Random) -> tuple[str, int] | None:
    """Return the text without some words in a row, whatever they are, often the first, and where they stood."""
    every = words(text, language)
    if len(every) < FEWEST:
        return None
    first = max(0, chance.randint(-2, len(every) - LONGEST_RUN - 1))
    last = first + chance.randrange(LONGEST_RUN)
    whole = all(not text[one.end : after.start].strip() for one, after in pairwise(every[first : last + 1]))
    return without(text, every, first, last) if whole else None


def without(text: str, every: Sequence[Word], first: int, last: int) -> tuple[str, int]:
    """Return the text without the words `first` to `last`, and where they stood."""
    after = text[every[last].end :]
    if not first:
        after = after.lstrip()
        return after[:1].upper() + after[1:], 0
    return text[: every[first].start].rstrip() + after, every[first - 1].end


def leave_out_phrase(text: str, language: str, chance: random.Random) -> tuple[str, int] | None:
    """Return the text without some words in a row, from one without content to one with it, and where they stood."""
    every, small = words(text, language), function_words(language)
    for _ in range(ATTEMPTS):
        size = chance.randint(2, LONGEST_PHRASE)
        first = chance.randint(1, max(1, len(every) - size))
        run = every[first : first + size]
        whole = all(not text[one.end : after.start].strip() for one, after in pairwise(run))
        if len(every) > 2 * size and whole and fold(run[0].text) in small and fold(run[-1].text) not in small:
            return without(text, every, first, first + size - 1)
    return None


def known(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file that have a translation."""
    return [row for row in rows(path) if row.get("mt") and row["source"].strip()]


def best(every: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the best machine translations of each source that have references."""
    groups: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in every:
        machine = not row["system"].lower().startswith(("ref", "human"))
        if machine and len(row["mt"]) < LONGEST and any(text != row["mt"] for text in references(row)):
            groups[row["lp"], row["source"]][row["mt"]] = row
    for key in sorted(groups):
        yield from sorted(groups[key].values(), key=lambda row: -float(next(iter(row["scores"].values()))))[:BEST]


def references(row: dict[str, Any]) -> list[str]:
    """Return the references of a row, each once."""
    return sorted({text for text in row.get("references", {}).values() if text.strip()})


def segment(row: dict[str, Any], text: str, chosen: Sequence[str], with_source: bool) -> Segment:
    """Return a text as a segment with the row's source."""
    source = Passage(row["source"]) if with_source else None
    return Segment("1", Passage(text), tuple(map(Passage, chosen)), source, row["lp"].partition("-")[2])


def cases(every: Sequence[dict[str, Any]], chance: random.Random) -> Iterator[Case]:
    """Yield some translations, each as it is and without some words."""
    found = list(best(every))
    for row in chance.sample(found, min(TRANSLATIONS, len(found))):
        chosen = [chance.choice([text for text in references(row) if text != row["mt"]])]
        language, with_source = row["lp"].partition("-")[2], chance.random() < SOURCES
        yield Case(segment(row, row["mt"], chosen, with_source), None)
        for spoil in (leave_out, leave_out_phrase, leave_out_run):
            if (made := spoil(row["mt"], language, chance)) is not None:
                yield Case(segment(row, made[0], chosen, with_source), made[1])


def weights(every: Sequence[Read]) -> tuple[float, ...]:
    """Return what the signs weigh."""
    seen = [(one, case.place) for case in every for some in case.by_reference for one in some]
    table, labels = [one.signs for one, _ in seen], [one.place.start == place for one, place in seen]
    # The ridge is for numbers of one size.
    values = np.array(table, dtype=float)
    scale = values.std(axis=0)
    scale[0] = 1.0
    return rounded(fit(values / scale, np.array(labels, dtype=float), np.ones(len(labels))) / scale)


def rounded(values: np.ndarray) -> tuple[float, ...]:
    """Return numbers as they are written in the check."""
    return tuple(round(float(value), 2) for value in values)


def by_marks(check: ModuleType, some: Sequence[dict[str, Any]]) -> Iterator[Outcome]:
    """Yield what people's marks say of the findings."""
    every = [segment(row, row["mt"], references(row), True) for row in some]
    for row, (own, found) in zip(some, check.omissions(every), strict=True):
        marked = [(span["start"], span["end"]) for span in spans_of(row) if span["side"] == "target"]
        lacking = any("mission" in (span.get("category") or "") for span in spans_of(row))
        for omission in found:
            right = lacking or touches(marked, *beside(own, omission.start))
            yield Outcome(check.features(omission), right, 1.0)


def beside(own: Segment, place: int) -> tuple[int, int]:
    """Return where the word before a place starts and the one after it ends."""
    every = words(own.target.text, own.target_lang)
    before = [word.start for word in every if word.end <= place]
    after = [word.end for word in every if word.start >= place]
    return max(before, default=place), min(after, default=place)


def show(title: str, outcomes: Sequence[Outcome], odds: Sequence[float]) -> None:
    """Print how often findings of each confidence are right."""
    sure = np.array([sureness(odds, one.features) for one in outcomes])
    right, weight = (np.array([float(getattr(one, name)) for one in outcomes]) for name in ("right", "weight"))
    print(title)
    for low, high in pairwise(BANDS):
        if (inside := (sure >= low) & (sure < high)).any():
            share = np.average(right[inside], weights=weight[inside])
            print(f"   {low:.2f} to {high:.2f}: {inside.sum():5} findings, {share:.2f} right")


def found(check: ModuleType, every: Sequence[Read], odds: Sequence[float]) -> None:
    """Print the share of omissions found, and of untouched texts with a finding, by confidence."""
    sure = [
        max((sureness(odds, check.features(one)) for one in case.found_there(check)), default=0.0) for case in every
    ]
    values, whole = np.array(sure), np.array([case.place is None for case in every])
    for edge in BANDS[1:-1]:
        print(f"from {edge}: {(values[~whole] >= edge).mean():.3f} found, {(values[whole] >= edge).mean():.3f} alarms")


def main() -> None:
    """Print the numbers for the check, and how they do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("check", choices=sorted(CHECKS))
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    (check, most), chance = CHECKS[options.check], random.Random(SEED)
    files = {name: options.shared / "data" / "train" / f"{name}.jsonl.gz" for name in SETS}
    kept = {name: unseen(path) if check is likely_omission else known(path) for name, path in files.items()}
    made = [case for some in kept.values() for case in cases(some, chance)]
    read = check.candidates([case.segment for case in made])
    every = [Read(case.place, by_reference) for case, (_, by_reference) in zip(made, read, strict=True)]
    check.WEIGHTS = weights(every)
    print("WEIGHTS =", check.WEIGHTS, flush=True)
    marked = [row for name in MARKED for row in kept[name] if references(row)]
    marked = chance.sample(marked, min(most, len(marked)))
    spoiled = [case for case in every if case.place is not None]
    people = list(by_marks(check, marked))
    each = OMITTED * len(marked) / len(spoiled)
    outcomes = [
        *people,
        *(Outcome(check.features(one), True, each) for case in spoiled for one in case.found_there(check)),
    ]
    table, right, weight = (np.array(column, dtype=float) for column in zip(*outcomes, strict=True))
    odds = rounded(fit(table, right, weight))
    print("_ODDS =", odds, "from", check.LEAST, flush=True)
    show("by marks", people, odds)
    show("with spoiled texts", outcomes, odds)
    found(check, every, odds)


if __name__ == "__main__":
    main()
