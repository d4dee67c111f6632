"""Which kinds of errors a system makes more often than the baseline, and whether that is more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from qa.comparison.results import Errors
from qa.judge.significance import Correction, Counts, corrected, count_tests
from qa.systems import ScoredSystem


def errors(baseline: ScoredSystem, systems: Sequence[ScoredSystem], correction: Correction) -> list[tuple[Errors, ...]]:
    """Return for each system the categories of findings, those whose numbers differ most first.

    All systems and categories together count as one set of comparisons.
    """
    found = [finding.category for own in (baseline, *systems) for finding in own.measured.findings]
    categories = sorted(set(found))
    one = _counts(baseline, categories)
    others = [_counts(system, categories) for system in systems]
    p_values = [count_tests(one, other) for other in others]
    remaining = iter(corrected([p for own in p_values for p in own], correction))
    made = [
        [
            Errors(category, int(before), int(after), p, next(remaining))
            for category, before, after, p in zip(categories, one.sum(axis=0), other.sum(axis=0), own, strict=True)
        ]
        for other, own in zip(others, p_values, strict=True)
    ]
    return [tuple(sorted(own, key=lambda kind: -abs(kind.change))) for own in made]


def _counts(system: ScoredSystem, categories: Sequence[str]) -> Counts:
    """Return how many findings of each category each segment has, shape (segments, categories)."""
    tally = Counter((finding.key, finding.category) for finding in system.measured.findings)
    keys = [scored.segment.key for scored in system.segments]
    counts = [[tally[key, category] for category in categories] for key in keys]
    return np.array(counts, dtype=np.int64).reshape(len(keys), len(categories))
