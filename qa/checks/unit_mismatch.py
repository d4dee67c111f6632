"""The check `unit-mismatch`."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.numbers import Quantity, quantities
from qa.lang.units import Unit, counted, mentions
from qa.lang.words import words

_Measured = dict[str, tuple[Quantity, Unit]]
_STEM = 3
_PERCENT, _SIGNS, _NO_UNIT = "percent", frozenset("%٪％﹪"), frozenset[str]()


@dataclass(frozen=True)
class UnitMismatch(Check):
    """A number has the right value and the wrong unit or currency.

    Why: five miles are not five kilometres, and a comparison of numbers finds nothing wrong.
    Bad: The road is 5 ⟦miles⟧ long. | The road is 5 kilometres long.
    Bad: It costs ⟦€⟧20. | It costs $20.
    Bad: The lead grew by 3 ⟦percent⟧. | The lead grew by 3 percentage points.
    Bad: They turned by 180 ⟦points⟧. | They turned by 180 degrees.
    Bad: Prices rose by ⟦12⟧ last year. | Prices rose by 12% last year.
    Good: The road is 3 miles long. | The road is 5 km long.
    Good: It costs 20 dollars. | It costs $20.
    Limits: compares numbers that occur once in both texts. Units and currencies have the names of CLDR, in the forms
    that CLDR gives. Things that are counted are compared with units only, and not with each other: "sailors" may be
    "seamen". Of units that are lost only the percentage is reported, against references.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each number whose unit none of the references has, or without any the source."""
        others = [_measured(passage.text, language) for passage, language in segment.witnesses]
        shared = set(others[0]).intersection(*others) if others else set()
        if not segment.references:  # In another language only a unit can be the wrong one.
            shared = {value for value in shared if others[0][value][1].meanings}
        if shared:
            yield from self._compare(segment, shared, others)
        if shared and segment.references:
            yield from self._bare(segment, shared, others)

    def _compare(self, segment: Segment, shared: Set[str], others: Sequence[_Measured]) -> Iterator[Finding]:
        """Yield a finding for each of the `shared` values whose unit is not that which any of the others has."""
        witnesses = segment.witnesses
        for value, (_, unit) in _measured(segment.target.text, segment.target_lang).items():
            if value not in shared or segment.target.marked(unit.start, unit.end):
                continue
            rivals = [other[value] for other in others]
            if segment.references and _is_named_there(segment, unit, [rival for _, rival in rivals]):
                continue
            if not all(_differ(unit, rival, bool(segment.references)) for _, rival in rivals):
                continue
            if any(mentions(passage.text, unit.meanings, language) for passage, language in witnesses):
                continue
            if any(mentions(segment.target.text, rival.meanings, segment.target_lang) for _, rival in rivals):
                continue
            if not _in_source(segment, value, unit):
                yield self._finding(segment, unit, *rivals[0])

    def _bare(self, segment: Segment, shared: Set[str], others: Sequence[_Measured]) -> Iterator[Finding]:
        """Yield a finding for each number that is a percentage in all references, and nothing in the translation."""
        text, language = segment.target.text, segment.target_lang
        percentages = {value for value in shared if all(_PERCENT in other[value][1].meanings for other in others)}
        if not percentages or mentions(text, frozenset({_PERCENT}), language):
            return
        found = quantities(text, language)
        times = Counter(quantity.value for quantity in found)
        for quantity in found:
            signed = _SIGNS & set(
                text[max(0, quantity.start - 2) : quantity.start] + text[quantity.end : quantity.end + 2]
            )
            if quantity.value in percentages and times[quantity.value] == 1 and quantity.digits and not signed:
                yield self._finding(segment, Unit(_NO_UNIT, quantity.start, quantity.end), *others[0][quantity.value])

    def _finding(self, segment: Segment, unit: Unit, number: Quantity, rival: Unit) -> Finding:
        witness = segment.witnesses[0][0]
        evidence = cite(witness, min(number.start, rival.start), max(number.end, rival.end))
        surface = segment.target.text[unit.start : unit.end]
        who = "reference" if segment.references else "source"
        confidence = 0.8 if unit.meanings and rival.meanings else 0.6 if _PERCENT in rival.meanings else 0.5
        message = f'"{surface}": the {who} has "{evidence.text}"'
        return self.found(segment, unit.start, unit.end, message, confidence=confidence, evidence=[evidence])


def _is_named_there(segment: Segment, unit: Unit, rivals: Sequence[Unit]) -> bool:
    """Say whether one of two things of which one is no known unit is named in both texts: `28-jährige`, `28 Jahre`."""
    text, language = segment.target.text, segment.target_lang
    for reference, rival in zip(segment.references, rivals, strict=True):
        own, theirs = text[unit.start : unit.end], reference.text[rival.start : rival.end]
        known = unit.meanings and rival.meanings
        if not known and (_stem(theirs) in _stems(text, language) or _stem(own) in _stems(reference.text, language)):
            return True
    return False


@lru_cache(maxsize=4096)
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(_stem(word.text) for word in words(text, language))


def _stem(word: str) -> str:
    """Return the first letters of a word without their accents: `jah` for `jährige`."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))[:_STEM]


def _in_source(segment: Segment, value: str, unit: Unit) -> bool:
    """Say whether the source, where it is given beside references, has the same unit."""
    if not segment.references or segment.source is None or segment.source_lang is None:
        return False
    language = segment.source_lang
    theirs = _measured(segment.source.text, language).get(value)
    return (theirs is not None and bool(unit.meanings & theirs[1].meanings)) or mentions(
        segment.source.text, unit.meanings, language
    )


def _differ(unit: Unit, other: Unit, same_language: bool) -> bool:
    """Say whether two units cannot be the same; "four percent more" is often said of percentage points.

    In one language a unit differs from all that is no unit. Good translators turn points into percent as well.
    """
    if not unit.meanings or not other.meanings:
        return same_language and bool(unit.meanings or other.meanings)
    loose = {"percentage-point"} if "percent" in other.meanings else set()
    if not same_language and "percentage-point" in other.meanings:
        loose.add("percent")
    return not unit.meanings & (other.meanings | loose)


@lru_cache(maxsize=4096)
def _measured(text: str, language: str) -> _Measured:
    """Return the numbers that occur once and what they count, by value."""
    found: _Measured = {}
    seen: set[str] = set()
    for quantity in quantities(text, language):
        unit = counted(text, quantity, language) if ":" not in quantity.value else None
        if quantity.value in seen:
            found.pop(quantity.value, None)
        elif unit is not None:
            found[quantity.value] = quantity, unit
        seen.add(quantity.value)
    return found
