"""How good a drafted term base is: its proposed translations, against term lists that people made.

Run: python -m benchmarks.extraction --shared PATH [--pairs en-ru,en-fr]

The texts are the human translations of TICO-19 (1,670 sentences a language), the lists those of the same project (its
`tico19_terms`). A base is drafted from the texts alone. Of the listed terms that stand twice in the texts it counts the
candidates of the draft, those with a proposal, and of these those that propose a listed translation, base form by base
form, and those that have a word in common with one: lists often name another synonym than the texts use.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.glossary.base import Glossary
from qa.glossary.candidates import Least
from qa.glossary.extract import extract
from qa.lang.forms import base_form
from qa.lang.words import words

PAIRS = "en-ru,en-fr,en-ar,en-hi,en-id,en-fa"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a packed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def forms(text: str, language: str) -> tuple[str, ...]:
    """Return the base forms of the words of a term."""
    return tuple(base_form(word.text, language) for word in words(text, language))


def measure(shared: Path, pair: str) -> tuple[int, int, int, int, int]:
    """Count the listed terms: those that stand twice, candidates, with a proposal, the same one, a word in common."""
    source, target = pair.split("-")
    segments = [
        Segment(str(number), Passage(row["reference"]), (), Passage(row["source"]), target, source)
        for number, row in enumerate(rows(shared / "data/dev/tico19_parallel.jsonl.gz"))
        if row["lp"] == pair
    ]
    listed: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for row in rows(shared / "data/dev/tico19_terms.jsonl.gz"):
        if (row["sl"], row["tl"]) == (source, target):
            listed[forms(row["term"], source)].add(forms(row["translation"], target))
    text = "|".join(f" {' '.join(forms(segment.source.text, source))} " for segment in segments if segment.source)
    stand = [key for key in listed if text.count(f" {' '.join(key)} ") > 1]
    drafts = {forms(draft.text, source): draft for draft in extract(segments, Least(), Glossary())}
    found = [(listed[key], drafts[key]) for key in stand if key in drafts]
    proposed = [
        (translations, [forms(one.text, target) for one in draft.proposals])
        for translations, draft in found
        if draft.proposals
    ]
    same = sum(bool(translations & set(proposals)) for translations, proposals in proposed)
    shares = sum(
        any(set(one) & set(other) for one in translations for other in proposals)
        for translations, proposals in proposed
    )
    return len(stand), len(found), len(proposed), same, shares


def main() -> None:
    """Print the counts of `measure` for each pair of languages, and their sums."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True, help="The folder of the shared data.")
    parser.add_argument("--pairs", default=PAIRS)
    options = parser.parse_args()
    total = [0, 0, 0, 0, 0]
    for pair in options.pairs.split(","):
        counts = measure(options.shared, pair)
        total = [one + other for one, other in zip(total, counts, strict=True)]
        print(f"{pair}: {counts}")
    stand, found, proposed, same, shares = total
    print(f"listed terms that stand twice: {stand}, {found / stand:.0%} of them candidates, {proposed} with a proposal")
    print(f"of these {same / proposed:.0%} propose a listed translation, {shares / proposed:.0%} a word of one")


if __name__ == "__main__":
    main()
