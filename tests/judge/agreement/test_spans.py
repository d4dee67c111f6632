from __future__ import annotations

import numpy as np
import pytest

from qa.core.findings import Severity
from qa.judge.agreement.spans import Marked, SpanCounts, Spans, count_characters, f1_scores, span_scores

MINOR, MAJOR, CRITICAL, NEUTRAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL, Severity.NEUTRAL


@pytest.mark.parametrize(
    ("found", "human", "counts"),
    [
        ([(0, 4, MINOR)], [(2, 6, MINOR)], (2, 2, 4, 4)),
        ([(0, 4, MINOR)], [(2, 6, MAJOR)], (2, 1, 4, 4)),
        ([(0, 4, CRITICAL)], [(0, 4, MAJOR)], (4, 4, 4, 4)),
        ([(0, 4, MINOR)], [(0, 2, MINOR), (0, 2, MAJOR)], (2, 2, 4, 2)),
        ([(0, 2, MINOR), (1, 3, MINOR)], [], (0, 0, 3, 0)),
        ([(0, 4, NEUTRAL)], [(0, 4, NEUTRAL)], (0, 0, 0, 0)),
        ([(0, 4, MAJOR)], [(0, 4, None)], (4, 4, 4, 4)),
        ([(0, 4, MINOR)], [(0, 4, None)], (4, 4, 4, 4)),
        ([], [(3, 3, MAJOR)], (0, 0, 0, 1)),
        ([(10, 10, MAJOR)], [(10, 10, MINOR)], (1, 0.5, 1, 1)),
        ([(0, 10, MINOR)], [(4, 4, MINOR)], (1, 1, 10, 1)),
    ],
    ids=["overlap", "wrong-severity", "critical-is-major", "both-severities", "spans-that-overlap", "neutral",
         "no-severity", "no-severity-either", "empty", "empty-at-the-end", "empty-inside"],
)  # fmt: skip
def test_characters_count_as_in_the_shared_task(found, human, counts) -> None:
    result = count_characters(10, [Marked(*span) for span in found], [Marked(*span) for span in human])
    assert result == SpanCounts(*counts)


@pytest.mark.parametrize("seed", range(10))
def test_counts_are_those_of_the_rule_character_by_character(seed: int) -> None:
    generator = np.random.default_rng(seed)

    def some() -> list[Marked]:
        ends = np.sort(generator.integers(0, 31, (4, 2)), axis=1)
        return [Marked(int(a), int(b), (MINOR, MAJOR)[generator.integers(2)]) for a, b in ends]

    def severities(spans: list[Marked], place: int) -> set[Severity]:
        return {span.severity for span in spans if span.start <= place < max(span.end, span.start + 1)}

    found, human = some(), some()
    hits = graded = marked = gold = 0.0
    for place in range(31):
        own, other = severities(found, place), severities(human, place)
        marked, gold = marked + bool(own), gold + bool(other)
        hits += bool(own and other)
        graded += 0.0 if not (own and other) else 1.0 if own & other else 0.5
    assert count_characters(30, found, human) == (hits, graded, marked, gold)


def test_precision_recall_and_f1_of_sums() -> None:
    total = SpanCounts(both=6, graded=3, found=8, human=12)
    assert span_scores(total) == Spans(0.75, 0.5, 0.6)
    assert span_scores(total, graded=True) == Spans(0.375, 0.25, 0.3)
    assert f1_scores(np.array([6.0]), np.array([8.0]), np.array([12.0]))[0] == pytest.approx(0.6)


def test_what_is_a_share_of_nothing_is_none() -> None:
    assert span_scores((0, 0, 0, 5)) == Spans(None, 0.0, 0.0)
    assert span_scores((0, 0, 5, 0)) == Spans(0.0, None, 0.0)
    assert span_scores((0, 0, 0, 0)) == Spans(None, None, None)
