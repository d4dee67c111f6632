"""The check `number-mismatch`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.align.words import pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Severity
from qa.core.passage import Passage
from qa.lang.numbers import Known, Quantity, quantities

# Kilometres in a mile, metres in a foot and a yard, kilograms in a pound, centimetres in an inch, litres in a gallon,
# hectares in an acre.
_CONVERSIONS = (1.609, 0.3048, 0.9144, 0.4536, 2.54, 3.785, 0.4047)
_INCHES = 12
_ROUNDING = 0.06
# What stands before a number that is part of a name (COVID-19), and not of a measure (6-foot-6).
_NAMED = re.compile(r"(?<![^\W\d_])(?<!\d[-‑])([^\W\d_]{2,})[-‑]$")
_LONGEST_NAME = 16


@dataclass(frozen=True)
class NumberMismatch(Check):
    """A number, month or weekday that no reference and not the source has, or one that they have and it lacks.

    Why: a wrong figure is the error that costs most, and the easiest to check.
    Bad: They face up to ⟦50⟧ years. | They face up to 15 years.
    Bad: It happens on November ⟦14⟧. | It happens on November 4.
    Bad: It was said on ⟦Tuesday⟧. | It was said on Wednesday.
    Good: Some 2 000 people and two dogs. | Some 2,000 people and 2 dogs.
    Good: [ru] Это случится 4 ноября. | Это случится 4-го ноября.
    Limits: compares values, not units, and lets a number pass that is one of the source's in other units (miles,
    kilometres); numbers in words are known up to a hundred; a number in words is support for another, but its own
    absence is not reported, nor is a lost number where the translation has a wrong one in its place. A number that only
    a source has is often rounded or turned into words by good translators: its confidence is below the default.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each number that differs."""
        witnesses = segment.witnesses
        if not witnesses or not segment.target.text:
            return
        own = quantities(segment.target.text, segment.target_lang)
        theirs = [(passage, quantities(passage.text, language)) for passage, language in witnesses]
        if not own and not theirs[0][1]:
            return
        known = Known(quantity for _, found in theirs for quantity in found)
        wrong = [
            quantity
            for quantity in own
            if quantity not in known
            and _counts(quantity)
            and not segment.target.marked(quantity.start, quantity.end)
            and not _is_new_name(segment, quantity)
        ]
        missing = _missing(own, theirs)
        by_source = not segment.references
        for kind in dict.fromkeys(map(_kind, [*wrong, *(quantity for quantity, _ in missing)])):
            lost = [item for item in missing if _kind(item[0]) == kind]
            ours = [item for item in wrong if _kind(item) == kind and not (by_source and _is_converted(item, lost))]
            paired = len(ours) == len(lost)
            for index, quantity in enumerate(ours):
                yield self._wrong(segment, quantity, lost[index][1] if paired else None)
            if not ours and not kind:
                converted = any(_kind(item) == kind for item in wrong)
                yield from (
                    self._lost(segment, evidence) for quantity, evidence in lost if _counts(quantity) and not converted
                )

    def _wrong(self, segment: Segment, quantity: Quantity, rival: Evidence | None) -> Finding:
        surface = segment.target.text[quantity.start : quantity.end]
        who = "reference" if segment.references else "source"
        instead = f'; the {who} has "{rival.text}"' if rival else ""
        return self.found(
            segment, quantity.start, quantity.end, f'"{surface}": no {who} has it{instead}',
            confidence=0.8 if rival else 0.7,
            evidence=() if rival is None else (rival,),
            suggestion=rival.text if segment.references and rival else None,
        )  # fmt: skip

    def _lost(self, segment: Segment, evidence: Evidence) -> Finding:
        several = len(segment.references) > 1
        who = "references have" if several else "reference has" if segment.references else "source has"
        place = _place(segment, evidence)
        message = f'the {who} "{evidence.text}" here; the translation has no such number'
        return self.found(
            segment,
            place,
            place,
            message,
            confidence=0.7 if segment.references else 0.45,
            category="accuracy/omission",
            evidence=(evidence,),
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


def _is_new_name(segment: Segment, quantity: Quantity) -> bool:
    """Say whether the number belongs to a name that no counterpart has: COVID-19 where they say `the virus`."""
    name = _name(segment.target.text, quantity)
    return bool(name) and not any(name in passage.text for passage, _ in segment.witnesses)


def _name(text: str, quantity: Quantity) -> str:
    """Return the letters of the name that the number is part of; empty where it is of none."""
    match = _NAMED.search(text[max(0, quantity.start - _LONGEST_NAME) : quantity.start])
    if match is not None:
        return match[1]
    return text[quantity.start - 1] if text[quantity.start].isdigit() and not quantity.digits else ""


def _counts(quantity: Quantity) -> bool:
    """Say whether a difference in this quantity is worth reporting: all but numbers in words, and 1."""
    return (quantity.digits and quantity.value != "1") or ":" in quantity.value


def _is_converted(quantity: Quantity, missing: Sequence[tuple[Quantity, Evidence]]) -> bool:
    """Say whether the number is one that is missing, in other units: kilometres for miles, metres for feet."""
    try:
        own = float(quantity.value)
        others = [float(other.value) for other, _ in missing if ":" not in other.value]
    except ValueError:
        return False
    others += [feet + inches / _INCHES for feet, inches in pairwise(others) if inches < _INCHES]
    return any(
        other and (abs(own / other / factor - 1) < _ROUNDING or abs(own / other * factor - 1) < _ROUNDING)
        for other in others
        for factor in _CONVERSIONS
    )


def _kind(quantity: Quantity) -> str:
    """Return `time`, `month`, `weekday`, or nothing for a number."""
    return quantity.value.partition(":")[0] if ":" in quantity.value else ""


def _missing(
    own: tuple[Quantity, ...], theirs: list[tuple[Passage, tuple[Quantity, ...]]]
) -> list[tuple[Quantity, Evidence]]:
    """Return the first text's quantities that all the others have too and the translation lacks."""
    passage, found = theirs[0]
    have, others = Known(own), [Known(quantities) for _, quantities in theirs[1:]]
    return [
        (quantity, cite(passage, quantity.start, quantity.end))
        for quantity in found
        if quantity not in have and all(quantity in known for known in others) and not _name(passage.text, quantity)
    ]
