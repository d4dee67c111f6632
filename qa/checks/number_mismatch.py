"""The check `number-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.words import pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Severity
from qa.core.passage import Passage
from qa.lang.numbers import Quantity, quantities


@dataclass(frozen=True)
class NumberMismatch(Check):
    """A number, month or weekday that no reference and not the source has, or one that they have and it lacks.

    Why: a wrong figure is the error that costs most, and the easiest to check.
    Bad: They face up to ⟦50⟧ years. | They face up to 15 years.
    Bad: It happens on November ⟦14⟧. | It happens on November 4.
    Bad: It was said on ⟦Tuesday⟧. | It was said on Wednesday.
    Good: Some 2 000 people and two dogs. | Some 2,000 people and 2 dogs.
    Good: [ru] Это случится 4 ноября. | Это случится 4-го ноября.
    Limits: compares values, not units; numbers and ordinals in words are known up to twenty, the tens, hundred and
    thousand; a number in words is support for another, but its own absence is not reported, nor is a lost number where
    the translation has a wrong one in its place.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each number that differs."""
        witnesses = [(reference, segment.target_lang) for reference in segment.references]
        if segment.source is not None and segment.source_lang is not None and not witnesses:
            witnesses.append((segment.source, segment.source_lang))
        if not witnesses or not segment.target.text:
            return
        own = quantities(segment.target.text, segment.target_lang)
        theirs = [(passage, quantities(passage.text, language)) for passage, language in witnesses]
        known = {quantity.value for _, found in theirs for quantity in found}
        wrong = [
            quantity
            for quantity in own
            if quantity.value not in known
            and _counts(quantity)
            and not segment.target.marked(quantity.start, quantity.end)
        ]
        missing = _missing(own, theirs)
        for kind in dict.fromkeys(map(_kind, [*wrong, *(quantity for quantity, _ in missing)])):
            ours = [quantity for quantity in wrong if _kind(quantity) == kind]
            lost = [item for item in missing if _kind(item[0]) == kind]
            paired = len(ours) == len(lost)
            for index, quantity in enumerate(ours):
                yield self._wrong(segment, quantity, lost[index][1] if paired else None)
            if not ours and not kind:
                yield from (self._lost(segment, evidence) for quantity, evidence in lost if quantity.digits)

    def _wrong(self, segment: Segment, quantity: Quantity, rival: Evidence | None) -> Finding:
        surface = segment.target.text[quantity.start : quantity.end]
        who = "reference" if segment.references else "source"
        instead = f'; the {who} has "{rival.text}"' if rival else ""
        return self.found(
            segment, quantity.start, quantity.end, f'"{surface}": no {who} has it{instead}',
            confidence=0.85 if rival else 0.6,
            evidence=() if rival is None else (rival,),
            suggestion=rival.text if segment.references and rival else None,
        )  # fmt: skip

    def _lost(self, segment: Segment, evidence: Evidence) -> Finding:
        several = len(segment.references) > 1
        who = "references have" if several else "reference has" if segment.references else "source has"
        place = _place(segment, evidence)
        message = f'the {who} "{evidence.text}" here; the translation has no such number'
        return self.found(
            segment, place, place, message, confidence=0.6, category="accuracy/omission", evidence=(evidence,)
        )


def _place(segment: Segment, evidence: Evidence) -> int:
    """Return where in the translation the reference's words belong; its end where there is no reference."""
    if not segment.references:
        return len(segment.target.text)
    reference = segment.references[0]
    pairing = pair_words(segment.target.text, reference.text, segment.target_lang)
    before = [
        word.end
        for word, link in zip(pairing.target, pairing.links, strict=True)
        if link is not None and reference.place(0, pairing.other[link].end)[1] <= evidence.start
    ]
    return max(before, default=0)


def _counts(quantity: Quantity) -> bool:
    """Say whether a difference in this quantity is worth reporting: all but small numbers in words."""
    return quantity.digits or ":" in quantity.value


def _kind(quantity: Quantity) -> str:
    """Return `month`, `weekday`, or nothing for a number."""
    return quantity.value.partition(":")[0] if ":" in quantity.value else ""


def _missing(
    own: tuple[Quantity, ...], theirs: list[tuple[Passage, tuple[Quantity, ...]]]
) -> list[tuple[Quantity, Evidence]]:
    """Return the first text's quantities that all the others have too and the translation lacks."""
    have = {quantity.value for quantity in own}
    passage, found = theirs[0]
    everywhere = [{quantity.value for quantity in others} for _, others in theirs[1:]]
    return [
        (quantity, cite(passage, quantity.start, quantity.end))
        for quantity in found
        if quantity.value not in have and all(quantity.value in values for values in everywhere)
    ]
