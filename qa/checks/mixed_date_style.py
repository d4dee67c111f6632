"""The check `mixed-date-style`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.dates import month_first
from qa.lang.numbers import Quantity, quantities

_LONGEST_GAP = 2
_CLEAR = 2


@dataclass(frozen=True)
class MixedDateStyle(GroupCheck):
    """A date has its day and month in another order than the document's other dates.

    Why: different hands, or a source whose order came through, and the reader stumbles.
    Bad: They met on May 3, June 5 and ⟦7 July⟧.
    Good: They met on 3 May, 5 June and 7 July.
    Limits: dates whose month is a word, in languages whose countries differ in the order (English). Where each order
    stands as often as the other, the order of the language's main country counts, by CLDR.
    """

    category = "locale-conventions/date"

    def covers(self, language: str) -> bool:
        """Say whether both orders are in use in the language."""
        return month_first(language) is not None

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each date of a document that is in the rarer order."""
        by_order: dict[bool, list[tuple[Segment, int, int]]] = {True: [], False: []}
        for segment in segments:
            for first, second in pairwise(quantities(segment.target.text, segment.target_lang)):
                order = _order(segment.target.text, first, second)
                if order is not None and not segment.target.marked(first.start, second.end):
                    by_order[order].append((segment, first.start, second.end))
        if not all(by_order.values()):
            return
        own = bool(month_first(segments[0].target_lang))
        few, many = sorted((by_order[not own], by_order[own]), key=len)
        confidence = 0.8 if len(many) >= _CLEAR * len(few) else 0.55
        model, start, end = many[0]
        for segment, low, high in few:
            text = segment.target.text[low:high]
            yield self.found(
                segment, low, high, f'"{text}": the document has its other dates like "{model.target.text[start:end]}"',
                confidence=confidence, suggestion=_turned(text), evidence=[cite(model.target, start, end)],
            )  # fmt: skip


def _order(text: str, first: Quantity, second: Quantity) -> bool | None:
    """Return whether the month stands first in a date of a month's name and a day; None if it is no date."""
    if not 0 < second.start - first.end <= _LONGEST_GAP or text[first.end : second.start].strip():
        return None
    if _is_day(first) and second.value.startswith("month:") and not second.digits:
        return False
    if _is_day(second) and first.value.startswith("month:") and not first.digits:
        return True
    return None


def _is_day(quantity: Quantity) -> bool:
    return quantity.digits and quantity.value.isdigit() and 0 < int(quantity.value) < 32


def _turned(text: str) -> str:
    first, _, second = text.partition(" ")
    return f"{second} {first}" if second else text
