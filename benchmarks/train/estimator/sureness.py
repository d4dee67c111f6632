"""How often the judge is right when it is so and so sure: what `likely-error` makes its confidence of.

python -m benchmarks.train.estimator.sureness --shared ../shared [--folder dev] [--rows 800]

Runs of suspect words on human MQM rows (bio_mqm, wmt21_ted_mqm), for each band of the judge's own probability: how many
there were, and the share that touches a span which a person marked. By default on the training folder.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.train.estimator.data import rows
from qa.checks.likely_error import suspects
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.models.estimator import Judgement, Texts, judgements

BANDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1.01)
SETS = ("bio_mqm", "wmt21_ted_mqm")
GIVEN = ("both", "reference", "source")


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


def outcomes(row: dict[str, Any], segment: Segment, one: Judgement) -> Iterator[tuple[float, bool]]:
    """Yield the judge's probability of each run of suspect words, and whether people agree."""
    spans = [span for span in row.get("spans", []) if span["side"] == "target" and span["severity"] != "neutral"]
    for run in suspects(segment, one):
        low, high = run[0].word.start, run[-1].word.end
        hit = any(span["start"] < high and low < span["end"] for span in spans)
        yield max(suspect.chance for suspect in run), hit


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--folder", default="train")
    parser.add_argument("--rows", type=int, default=800)
    options = parser.parse_args()
    for name in SETS:
        kept = [row for row in rows(options.shared / "data" / options.folder / f"{name}.jsonl.gz") if row.get("mt")]
        chosen = random.Random(11).sample(kept, min(options.rows, len(kept)))
        for given in GIVEN:
            found = [outcome for one in judged(chosen, given) for outcome in outcomes(*one)]
            print(f"{name}, by {given}")
            for low, high in pairwise(BANDS):
                hits = [right for chance, right in found if low <= chance < high]
                if hits:
                    print(f"   {low:.2f} to {high:.2f}: {len(hits):5} {sum(hits) / len(hits):.2f}")


if __name__ == "__main__":
    main()
