"""The check `nested-quotes`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.quotes import pair_marks, quotation_marks

_STRAIGHT = '"'


@dataclass(frozen=True)
class NestedQuotes(Check):
    """A quotation inside another has the same marks, so that it cannot be seen which of the two ends first.

    Why: nearly every language has marks of a second kind for the quotation inside.
    Bad: “They called it ⟦“⟧progress” and left,” she said.
    Good: “They called it ‘progress’ and left,” she said.
    Good: [ru] «Он читал „Правду“», — сказала она.
    Limits: straight marks, which look the same on both sides, and languages whose marks of both kinds are the same by
    CLDR are left alone.
    """

    category = "linguistic-conventions/punctuation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each inner quotation with the marks of the outer one."""
        text, language = segment.target.text, segment.target_lang
        first, _, inner, _ = quotation_marks(language)
        outer: list[tuple[int, str]] = []
        for quotation in pair_marks(text, language).quotations:
            if quotation.end is None:
                continue
            while outer and outer[-1][0] <= quotation.start:
                outer.pop()
            mark = text[quotation.start]
            same = bool(outer) and outer[-1][1] == mark and mark not in (_STRAIGHT, inner)
            if same and not segment.target.marked(quotation.start, quotation.end):
                yield self.found(
                    segment, quotation.start, quotation.start + 1,
                    f"{mark} opens a quotation inside one that opened with {mark} too", confidence=0.8,
                    suggestion=inner if mark == first else None,
                )  # fmt: skip
            outer.append((quotation.end, mark))
