"""Whether the confidence of findings means something: of findings at 0.8, about 80 in 100 should be right.

python -m benchmarks.calibration --shared ../shared --folder train                   # to set confidences by
python -m benchmarks.calibration --shared ../shared --folder dev                     # to check them
python -m benchmarks.calibration --shared ../shared --folder train --by-confidence --select number-mismatch

For each check: how many findings it has, the confidence they claim on average, and the share that is right with its
95 % interval (Wilson). Then the same by bands of confidence, and the expected calibration error: how far the claim and
the share are apart, averaged over the findings that are shown by default (from 0.5 on). All of it twice:

- On translations in which people marked errors (MQM), with reference and source given. `strict`: the finding overlaps a
  span that people marked in the translation; an omission is right where they marked any omission in the segment.
  `near`: so it does when it is widened by three words to either side. People leave errors out, above all small ones,
  and each translation was read once: a true error that nobody marked counts as wrong here, so that both figures are
  floors for checks of typography, spelling and names. A finding that overlaps an error of another kind counts as right.
- On planted errors (DEMETR, `dev` only). A finding that touches the changed words is right; any other, and any in the
  text before it was spoiled, is wrong. What stands in both texts counts once. Errors are far more frequent here than
  in life, which flatters, and real slips of the translation count as wrong, which does not.

A finding that several checks agree on counts for the surest of them, whose confidence it shows.

Data: bio-mqm-dataset and wmt-mqm-human-evaluation (Apache-2.0), DEMETR (MIT); see the README of the data.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from benchmarks.planted_errors import changed, findings_of, read_rows, segment, touches
from qa.config.settings import Settings
from qa.evaluate.measure import is_right
from qa.evaluate.predict import Found, predict
from qa.gold.files import read_gold
from qa.gold.rows import Judged
from qa.lang.words import Word, words

FILES = ("bio_mqm", "wmt21_ted_mqm")
SHOWN = 0.5
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
NEAR = 3
DEVIATIONS = 1.96


class Outcome(NamedTuple):
    """A finding by its check and confidence, and whether it is right, by the strict rule and by the lenient one."""

    check: str
    confidence: float
    right: bool
    near: bool


def human(rows: Sequence[Judged], settings: Settings) -> Iterator[Outcome]:
    """Yield what people's marks say of each finding; all rows have been searched for errors."""
    found = predict(rows, settings, with_scores=False).found
    for row, own in zip(rows, found, strict=True):
        every = words(row.target, row.languages[1]) if own else []
        spans = row.spans or ()
        for item in own:
            right = is_right(item, spans)
            near = right or is_right(widened(item, every), spans)
            yield Outcome(item.finding.check, item.finding.confidence, right, near)


def widened(item: Found, every: Sequence[Word]) -> Found:
    """Return the finding as if it marked a few more words to either side, out of all words of the translation."""
    places = []
    for place in item.places:
        before = [word.start for word in every if word.end <= place.start][-NEAR:]
        after = [word.end for word in every if word.start >= place.end][:NEAR]
        start, end = min([place.start, *before]), max([place.end, *after])
        places.append(place._replace(start=start, end=end))
    return Found(item.finding, tuple(places))


def planted(shared: Path, settings: Settings) -> Iterator[Outcome]:
    """Yield what is known of each finding in texts with one planted error, and in the texts before."""
    rows = read_rows(shared)
    texts = list({row["mt_good"]: row for row in rows}.values())
    good = findings_of([segment(row, row["mt_good"], n, True) for n, row in enumerate(texts)], settings)
    bad = findings_of([segment(row, row["mt"], n, True) for n, row in enumerate(rows)], settings)
    before = set()
    for number, row in enumerate(texts):
        for item in good[str(number)]:
            before.add((row["mt_good"], item.check, item.message))
            yield Outcome(item.check, item.confidence, False, False)
    for number, row in enumerate(rows):
        ranges = changed(row["mt_good"], row["mt"])
        for item in bad[str(number)]:
            right = touches(item, ranges)
            if right or (row["mt_good"], item.check, item.message) not in before:
                yield Outcome(item.check, item.confidence, right, right)


def interval(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, after Wilson 1927."""
    share, square = right / total, DEVIATIONS**2
    middle = share + square / (2 * total)
    margin = DEVIATIONS * sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, middle - margin) / scale, (middle + margin) / scale


def print_row(name: str, some: Sequence[Outcome]) -> None:
    """Print how often these findings are right."""
    total, right = len(some), sum(item.right for item in some)
    low, high = interval(right, total)
    claimed = sum(item.confidence for item in some) / total
    near = sum(item.near for item in some) / total
    print(f"  {name:32}{total:8}{claimed:10.2f}{right / total:10.2f}   {low:.2f}-{high:.2f}{near:10.2f}")


def calibration_error(shown: Sequence[Outcome], is_good: Callable[[Outcome], bool]) -> float:
    """Return how far the claimed confidence and the share that is right are apart, averaged over bands by size."""
    groups = grouped(shown, band)
    gaps = (abs(sum(item.confidence - is_good(item) for item in group)) for group in groups.values())
    return sum(gaps) / len(shown)


def band(item: Outcome) -> str:
    """Return the band of confidence that a finding is in."""
    low = max(edge for edge in BANDS if edge <= item.confidence)
    high = min((edge for edge in BANDS if edge > low), default=1.0)
    return f"{low:.1f}-{high:.1f}"


def grouped(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """Return the outcomes by key, in the order of the keys."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for item in outcomes:
        groups[key(item)].append(item)
    return dict(sorted(groups.items()))


def print_tables(title: str, outcomes: Sequence[Outcome], by_confidence: bool) -> None:
    """Print the findings by check and by band, and the calibration error."""
    print(f"{title}: {len(outcomes):,} findings")
    print(f"  {'':32}{'findings':>8}{'claimed':>10}{'strict':>10}{'95 %':>12}{'near':>10}")
    for name, group in grouped(outcomes, lambda item: item.check).items():
        print_row(name, group)
        parts = grouped(group, lambda item: f"  {item.confidence:.2f}") if by_confidence else {}
        for part in parts.items():
            print_row(*part)
    for name, group in grouped(outcomes, band).items():
        print_row(name, group)
    shown = [item for item in outcomes if item.confidence >= SHOWN]
    if shown:
        strict, near = (calibration_error(shown, rule) for rule in (lambda item: item.right, lambda item: item.near))
        print(f"  expected calibration error of the {len(shown):,} shown: strict {strict:.3f}, near {near:.3f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--folder", choices=("train", "dev"), default="dev")
    parser.add_argument("--select", action="append", default=[], help="only this check (repeatable)")
    parser.add_argument("--by-confidence", action="store_true", help="divide each check by the confidence it claims")
    parser.add_argument("--model", default="none", help="estimator: with the learned judge")
    options = parser.parse_args()
    settings = Settings(select=tuple(options.select), min_confidence=0, model=(options.model,))
    rows = [
        row
        for name in FILES
        for row in read_gold(options.shared / "data" / options.folder / f"{name}.jsonl.gz")
        if row.references and row.spans is not None
    ]
    print_tables(f"{len(rows):,} translations that people marked", list(human(rows, settings)), options.by_confidence)
    if options.folder == "dev":
        print_tables("planted errors", list(planted(options.shared, settings)), options.by_confidence)


if __name__ == "__main__":
    main()
