"""The check `omission`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.words import words

_SHORTEST = 3


@dataclass(frozen=True)
class Omission(Check):
    """A sentence that every reference has is missing from the translation.

    Why: nobody sees in the translation what is not there.
    Limits: whole sentences only; found by aligning the article with its references, so that a sentence whose content
    moved into another, far-off sentence may be reported.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/omission"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding with an empty span for a segment without translation."""
        if segment.target.text.strip() or not segment.references:
            return
        first = segment.references[0]
        if len(words(first.text, segment.target_lang)) < _SHORTEST:
            return
        yield self.found(
            segment, 0, 0, f'nothing in the translation says "{first.text}"',
            confidence=0.75, evidence=[cite(reference) for reference in segment.references],
            suggestion=first.text,
        )  # fmt: skip
