"""Learn where the check `likely-omission` sees something missing, and how sure it may be.

    python -m benchmarks.train.likely_omission --shared ../shared

Everything is measured on sources that the judge has not learned from. A word or a phrase is left out of the two best
translations of each source in `train/bio_mqm`, `train/wmt21_ted_mqm` and `train/wmt20_21_mqm_avg`, judged with the
source in two cases of three: the place where it stood is an example of an omission, all other places there and in the
untouched translations are examples of none. Logistic regression (ridge 1) over the signs of `qa/align/left_out.py`.

How sure a finding is comes from translations in which people marked errors: it is right where a word beside it is
marked, or an omission in the segment. They mark an omission in one translation of thirty, so that the spoiled texts, of
which a finding is right at the very place, count for as many. Prints both for `qa/checks/likely_omission.py`, then how
often findings of each confidence are right, by marks alone and with the spoiled texts; and how many omissions are found
at how many untouched texts with a finding. Five minutes on one core; seed 17, the same input gives the same weights. To
be run again for every new judge.

Data: bio-mqm-dataset (Apache-2.0, Amazon), wmt-mqm-human-evaluation (Apache-2.0, Google).
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.train.estimator.sureness import spans_of, touches, unseen
from benchmarks.train.missing_word import leave_out
from benchmarks.train.unsupported_word import fit
from qa.checks import likely_omission
from qa.checks.likely_omission import LEAST, features, omissions, places
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.vocabulary import function_words
from qa.lang.words import fold, words
from qa.models.estimator import Texts, judgements

SETS, MARKED = ("bio_mqm", "wmt21_ted_mqm", "wmt20_21_mqm_avg"), ("bio_mqm", "wmt21_ted_mqm")
SEED, LONGEST, BEST, SOURCES, MOST = 17, 600, 2, 2 / 3, 1500
LONGEST_PHRASE, ATTEMPTS = 6, 20
OMITTED = 1 / 30
BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Case(NamedTuple):
    """A text, and where something was left out of it; None where nothing was."""

    segment: Segment
    place: int | None


class Outcome(NamedTuple):
    """The features of a finding, whether it is right, and what it counts for."""

    features: tuple[float, ...]
    right: bool
    weight: float


def leave_out_phrase(text: str, language: str, chance: random.Random) -> tuple[str, int] | None:
    """Return the text without some words in a row, from one without content to one with it, and where they stood."""
    every, small = words(text, language), function_words(language)
    for _ in range(ATTEMPTS):
        size = chance.randint(2, LONGEST_PHRASE)
        first = chance.randint(1, max(1, len(every) - size))
        run = every[first : first + size]
        whole = all(not text[one.end : after.start].strip() for one, after in pairwise(run))
        if len(every) > 2 * size and whole and fold(run[0].text) in small and fold(run[-1].text) not in small:
            return text[: run[0].start].rstrip() + text[run[-1].end :], every[first - 1].end
    return None


def best(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the best machine translations of each source that have references."""
    groups: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
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


def cases(rows: Sequence[dict[str, Any]], chance: random.Random) -> Iterator[Case]:
    """Yield each translation as it is, without a word, and without a phrase."""
    for row in best(rows):
        chosen = [chance.choice([text for text in references(row) if text != row["mt"]])]
        language, with_source = row["lp"].partition("-")[2], chance.random() < SOURCES
        yield Case(segment(row, row["mt"], chosen, with_source), None)
        for spoil in (leave_out, leave_out_phrase):
            if (made := spoil(row["mt"], language, chance)) is not None:
                yield Case(segment(row, made[0], chosen, with_source), made[1])


def weights(every: Sequence[Case]) -> tuple[float, ...]:
    """Return what the signs weigh."""
    table, labels = [], []
    judged = judgements([Texts.of(case.segment) for case in every])
    for case, one in zip(every, judged, strict=True):
        for place in places(case.segment, one)[0]:
            table.append(place.signs)
            labels.append(place.start == case.place)
    # The ridge is for numbers of one size.
    values = np.array(table, dtype=float)
    scale = values.std(axis=0)
    scale[0] = 1.0
    return rounded(fit(values / scale, np.array(labels, dtype=float), np.ones(len(labels))) / scale)


def rounded(values: np.ndarray) -> tuple[float, ...]:
    """Return numbers as they are written in the check."""
    return tuple(round(float(value), 2) for value in values)


def by_marks(rows: Sequence[dict[str, Any]]) -> Iterator[Outcome]:
    """Yield what people's marks say of the findings."""
    every = [segment(row, row["mt"], references(row), True) for row in rows]
    for row, (own, found) in zip(rows, omissions(every), strict=True):
        marked = [(span["start"], span["end"]) for span in spans_of(row) if span["side"] == "target"]
        lacking = any("mission" in (span.get("category") or "") for span in spans_of(row))
        for omission in found:
            right = lacking or touches(marked, *beside(own, omission.place.start))
            yield Outcome(features(omission), right, 1.0)


def beside(own: Segment, place: int) -> tuple[int, int]:
    """Return where the word before a place starts and the one after it ends."""
    every = words(own.target.text, own.target_lang)
    before = [word.start for word in every if word.end <= place]
    after = [word.end for word in every if word.start >= place]
    return max(before, default=place), min(after, default=place)


def by_spoiling(every: Sequence[Case], weight: float) -> Iterator[Outcome]:
    """Yield the findings at the places where something was left out."""
    for case, (_, found) in zip(every, omissions([case.segment for case in every]), strict=True):
        for omission in found:
            if case.place == omission.place.start:
                yield Outcome(features(omission), True, weight)


def show(title: str, outcomes: Sequence[Outcome], odds: Sequence[float]) -> None:
    """Print how often findings of each confidence are right."""
    sure = np.array([likely_omission.sureness(odds, one.features) for one in outcomes])
    right, weight = (np.array([float(getattr(one, name)) for one in outcomes]) for name in ("right", "weight"))
    print(title)
    for low, high in pairwise(BANDS):
        if (inside := (sure >= low) & (sure < high)).any():
            share = np.average(right[inside], weights=weight[inside])
            print(f"   {low:.2f} to {high:.2f}: {inside.sum():5} findings, {share:.2f} right")


def found(every: Sequence[Case], odds: Sequence[float]) -> None:
    """Print the share of omissions found, and of untouched texts with a finding, by confidence."""
    sure = []
    for case, (_, some) in zip(every, omissions([case.segment for case in every]), strict=True):
        fit_for = [one for one in some if case.place in (None, one.place.start)]
        sure.append(max((likely_omission.sureness(odds, features(one)) for one in fit_for), default=0.0))
    values, whole = np.array(sure), np.array([case.place is None for case in every])
    for edge in BANDS[1:-1]:
        print(f"from {edge}: {(values[~whole] >= edge).mean():.3f} found, {(values[whole] >= edge).mean():.3f} alarms")


def main() -> None:
    """Print the numbers for `qa/checks/likely_omission.py`, and how they do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    folder = parser.parse_args().shared / "data" / "train"
    chance = random.Random(SEED)
    kept = {name: unseen(folder / f"{name}.jsonl.gz") for name in SETS}
    every = [case for rows in kept.values() for case in cases(rows, chance)]
    likely_omission.WEIGHTS = weights(every)
    print("WEIGHTS =", likely_omission.WEIGHTS, flush=True)
    marked = [row for name in MARKED for row in kept[name] if references(row)]
    marked = chance.sample(marked, min(MOST, len(marked)))
    spoiled = [case for case in every if case.place is not None]
    people = list(by_marks(marked))
    outcomes = [*people, *by_spoiling(spoiled, OMITTED * len(marked) / len(spoiled))]
    table, right, weight = (np.array(column, dtype=float) for column in zip(*outcomes, strict=True))
    odds = rounded(fit(table, right, weight))
    print("_ODDS =", odds, "from", LEAST, flush=True)
    show("by marks", people, odds)
    show("with spoiled texts", outcomes, odds)
    found(every, odds)


if __name__ == "__main__":
    main()
