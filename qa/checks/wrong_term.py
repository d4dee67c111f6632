"""The check `wrong-term`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.terms import Status
from qa.glossary.base import Glossary
from qa.glossary.match import Match, find_terms
from qa.lang.letter_case import capitalized
from qa.lang.words import fold


@dataclass(frozen=True)
class WrongTerm(Check):
    """A form that the glossary forbids or advises against.

    Why: one name, one spelling: readers take Medusa and Meduza for two things, and lawyers do so for terms.
    Limits: inflected forms are found where the language has a stemmer or a dictionary of forms; the fix is certain
    only for a form that stands in the text as it stands in the glossary, and starts and ends with the same letters as
    the one preferred form. A lower-case common word is not taken for the name that is spelled like it.
    """

    needs = frozenset({"glossary"})
    category = "terminology/wrong-term"

    glossary: Glossary = field(default_factory=Glossary)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each deprecated or forbidden term."""
        for match in find_terms(self.glossary, segment.target.text, segment.target_lang):
            if match.term.is_good or match.doubtful or segment.target.marked(match.start, match.end):
                continue
            yield self._report(segment, match)

    def _report(self, segment: Segment, match: Match) -> Finding:
        surface = segment.target.text[match.start : match.end]
        preferred = self.glossary.preferred(match.term.concept, segment.target_lang)
        forbidden = match.term.status is Status.FORBIDDEN
        says = "forbids" if forbidden else "advises against"
        instead = f'; write "{preferred.text}"' if preferred else ""
        note = f" ({match.term.note.rstrip('.')})" if match.term.note else ""
        fix = self._certain(match, surface, segment.target_lang)
        return self.found(
            segment, match.start, match.end,
            f'"{surface}": the glossary {says} "{match.term.text}"{note}{instead}',
            confidence=0.95 if forbidden else 0.9,
            severity=Severity.MAJOR if forbidden else Severity.MINOR,
            category="accuracy/named-entity" if match.term.is_name else None,
            fix=fix,
            suggestion=fix or (preferred.text if preferred else None),
        )  # fmt: skip

    def _certain(self, match: Match, surface: str, language: str) -> str | None:
        """Return the preferred form, with the capital it needs, where there is just one and the words around it fit.

        They do where both forms start and end alike: `an`, `l’` and the endings that go with a gender stay right.
        """
        concept, wrong = match.term.concept, match.term.text
        preferred = self.glossary.preferred(concept, language)
        if preferred is None or not match.exact or not self.glossary.prefers_one(concept, language):
            return None
        if any(fold(wrong[end]) != fold(preferred.text[end]) for end in (0, -1)):
            return None
        if surface == wrong or match.lower:
            return preferred.text
        return capitalized(preferred.text, language) if surface == capitalized(wrong, language) else None
