"""The check `modality-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.contrasts import opposites
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.contrast import knows_contrasts

# Of the few findings in machine translation, half were right by reading; by the source alone, in "can" for "must" none.
_SURE, _LOOSELY = 0.55, 0.25


@dataclass(frozen=True)
class ModalityMismatch(Check):
    """What must be only may be, what is allowed is forbidden, or what is sure is possible, or the other way round.

    Why: "must" for "may" makes a duty of a permission, which matters most in rules, contracts and instructions.
    Bad: Members ⟦must⟧ bring a guest. | Members may bring a guest.
    Bad: Dogs are ⟦allowed⟧ in the hall. | Dogs are prohibited in the hall.
    Bad: [fr] Le patient ⟦peut⟧ prendre ce médicament. | Le patient doit prendre ce médicament.
    Good: Members might bring a guest. | Members may bring a guest.
    Good: Members have to bring a guest. | Members must bring a guest.
    Good: Dogs are not allowed in the hall. | Dogs are prohibited in the hall.
    Limits: known are the words listed for a language: duty and possibility (must, may), permission and prohibition
    (allowed, forbidden), what is required and what is free (mandatory, voluntary), what is sure and what is possible
    (certainly, perhaps). Nothing is said where one of the texts has the translation's meaning, or where a negation
    stands near the word, since "may not" forbids as "must not" does. "Should", "could" and their like may say either,
    and only excuse. "Must" for "may" by the source alone is hidden by default, as languages say it in many ways. Czech,
    Turkish, Persian, Japanese and Korean negate inside the verb, so that "allowed" is not taken for "forbidden" there.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language's words are listed."""
        return knows_contrasts(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word whose opposite the references have, or without any the source."""
        who = "reference" if segment.references else "source"
        for found in opposites(segment, modal=True):
            own = found.own
            evidence = cite(found.passage, found.rival.start, found.rival.end)
            message = f'"{segment.target.text[own.start : own.end]}": the {who} has "{evidence.text}"'
            loose = own.contrast == "duty" and not segment.references
            sure = _LOOSELY if loose else _SURE
            yield self.found(segment, own.start, own.end, message, confidence=sure, evidence=[evidence])
