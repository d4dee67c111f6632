"""The check `number-mismatch`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.align.gaps import place_of
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Severity
from qa.core.passage import Passage
from qa.lang.amounts import amounts
from qa.lang.conversions import CONVERTED, is_converted
from qa.lang.digit_runs import all_runs, has_torn, is_part, tied_numbers
from qa.lang.number_words import is_exact, number_words
from qa.lang.numbers import Known, Quantity, quantities
from qa.lang.placeholders import placeholders
from qa.lang.units import counted

# What stands before a number that is part of a name (COVID-19), and not of a measure (6-foot-6).
_NAMED = re.compile(r"(?<![^\W\d_])(?<!\d[-‑])([^\W\d_]{2,})[-‑]$")
_LONGEST_NAME, _QUOTED = 16, 3
_RIVALLED, _LONE, _LONE_NAME = 0.8, 0.7, 0.45
_NAMES = frozenset({"month", "weekday"})
_WHOLE = 100
_VAGUE = frozenset({*range(10), 100, 1000})
_Lost = tuple[Quantity, Evidence]


@dataclass(frozen=True)
class NumberMismatch(Check):
    """A number, month or weekday that no reference and not the source has, or one that they have and it lacks.

    Why: a wrong figure is the error that costs most, and the easiest to check.
    Bad: They face up to ⟦50⟧ years. | They face up to 15 years.
    Bad: It happens on November ⟦14⟧. | It happens on November 4.
    Bad: It was said on ⟦Tuesday⟧. | It was said on Wednesday.
    Bad: [fr] Le château date du ⟦XVIIIe⟧ siècle. | Le château date du 17e siècle.
    Good: Some 2 000 people and two dogs. | Some 2,000 people and 2 dogs.
    Good: [ru] Это случится 4 ноября. | Это случится 4-го ноября.
    Limits: compares values, not units, and lets a number pass that is one of the source's in other units (miles,
    kilometres). Numbers that are lost at one place are one finding. A number in words is support for another; it is
    reported only where it stands in the place of the only number in digits that is lost, and is ten or more. A month
    or weekday that stands in the place of none is not held against a source, and shown only with a low confidence
    otherwise: it is often a word that looks the same. A lost number is not reported where the translation has a wrong
    one in its place. A number that only a source has is often rounded or turned into words by good translators: its
    confidence is below the default.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each number that differs."""
        witnesses = segment.witnesses
        if not witnesses or not segment.target.text:
            return
        text = segment.target.text
        own = _numbers(text, segment.target_lang)
        theirs = [(passage, _numbers(passage.text, language)) for passage, language in witnesses]
        if not own and not theirs[0][1]:
            return
        said = _by_source(segment)
        known = Known([*(quantity for _, found in theirs for quantity in found), *said])
        strange = [
            quantity
            for quantity in own
            if quantity not in known
            and not segment.target.marked(quantity.start, quantity.end)
            and not _is_new_name(segment, quantity)
            and not _stands_there(segment, quantity)
        ]
        missing = _missing(own, theirs, said)
        if strange:
            strange = [quantity for quantity in strange if not _is_implied(quantity, _others(segment))]
        if missing:
            here = [(segment.target, segment.target_lang)]
            missing = [item for item in missing if not _is_implied(item[0], here)]
        for kind in dict.fromkeys(map(_kind, [*strange, *(quantity for quantity, _ in missing)])):
            ours = [item for item in strange if _kind(item) == kind]
            lost = [item for item in missing if _kind(item[0]) == kind and not has_torn(text, item[1].text)]
            yield from self._compare(segment, kind, ours, lost)

    def _compare(
        self, segment: Segment, kind: str, strange: Sequence[Quantity], lost: Sequence[_Lost]
    ) -> Iterator[Finding]:
        """Yield the findings of one kind: times, months, weekdays, or (an empty `kind`) all other numbers."""
        wrong = [item for item in strange if _counts(item) and (lost or not _is_loose(segment, item))]
        if not wrong and not kind:
            yield from self._in_words(segment, strange, [item for item in lost if _counts(item[0])])
            return
        if not segment.references:
            wrong = [item for item in wrong if not _is_converted(segment, item, lost)]
            wrong = wrong if lost or kind not in _NAMES else []
        paired = len(wrong) == len(lost)
        for index, quantity in enumerate(wrong):
            yield self._wrong(segment, quantity, lost[index][1] if paired else None)

    def _in_words(self, segment: Segment, strange: Sequence[Quantity], lost: Sequence[_Lost]) -> Iterator[Finding]:
        """Yield a finding for each lost number in digits; one in words may stand in the place of the only one."""
        if len(lost) == len(strange) == 1 and _may_replace(segment, strange[0]):
            yield self._wrong(segment, strange[0], lost[0][1])
        else:
            places = [(_place(segment, quantity), evidence) for quantity, evidence in lost]
            for place, some in groupby(places, key=lambda pair: pair[0]):
                yield self._lost(segment, place, [evidence for _, evidence in some])

    def _wrong(self, segment: Segment, quantity: Quantity, rival: Evidence | None) -> Finding:
        """Return the finding of a wrong number; a lone month or weekday may be a word that looks the same."""
        surface = segment.target.text[quantity.start : quantity.end]
        lacking = "no reference has it" if segment.references else "the source lacks it"
        instead = f'; {"the reference" if segment.references else "it"} has "{rival.text}"' if rival else ""
        return self.found(
            segment, quantity.start, quantity.end, f'"{surface}": {lacking}{instead}',
            confidence=_RIVALLED if rival else _LONE_NAME if _kind(quantity) in _NAMES else _LONE,
            evidence=() if rival is None else (rival,),
            suggestion=rival.text if segment.references and rival else None,
        )  # fmt: skip

    def _lost(self, segment: Segment, place: int, lost: Sequence[Evidence]) -> Finding:
        """Return the finding of numbers that are lost at one place."""
        several = len(segment.references) > 1
        who = "references have" if several else "reference has" if segment.references else "source has"
        quoted = ", ".join(f'"{evidence.text}"' for evidence in lost[:_QUOTED])
        more = f" and {len(lost) - _QUOTED} more" if len(lost) > _QUOTED else ""
        return self.found(
            segment, place, place, f"the {who} {quoted}{more} here; the translation has no such number",
            confidence=0.7 if segment.references else 0.45, category="accuracy/omission", evidence=lost,
        )  # fmt: skip


def _numbers(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text but for those in its placeholders: {0}, %2$s."""
    found = quantities(text, language)
    filled = {place for item in placeholders(text) if item.sure for place in range(item.start, item.end)}
    return tuple(item for item in found if item.start not in filled) if filled else found


def _place(segment: Segment, quantity: Quantity) -> int:
    """Return where in the translation a number of the first reference belongs; its end where there is none."""
    if not segment.references:
        return len(segment.target.text)
    reference, language = segment.references[0].text, segment.target_lang
    return place_of(segment.target.text, reference, language, quantity.start, quantity.end)


def _is_new_name(segment: Segment, quantity: Quantity) -> bool:
    """Say whether the number belongs to a name that no counterpart has with a number: COVID-19 for `the virus`."""
    name = _name(segment.target.text, quantity)
    numbered = re.compile(re.escape(name) + r"[-‑ ]?\d")
    return bool(name) and not any(numbered.search(passage.text) for passage, _ in segment.witnesses)


def _by_source(segment: Segment) -> tuple[Quantity, ...]:
    """Return the numbers of the source; it speaks for a number that no reference has."""
    if segment.source is None or segment.source_lang is None:
        return ()
    return _numbers(segment.source.text, segment.source_lang)


def _others(segment: Segment) -> list[tuple[Passage, str]]:
    """Return the references and the source, each with its language."""
    if segment.source is None or segment.source_lang is None:
        return list(segment.witnesses)
    return [*segment.witnesses, (segment.source, segment.source_lang)]


def _is_implied(quantity: Quantity, texts: Sequence[tuple[Passage, str]]) -> bool:
    """Say whether a word of the texts may stand for the number: `decade` for 10."""
    return any(
        not amounts(text.text, language).isdisjoint({quantity.value, *quantity.also}) for text, language in texts
    )


def _stands_there(segment: Segment, quantity: Quantity) -> bool:
    """Say whether a counterpart has a word as it stands (Rio de Janeiro), or digits tied to letters or in a part."""
    text = segment.target.text
    surface = text[quantity.start : quantity.end]
    others = [passage.text for passage, _ in segment.witnesses]
    if not quantity.digits:
        return any(surface in other for other in others)
    others += [] if segment.source is None else [segment.source.text]
    if is_part(text, quantity.start, quantity.end) and str(int(surface)) in {"0"}.union(*map(all_runs, others)):
        return True
    return any(quantity.value in tied_numbers(other) for other in others)


def _name(text: str, quantity: Quantity) -> str:
    """Return the letters of the name that the number is part of; empty where it is of none."""
    match = _NAMED.search(text[max(0, quantity.start - _LONGEST_NAME) : quantity.start])
    if match is not None:
        return match[1]
    return text[quantity.start - 1] if text[quantity.start].isdigit() and not quantity.digits else ""


def _counts(quantity: Quantity) -> bool:
    """Say whether a difference in this quantity is worth reporting: all but numbers in words, and 1."""
    return (quantity.digits and quantity.value != "1") or ":" in quantity.value


def _may_replace(segment: Segment, quantity: Quantity) -> bool:
    """Say whether a number in words is one beyond doubt: small ones are often words of grammar, a hundred is vague."""
    words = segment.target.text[quantity.start : quantity.end]
    several = not words.isalpha() or unicodedata.numeric(words[0], None) is not None
    exact = several or is_exact(words, segment.target_lang)
    return exact and quantity.value.isdigit() and int(quantity.value) not in _VAGUE


def _is_loose(segment: Segment, quantity: Quantity) -> bool:
    """Say whether a number in the place of none says nothing: `100 %` for wholly, or a small one that may be in words.

    It may where a counterpart's language is one whose words for numbers are not known.
    """
    if not quantity.value.isdigit() or int(quantity.value) > _WHOLE:
        return False
    unit = counted(segment.target.text, quantity, segment.target_lang)
    if int(quantity.value) == _WHOLE and unit is not None and "percent" in unit.meanings:
        return True
    return not any(number_words(language) for _, language in segment.witnesses)


def _is_converted(segment: Segment, quantity: Quantity, lost: Sequence[_Lost]) -> bool:
    """Say whether the number is one of the source's in other units: kilometres for miles, metres for feet.

    It stands in the place of a lost one, or beside the source's own (`209 km (130 miles)`).
    """
    try:
        own = float(quantity.value)
        others = [float(other.value) for other, _ in lost if not _kind(other)]
    except ValueError:
        return False
    source, language = segment.witnesses[0]
    unit = counted(segment.target.text, quantity, segment.target_lang)
    ours = frozenset() if unit is None else unit.meanings & CONVERTED
    if not is_converted(own, others):
        return bool(ours) and is_converted(own, list(_measured(source.text, language, ours)))
    measured = [counted(source.text, other, language) for other, _ in lost]
    return bool(ours) or any(unit is not None and unit.meanings & CONVERTED for unit in measured)


def _measured(text: str, language: str, ours: frozenset[str]) -> Iterator[float]:
    """Yield the numbers of a text that stand with a unit that translators convert, and which is none of `ours`."""
    for quantity in quantities(text, language):
        unit = counted(text, quantity, language)
        meant = frozenset() if unit is None else unit.meanings & CONVERTED
        if meant and not meant & ours and quantity.value.replace(".", "", 1).isdigit():
            yield float(quantity.value)


def _kind(quantity: Quantity) -> str:
    """Return `time`, `month`, `weekday`, or nothing for a number."""
    return quantity.value.partition(":")[0] if ":" in quantity.value else ""


def _missing(
    own: tuple[Quantity, ...], theirs: list[tuple[Passage, tuple[Quantity, ...]]], said: tuple[Quantity, ...]
) -> list[_Lost]:
    """Return the first text's quantities that all the others have too, also what is `said`, and the translation lacks.

    A source in which no number is read says nothing.
    """
    passage, found = theirs[0]
    have, others = Known(own), [Known(other) for _, other in theirs[1:]] + ([Known(said)] if said else [])
    return [
        (quantity, cite(passage, quantity.start, quantity.end))
        for quantity in found
        if quantity not in have and all(quantity in known for known in others) and not _name(passage.text, quantity)
    ]
