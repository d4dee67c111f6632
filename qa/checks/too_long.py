"""The check `too-long`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage


@dataclass(frozen=True)
class TooLong(Check):
    """The translation has more characters than the file allows for the entry.

    Why: the program cuts the text off, or it runs out of its button ("Einstellung speich").
    Limits: looks at limits in characters that the file states itself: `maxwidth` with the unit `char` and memoQ's
    `maxlengthchars` in XLIFF 1.2, `sizeRestriction` in code points in XLIFF 2, Weblate's flag `max-length`, a column
    `max_length` in tables. Widths in pixels and sizes in bytes are not measured. Inline codes do not count, and a
    placeholder counts as it is written. Marked is what goes beyond the limit.
    """

    category = "design-and-markup/length"
    severity = Severity.MAJOR

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for a translation beyond its limit, at what is too much."""
        if segment.longest is None:
            return
        shown = _shown(segment.target)
        if len(shown) > segment.longest:
            yield self.found(
                segment, shown[segment.longest], shown[-1] + 1,
                f"{len(shown)} characters where the file allows {segment.longest}",
                confidence=0.95,
            )  # fmt: skip


def _shown(passage: Passage) -> list[int]:
    """Return the places of all characters that are shown: those outside inline codes."""
    shown: list[int] = []
    position = 0
    for start, end in passage.marks:
        shown += range(position, start)
        position = end
    return [*shown, *range(position, len(passage.text))]
