"""The check `lower-case-name`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding
from qa.glossary.base import Glossary
from qa.glossary.match import Match, find_terms
from qa.lang.articles import is_indefinite
from qa.lang.words import words

_LONGEST = 12


@dataclass(frozen=True)
class LowerCaseName(Check):
    """A name of the glossary stands in lower case.

    Why: a name without its capital reads as an ordinary word: "an institute for the study of war" is any institute.
    A name after an indefinite article is not put in for certain, since then the article is wrong too.

    Limits: a single word that is also a common word (Весна and весна, "spring") is reported only where a reference has
    the name with its capital and the translation does not.
    """

    needs = frozenset({"glossary"})
    category = "accuracy/named-entity"

    glossary: Glossary = field(default_factory=Glossary)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each name that lost its capital."""
        matches = find_terms(self.glossary, segment.target.text, segment.target_lang)
        seen: dict[str, tuple[Evidence | None, Evidence | None]] = {}
        for match in matches:
            if not match.lower or segment.target.marked(match.start, match.end):
                continue
            if match.term.concept not in seen:
                seen[match.term.concept] = self._in_references(segment, match)
            capital, lower = seen[match.term.concept]
            if lower is not None or (match.doubtful and capital is None):
                continue
            surface = segment.target.text[match.start : match.end]
            preferred = self.glossary.preferred(match.term.concept, segment.target_lang)
            form = match.term if match.term.is_good or preferred is None else preferred
            yield self.found(
                segment, match.start, match.end,
                f'"{surface}": the name "{form.text}" has lost its capital',
                confidence=0.95 if capital is not None else 0.85,
                evidence=() if capital is None else (capital,),
                fix=form.text if match.exact and not match.doubtful and not _is_any(segment, match) else None,
                suggestion=form.text,
            )  # fmt: skip

    def _in_references(self, segment: Segment, match: Match) -> tuple[Evidence | None, Evidence | None]:
        """Return where a reference has the name with its capital, and where one has it in lower case."""
        capital: Evidence | None = None
        lower: Evidence | None = None
        for reference in segment.references:
            for other in find_terms(self.glossary, reference.text, segment.target_lang):
                if other.term.concept != match.term.concept:
                    continue
                if other.lower:
                    lower = lower or cite(reference, other.start, other.end)
                else:
                    capital = capital or cite(reference, other.start, other.end)
        return capital, lower


def _is_any(segment: Segment, match: Match) -> bool:
    """Say whether an indefinite article stands before the name: `an institute for the study of war`."""
    before = words(segment.target.text[max(0, match.start - _LONGEST) : match.start], segment.target_lang)
    return bool(before) and is_indefinite(before[-1].text, segment.target_lang)
