"""How often the judge is right when it is so and so sure: what its checks make their confidence of.

python -m benchmarks.train.estimator.sureness --shared ../shared

On human MQM rows (bio_mqm, wmt21_ted_mqm) that the training has not seen, for each band of the judge's own probability:
how many runs of suspect words there were (`likely-error`) and of lost words (`likely-omission`), and the share that
touches a span which people marked, strictly and within three words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.calibration import NEAR
from benchmarks.train.estimator.batches import is_held_out
from benchmarks.train.estimator.data import Inventory, rows
from qa.checks.likely_error import suspects
from qa.checks.likely_omission import omissions, place_of
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.words import words
from qa.models.estimator import Judgement, Texts, judgements

BANDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1.01)
SETS = ("bio_mqm", "wmt21_ted_mqm")
GIVEN = ("both", "reference", "source")
Outcome = tuple[float, bool, bool]
"""The judge's probability, and whether people agree, strictly and nearly."""


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
    if not references and (source is None or given == "both"):
        return None
    passages = tuple(Passage(text, "reference") for text in references.values())
    return Segment("1", Passage(row["mt"], "target"), passages, source, row["lp"].partition("-")[2])


def judged(chosen: Sequence[dict[str, Any]], given: str) -> Iterator[tuple[dict[str, Any], Segment, Judgement]]:
    """Yield the rows that have what is given, with their judgements."""
    able = [(row, segment) for row in chosen if (segment := segment_of(row, given)) is not None]
    for (row, segment), one in zip(able, judgements([Texts.of(item) for _, item in able]), strict=True):
        yield row, segment, one


def outcomes(row: dict[str, Any], segment: Segment, one: Judgement) -> Iterator[tuple[str, Outcome]]:
    """Yield by check the judge's probability for each finding, and whether people agree."""
    spans = [span for span in row.get("spans", []) if span["severity"] != "neutral"]
    marked = [(span["start"], span["end"]) for span in spans if span["side"] == "target"]
    lacking = any("mission" in (span.get("category") or "") for span in spans)
    for run in suspects(segment, one):
        low, high = run[0].word.start, run[-1].word.end
        chance = max(suspect.chance for suspect in run)
        yield "likely-error", (chance, touches(marked, low, high), touches(marked, *widened(segment, low, high)))
    for omission in omissions(segment, one):
        place = place_of(segment, omission)
        near = lacking or touches(marked, *widened(segment, place, place))
        yield "likely-omission", (omission.chance, lacking or touches(marked, place, place), near)


def touches(marked: Sequence[tuple[int, int]], low: int, high: int) -> bool:
    """Say whether a span that people marked and the stretch from `low` to `high` meet."""
    return any(start <= high and low <= end for start, end in marked)


def widened(segment: Segment, low: int, high: int) -> tuple[int, int]:
    """Return the stretch with three words more on either side."""
    every = words(segment.target.text, segment.target_lang)
    before = [word.start for word in every if word.end <= low][-NEAR:]
    after = [word.end for word in every if word.start >= high][:NEAR]
    return min([low, *before]), max([high, *after])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    for name in SETS:
        chosen = unseen(options.shared / "data" / "train" / f"{name}.jsonl.gz")
        for given in GIVEN:
            found = [outcome for one in judged(chosen, given) for outcome in outcomes(*one)]
            for check in sorted({check for check, _ in found}):
                print(f"{name}, by {given}: {check}")
                for low, high in pairwise(BANDS):
                    hits = [outcome for own, outcome in found if own == check and low <= outcome[0] < high]
                    if hits:
                        strict, near = (sum(hit[place] for hit in hits) / len(hits) for place in (1, 2))
                        print(f"   {low:.2f} to {high:.2f}: {len(hits):5} {strict:.2f} {near:.2f}")


if __name__ == "__main__":
    main()
