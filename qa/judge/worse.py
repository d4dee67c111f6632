"""Whether a translation became worse since an earlier report: a paired test over segments."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np

from qa.core.errors import InputError
from qa.core.findings import Severity
from qa.core.report import Change, Report
from qa.judge.mqm import WEIGHTS
from qa.judge.resampling import RESAMPLES, SEED, Floats
from qa.judge.significance import ALPHA, corrected

PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment with its scores: `witness` is what it was translated from or is compared with."""

    target: str
    witness: tuple[str, ...]
    scores: Mapping[str, float]


Units = dict[str, list[Unit]]


def units_of(report: Report) -> Units:
    """Return the segments of a report, by file; known findings count, ignored ones do not."""
    points: dict[tuple[str, str], float] = defaultdict(float)
    for finding in report.counted:
        points[finding.span.path, finding.key] += WEIGHTS[finding.severity]
    units: Units = defaultdict(list)
    for scored in report.segments:
        segment = scored.segment
        source = [segment.source.text] if segment.source is not None else []
        witness = (*source, *(reference.text for reference in segment.references))
        scores = {**scored.scores, PENALTY: points[segment.target.path, segment.key]}
        units[segment.target.path].append(Unit(segment.target.text, witness, scores))
    return units


def read_units(text: str, name: str) -> Units:
    """Read the segments of an earlier report, written with `-f json`.

    Raises:
        InputError: it is no such report.
    """
    try:
        report = json.loads(text)
        return _units(report)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InputError(f"{name}: is no report that qa wrote with -f json") from error


def _units(report: Mapping[str, Any]) -> Units:
    points: dict[tuple[str, str], float] = defaultdict(float)
    for finding in (*report["findings"], *report.get("known", [])):
        if finding.get("known", {}).get("kind") != "inSource" and finding["segment"] is not None:
            points[finding["path"], finding["segment"]] += WEIGHTS[Severity[finding["severity"].upper()]]
    units: Units = defaultdict(list)
    for row in report["segments"]:
        witness = (*([row["source"]] if row["source"] is not None else []), *row["references"])
        scores = {name: float(value) for name, value in row["scores"].items()}
        own = scores | {PENALTY: points[row["path"], row["key"]]}
        units[row["path"]].append(Unit(row["target"], witness, own))
    return units


def changes(old: Units, new: Units, lower_is_better: Iterable[str] = ()) -> tuple[Change, ...]:
    """Compare the segments that both have, for every score that all of them have; penalty points come first.

    The one-sided p-value is that of a paired sign-flip test with 1,000 flips and a fixed seed; the data as they are
    count as one more. Worse is what is significant at 5 % after Holm's correction for several scores.

    Source: Noreen 1989, "Computer-Intensive Methods for Testing Hypotheses", as Riezler and Maxwell 2005 use it.
    """
    pairs = list(_pairs(old, new))
    if not pairs:
        return ()
    names = [PENALTY, *sorted({name for _, unit in pairs for name in unit.scores} - {PENALTY})]
    falling = {PENALTY, *lower_is_better}
    tested = []
    for name in names:
        both = [(one.scores[name], two.scores[name]) for one, two in pairs if name in one.scores and name in two.scores]
        if both:
            before, after = np.array(both, dtype=float).T
            loss = after - before if name in falling else before - after
            tested.append((name, float(before.mean()), float(after.mean()), len(both), _p(loss)))
    p_values = corrected([row[-1] for row in tested])
    return tuple(Change(*row, worse=p < ALPHA) for row, p in zip(tested, p_values, strict=True))


def _p(loss: Floats) -> float:
    moved = loss[loss != 0]
    seen, as_large = moved.sum(), 1
    generator = np.random.default_rng(SEED)
    for _ in range(RESAMPLES):
        signs = 2 * generator.integers(0, 2, size=len(moved)) - 1
        as_large += bool((signs * moved).sum() >= seen - 1e-9)
    return as_large / (RESAMPLES + 1)


def _pairs(old: Units, new: Units) -> Iterator[tuple[Unit, Unit]]:
    if len(old) == len(new) == 1:
        yield from _matched(*old.values(), *new.values())
    else:
        for path in sorted(old.keys() & new.keys()):
            yield from _matched(old[path], new[path])


def _matched(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pair the segments of two versions: by what they translate, or by their order where nothing tells that."""
    if any(unit.witness for unit in old) and any(unit.witness for unit in new):
        waiting: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        for unit in reversed(old):
            waiting[unit.witness].append(unit)
        yield from ((waiting[unit.witness].pop(), unit) for unit in new if unit.witness and waiting[unit.witness])
        return
    matcher = SequenceMatcher(None, [unit.target for unit in old], [unit.target for unit in new], autojunk=False)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield from zip(old[old_start:old_end], new[new_start:new_end], strict=False)
