"""The check `disproportionate-length`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from qa.checks._counterparts import counterpart_name, counterparts
from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.lengths import expected_ratio, ratio_spread, text_length

_SHORTEST = 3
_DEVIATIONS = 4.5
# How many segments the usual ratio of two languages counts for, and that of two scripts.
_PRIOR, _WEAK_PRIOR = 40, 3


@dataclass(frozen=True)
class DisproportionateLength(GroupCheck):
    """The translation is far longer or shorter than its source, for these two languages and this document.

    Why: a sentence was left out, or another one's translation stands here.
    Bad: ⟦No.⟧ | The committee will meet again in September to discuss the budget of the coming year in detail.
    Good: Not at all. | No.
    Limits: what is usual is learned from the document itself, beside the usual ratio of the languages, so that a
    document of few segments in a language that is rarely translated shows only gross differences.
    """

    either = frozenset({"reference", "source"})
    category = "design-and-markup/length"

    def key(self, segment: Segment) -> str:
        """Compare all translations from one language into another."""
        return f"{segment.source_lang if segment.source is not None else None}>{segment.target_lang}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each segment whose length is out of proportion."""
        measured = [(segment, *_measure(segment)) for segment in segments]
        measured = [row for row in measured if row[1] >= _SHORTEST]
        if not measured:
            return
        first = measured[0][0]
        language = first.target_lang if first.source is None else first.source_lang or "und"
        usual, off = expected_ratio(language, first.target_lang)
        weight, count = (_WEAK_PRIOR if off else _PRIOR), len(measured)
        middle = (count * median(ratio for _, _, ratio in measured) + weight * usual) / (count + weight)
        off *= weight / (count + weight)
        deviations = [(ratio - middle) / math.hypot(ratio_spread(length), off) for _, length, ratio in measured]
        width = (count * 1.4826 * median(map(abs, deviations)) + _PRIOR) / (count + _PRIOR)
        wide = max(1.0, width)
        for (segment, length, ratio), deviation in zip(measured, deviations, strict=True):
            if abs(deviation) > _DEVIATIONS * wide:
                yield self._report(segment, length, ratio - middle, abs(deviation) / wide)

    def _report(self, segment: Segment, length: int, ratio: float, deviation: float) -> Finding:
        who = counterpart_name(segment)
        share = f"{math.exp(ratio):.0%}" if ratio < 0 else f"{math.exp(ratio):.1f} times"
        start = len(segment.target.text) - len(segment.target.text.lstrip())
        return self.found(
            segment, start, len(segment.target.text.rstrip()),
            f"the translation has {share} of the length that is usual for a {who} of {length} characters",
            severity=Severity.MAJOR if ratio < 0 else None,
            confidence=0.85 if deviation > 1.5 * _DEVIATIONS else 0.75 if ratio < 0 else 0.55,
        )  # fmt: skip


def _measure(segment: Segment) -> tuple[int, float]:
    """Return the length of the counterpart, and the logarithm of the translation's length over it; 0 without."""
    lengths = [text_length(other.text) for other in counterparts(segment)]
    own = text_length(segment.target.text)
    if not own or not lengths or not min(lengths):
        return 0, 0.0
    nearest = min(lengths, key=lambda length: abs(math.log(own / length)))
    return nearest, math.log(own / nearest)
