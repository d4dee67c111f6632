"""Which planted errors the checks find, and how often they say something of the text before it was spoiled.

python -m benchmarks.planted_errors --shared ../shared [--model estimator] [--show negation]

DEMETR (Karpinska et al. 2022, MIT licence): a good machine translation into English, the same with one error planted,
a reference and the source. Rows in which nothing was changed are left out. An error counts as found where a finding
touches the words that differ (an omission: the place) and has at least the default confidence; a false alarm is a
finding of minor severity or above on the good text.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from qa.config.settings import Settings, chosen_checks
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.judge.merge import merge
from qa.lang.words import words
from qa.run.work import execute

DEFAULT = Settings()


def segment(row: dict[str, Any], target: str, number: int, with_references: bool) -> Segment:
    """Return a row as a segment in a document of its own."""
    references = tuple(Passage(text, f"{number}.ref") for text in row["references"].values()) if with_references else ()
    source_lang = row["lp"].partition("-")[0]
    source = Passage(row["source"], "source")
    return Segment(str(number), Passage(target, str(number)), references, source, "en", source_lang, number)


def read_rows(shared: Path) -> list[dict[str, Any]]:
    """Return the rows in which something was changed."""
    path = shared / "data" / "dev" / "demetr.jsonl.gz"
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()]
    return [row for row in rows if row["mt"] != row["mt_good"]]


def findings_of(segments: list[Segment], settings: Settings = DEFAULT) -> dict[str, list[Finding]]:
    """Return the findings of each segment's document that are at least so sure."""
    have = {"reference", "source", *(["model"] if settings.model else [])}
    checks = [check for check in chosen_checks(settings) if check.needs <= have and not check.takes]
    found: dict[str, list[Finding]] = defaultdict(list)
    sure = [item for item in execute(segments, checks, []).findings if item.confidence >= settings.min_confidence]
    for finding in merge(sure):
        found[finding.span.path].append(finding)
    return found


def changed(good: str, bad: str) -> list[tuple[int, int]]:
    """Return the ranges of `bad` whose words differ from `good`, in code points; an empty range for lost words."""
    own = words(bad, "en")
    script = Levenshtein.opcodes([word.text for word in words(good, "en")], [word.text for word in own])
    ranges = []
    for step in script:
        if step.tag == "equal":
            continue
        if step.dest_start < step.dest_end:
            ranges.append((own[step.dest_start].start, own[step.dest_end - 1].end))
        else:
            before = own[step.dest_start - 1].end if step.dest_start else 0
            after = own[step.dest_start].start if step.dest_start < len(own) else len(bad)
            ranges.append((before, after))
    return ranges or [_differing_characters(good, bad)]


def _differing_characters(good: str, bad: str) -> tuple[int, int]:
    spots = [step for step in Levenshtein.opcodes(good, bad) if step.tag != "equal"]
    return (spots[0].dest_start, max(spots[-1].dest_end, spots[0].dest_start + 1)) if spots else (0, len(bad))


def touches(finding: Finding, ranges: list[tuple[int, int]]) -> bool:
    """Say whether a finding touches one of the ranges."""
    span = finding.span
    return any(span.start <= end and start <= span.end for start, end in ranges)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--show", help="print what is missed of kinds that contain this word")
    parser.add_argument("--no-reference", action="store_true")
    parser.add_argument("--model", action="append", default=[], help="estimator: with the learned judge")
    parser.add_argument("--select", action="append", default=[], help="only these checks")
    parser.add_argument("--every", type=int, default=1, help="only each so manieth row")
    options = parser.parse_args()
    settings = Settings(model=tuple(options.model), select=tuple(options.select))
    rows = read_rows(options.shared)[:: options.every]
    with_references = not options.no_reference
    bad = findings_of([segment(row, row["mt"], n, with_references) for n, row in enumerate(rows)], settings)
    kinds: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for number, row in enumerate(rows):
        hit = any(touches(finding, changed(row["mt_good"], row["mt"])) for finding in bad[str(number)])
        kinds[row["severity"], row["pert_desc"]].append(hit)
        if options.show and options.show in row["pert_desc"] and not hit:
            print(f"  {row['mt_good']}\n  {row['mt']}\n  {next(iter(row['references'].values()))}\n")
    for (severity, kind), hits in sorted(kinds.items()):
        print(f"{severity:8} {kind:60} {len(hits):5} {sum(hits) / len(hits):6.1%}")
    grave = [hit for (severity, _), hits in kinds.items() if severity in ("critical", "major") for hit in hits]
    unique = list({row["mt_good"]: row for row in rows}.values())
    good = findings_of([segment(row, row["mt_good"], n, with_references) for n, row in enumerate(unique)], settings)
    alarms = [any(item.severity >= Severity.MINOR for item in good[str(n)]) for n in range(len(unique))]
    print(f"critical and major: {sum(grave) / len(grave):.1%} found")
    print(f"good text with a finding: {sum(alarms) / len(alarms):.1%}")


if __name__ == "__main__":
    main()
