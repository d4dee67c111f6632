"""The check `missing-name`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from qa.align.gaps import place_of
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Severity
from qa.glossary.base import Glossary
from qa.glossary.match import find_terms
from qa.lang.forms import base_form
from qa.lang.names import is_derived
from qa.lang.words import Word, fold, words

_ALIKE = 0.85


@dataclass(frozen=True)
class MissingName(Check):
    """A name of the glossary that every reference has is missing from the translation.

    Where the translation has a name that is spelled nearly the same, that name is reported instead.

    Why: who said it and where it happened is what news is made of.
    Limits: pronouns and paraphrases ("the outlet") are not told from a loss, so that a name which the neighbouring
    words make plain may be reported.
    """

    severity = Severity.MAJOR
    needs = frozenset({"glossary", "reference"})
    category = "accuracy/omission"

    glossary: Glossary = field(default_factory=Glossary)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each missing name, as an empty span where it belongs."""
        if not segment.references or not segment.target.text:
            return
        language = segment.target_lang
        own = {match.term.concept for match in find_terms(self.glossary, segment.target.text, language)}
        wanted: dict[str, list[Evidence]] = {}
        places: dict[str, int] = {}
        for reference in segment.references:
            for match in find_terms(self.glossary, reference.text, language):
                name = reference.text[match.start : match.end]
                if not match.term.is_name or match.lower or match.term.concept in own:
                    continue
                if _hidden(name, segment.target.text, language):
                    continue
                found = wanted.setdefault(match.term.concept, [])
                if not found:
                    place = place_of(segment.target.text, reference.text, language, match.start, match.end)
                    places[match.term.concept] = place
                if not any(item.path == reference.path for item in found):
                    found.append(cite(reference, match.start, match.end))
        for concept, evidence in wanted.items():
            if len(evidence) == len(segment.references):
                yield self._report(segment, places[concept], evidence)

    def _report(self, segment: Segment, place: int, evidence: Sequence[Evidence]) -> Finding:
        name = evidence[0].text
        altered = _altered(name, segment)
        if altered is None:
            message = f'the references name "{name}" here; the translation does not'
            return self.found(
                segment, place, place, message, confidence=0.6, evidence=evidence, suggestion=name
            )  # fmt: skip
        return self.found(
            segment, altered.start, altered.end, f'"{altered.text}": the references write the name "{name}"',
            confidence=0.75, evidence=evidence, category="accuracy/named-entity",
        )  # fmt: skip


def _altered(name: str, segment: Segment) -> Word | None:
    """Return the word of the translation, in no reference, that is nearly the name's first word."""
    language = segment.target_lang
    first = fold(words(name, language)[0].text)
    known = {fold(word.text) for reference in segment.references for word in words(reference.text, language)}
    rivals = [
        (JaroWinkler.similarity(fold(word.text), first), word)
        for word in words(segment.target.text, language)
        if not word.starts_lower and not word.is_number and fold(word.text) not in known
    ]
    likeness, word = max(rivals, key=lambda rival: rival[0], default=(0.0, None))
    return word if likeness >= _ALIKE else None


@lru_cache(maxsize=4096)
def _hidden(name: str, text: str, language: str) -> bool:
    """Say whether the translation has the name's first word: inflected, derived or glued to another."""
    first = words(name, language)[0].text
    wanted = base_form(first, language)
    return first in text or any(
        base_form(word.text, language) == wanted or is_derived(fold(word.text), fold(first), language)
        for word in words(text, language)
    )
