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
    """A sentence that every reference has is missing from the translation, or an entry has no translation.

    Why: nobody sees in the translation what is not there.
    Limits: whole sentences only; found by aligning the article with its references, so that a sentence whose content
    moved into another, far-off sentence may be reported.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/omission"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding with an empty span for a segment without translation."""
        if words(segment.target.text, segment.target_lang):
            return
        others = segment.references or ((segment.source,) if segment.source else ())
        if not others or not words(others[0].text, segment.target_lang):
            return
        if segment.references and len(words(others[0].text, segment.target_lang)) < _SHORTEST:
            return
        yield self.found(
            segment, 0, 0, f'nothing in the translation says "{others[0].text}"',
            confidence=0.75 if segment.references else 0.9, evidence=[cite(other) for other in others],
            suggestion=others[0].text if segment.references else None,
        )  # fmt: skip
