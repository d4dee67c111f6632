"""The check `literal-phrase`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.patterns import find_phrases, phrases
from qa.lang.words import fold

_COLLECTION = "literal"


@dataclass(frozen=True)
class LiteralPhrase(Check):
    """A phrase is put word by word as another language has it.

    Why: fixed phrases seldom survive a translation word by word: in many languages a U-turn is one of 180 points.
    Bad: The policy made a turn of ⟦180 points⟧.
    Bad: [de] Er geht heim und ⟦nimmt eine Dusche⟧.
    Good: The policy made a turn of 180 degrees; he scored 180 points.
    Limits: knows the phrases that are listed for the language in `qa/lang/literal`; a phrase that a reference has too
    is left alone.
    """

    severity = Severity.MINOR
    category = "style/unidiomatic"

    def covers(self, language: str) -> bool:
        """Say whether phrases are listed for the language."""
        return bool(phrases(_COLLECTION, language))

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each listed phrase."""
        for found in find_phrases(_COLLECTION, segment.target.text, segment.target_lang):
            surface = segment.target.text[found.start : found.end]
            if segment.target.marked(found.start, found.end):
                continue
            if any(fold(surface) in fold(reference.text) for reference in segment.references):
                continue
            yield self.found(
                segment, found.start, found.end, f'"{surface}": {found.phrase.why}; better "{found.phrase.better}"',
                confidence=found.phrase.confidence, suggestion=found.phrase.better,
            )  # fmt: skip
