"""The check `modality-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.words import pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.modality import knows_modality, modality
from qa.lang.negation import negation


@dataclass(frozen=True)
class ModalityMismatch(Check):
    """What must be in the translation only may be in the references, or the other way round.

    Why: "must" for "may" makes a duty of a permission, which matters most in rules, contracts and instructions.
    Bad: Members ⟦must⟧ bring a guest. | Members may bring a guest.
    Bad: [fr] Le patient ⟦peut⟧ prendre ce médicament. | Le patient doit prendre ce médicament.
    Good: Members might bring a guest. | Members may bring a guest.
    Good: Members have to bring a guest. | Members must bring a guest.
    Limits: one verb in the place of the other, with the same words on both sides. Nothing is said where one reference
    has the translation's meaning, or where the verb is negated, since "may not" forbids as "must not" does. Real
    translations hardly ever do this: the confidence is an estimate.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language's verbs are listed."""
        return knows_modality(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each verb in whose place the references have one of the other meaning."""
        text, language = segment.target.text, segment.target_lang
        pairings = [pair_words(text, reference.text, language) for reference in segment.references]
        negated = {word.start for word in negation(text, language).words}
        every = {modality(word.text, language) for pairing in pairings for word in pairing.other}
        for reference, pairing in zip(segment.references, pairings, strict=True):
            found = False
            for index, link in pairing.replaced().items():
                own, other = pairing.target[index], pairing.other[link]
                meaning, rival = modality(own.text, language), modality(other.text, language)
                near = {word.start for word in pairing.target[max(0, index - 1) : index + 2]}
                if meaning is None or rival is None or meaning in every or near & negated:
                    continue
                if segment.target.marked(own.start, own.end):
                    continue
                found = True
                message = f'"{own.text}" says that it {meaning}; the reference has "{other.text}", that it {rival}'
                evidence = [cite(reference, other.start, other.end)]
                yield self.found(segment, own.start, own.end, message, confidence=0.55, evidence=evidence)
            if found:
                return
