"""The check `double-space`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.scripts import has_spaces

# The first space comes first in the pattern, so that the search runs from space to space.
_DOUBLE = re.compile(r"[ \u00a0](?<=[^\s.!?:…。।].)(?:[ \u00a0]|(?<= )\u200b )(?=[^\s|])")
_FIRST, _LATER = 0.8, 0.4


@dataclass(frozen=True)
class DoubleSpace(GroupCheck):
    """Two spaces stand where one belongs.

    Why: a word was taken out and its space left behind, or the text was pasted together.
    Bad: They voted⟦  ⟧and then they left.
    Good: They voted.  Then they left.
    Good: name    age    town
    Limits: two spaces after the end of a sentence are a custom and left alone; so are rows of three and more, which
    line text up, and languages that put spaces only between sentences. Only a document's first double
    space is shown by default; the confidence of the others is lower, so that a habit does not fill the report.
    """

    category = "linguistic-conventions/punctuation"
    severity = Severity.NEUTRAL

    def covers(self, language: str) -> bool:
        """Say whether the language has spaces between words."""
        return has_spaces(language)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each double space of a document."""
        found = [
            (segment, match)
            for segment in segments
            for match in _DOUBLE.finditer(segment.target.text)
            if not segment.target.marked(*match.span())
        ]
        for index, (segment, match) in enumerate(found):
            confidence = _LATER if index else _FIRST
            yield self.found(segment, *match.span(), "two spaces in a row", confidence=confidence, fix=" ")
