"""The check `addition`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.words import words

_SHORTEST = 3


@dataclass(frozen=True)
class Addition(Check):
    """A sentence that no reference has.

    Why: machine translation invents, and scraping picks up what belongs to the page and not to the article.
    Limits: whole sentences only; found by aligning the article with its references.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/addition"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for a segment without counterpart."""
        text = segment.target.text
        if "unpaired" not in segment.flags or len(words(text, segment.target_lang)) < _SHORTEST:
            return
        yield self.found(segment, 0, len(text), "no reference has anything like this sentence", confidence=0.7)
