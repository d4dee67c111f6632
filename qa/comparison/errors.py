"""Which kinds of errors a system makes more often than the baseline, and whether that is more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from qa.comparison.results import Errors, Fault
from qa.judge.significance import Correction, Counts, corrected, count_tests
from qa.run.examine import Measured

_SHOWN = 10


def errors(baseline: Measured, systems: Sequence[Measured], correction: Correction) -> list[tuple[Errors, ...]]:
    """Return for each system the categories of findings, those whose numbers differ most first.

    All systems and categories together count as one set of comparisons. Categories in which neither the baseline nor
    the system has any are left out.
    """
    found = [finding.category for own in (baseline, *systems) for finding in own.findings]
    categories = sorted(set(found))
    one = _counts(baseline, categories)
    others = [_counts(system, categories) for system in systems]
    p_values = [count_tests(one, other) for other in others]
    remaining = iter(corrected([p for own in p_values for p in own], correction))
    made = [
        [
            Errors(
                category,
                int(before),
                int(after),
                p,
                next(remaining),
                new=_only(system, baseline, category),
                gone=_only(baseline, system, category),
            )
            for category, before, after, p in zip(categories, one.sum(axis=0), other.sum(axis=0), own, strict=True)
        ]
        for system, other, own in zip(systems, others, p_values, strict=True)
    ]
    return [
        tuple(sorted((kind for kind in own if kind.baseline or kind.system), key=lambda kind: -abs(kind.change)))
        for own in made
    ]


def _only(system: Measured, other: Measured, category: str) -> tuple[Fault, ...]:
    """Return the first findings of a category that the other system does not have in the same segment."""
    own, others = (
        [
            Fault(finding.key, finding.check, finding.message)
            for finding in each.findings
            if finding.category == category
        ]
        for each in (system, other)
    )
    known = set(others)
    return tuple(fault for fault in own if fault not in known)[:_SHOWN]


def _counts(system: Measured, categories: Sequence[str]) -> Counts:
    """Return how many findings of each category each segment has, shape (segments, categories)."""
    tally = Counter((finding.key, finding.category) for finding in system.findings)
    keys = [scored.segment.key for scored in system.segments]
    counts = [[tally[key, category] for category in categories] for key in keys]
    return np.array(counts, dtype=np.int64).reshape(len(keys), len(categories))
