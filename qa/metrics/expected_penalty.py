"""Expected penalty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.lang.words import count_words
from qa.metrics.estimate import judged_by, name_of_judge, penalties

_WORDS = 100


@dataclass(frozen=True)
class ExpectedPenalty(Metric):
    """The MQM penalty that the learned judge expects from people, in points per 100 words; lower is better.

    Why: the mean of the segments' estimates is worse for longer segments, which have more errors. This figure is about
    the text as a whole, however it is cut up: two points per 100 words are two minor errors there (minor 1, major 5).

    Limits: those of `estimate`; the penalty of a single short segment says little.
    """

    needs = frozenset({"model"})
    either = frozenset({"reference", "source"})
    higher_is_better = False
    usual = False

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment its expected penalty and its words; zeros where there is nothing to judge it by."""
        found = iter(penalties(segments))
        return [
            (next(found), max(1.0, count_words(segment.target.text, segment.target_lang)))
            if judged_by(segment)
            else (0.0, 0.0)
            for segment in segments
        ]

    def finish(self, total: Sequence[float]) -> float:
        """Return the points per 100 words."""
        return _WORDS * float(total[0]) / float(total[1]) if total[1] else 0.0

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return the model, and what it judged by."""
        return f"{name_of_judge(segments)}|per:{_WORDS} words|bs:1000|seed:12345|version:1"
