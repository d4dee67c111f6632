"""Where findings stand in passages, and passages cut up for marking."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self

from qa.core.findings import Severity
from qa.core.passage import Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a passage's text that belongs to the finding with this number; `first` is the place to show."""

    start: int
    end: int
    number: int
    severity: Severity = Severity.NEUTRAL
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on which the same findings lie.

    `numbers` are their numbers, the shortest mark first, `worst` is the highest severity among them. `begins` are
    those whose place to show starts here, `ends` those whose mark ends here. An omission is a piece without text.
    """

    text: str
    numbers: tuple[int, ...] = ()
    worst: Severity = Severity.NEUTRAL
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def cut(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut `text` wherever a mark starts or ends. The pieces, joined, are the text again."""
    ordered = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.number))
    starting: dict[int, list[Mark]] = {}
    for mark in ordered:
        starting.setdefault(mark.start, []).append(mark)
    bounds = sorted({0, len(text), *(mark.start for mark in ordered), *(mark.end for mark in ordered)})
    pieces: list[Piece] = []
    active: list[Mark] = []
    for start, end in pairwise([*bounds, len(text)]):
        here = starting.get(start, [])
        pieces += [_piece("", [mark], start, start) for mark in here if mark.start == mark.end]
        active = [mark for mark in [*active, *here] if mark.end > start]
        if start < end:
            active.sort(key=lambda mark: (mark.end - mark.start, mark.number))
            pieces.append(_piece(text[start:end], active, start, end))
    return pieces


def _piece(text: str, marks: Sequence[Mark], start: int, end: int) -> Piece:
    return Piece(
        text,
        tuple(dict.fromkeys(mark.number for mark in marks)),
        max((mark.severity for mark in marks), default=Severity.NEUTRAL),
        tuple(mark.number for mark in marks if mark.first and mark.start == start),
        tuple(sorted({mark.number for mark in marks if mark.end == end})),
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """A passage of a segment: the segment's index, and the passage's index among those of its kind."""

    segment: int
    index: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Places:
    """Finds the passages that stand at a place in a file, for many places."""

    slots: dict[str, tuple[list[int], list[int], list[Slot]]]

    @classmethod
    def of(cls, slots: Iterable[Slot]) -> Self:
        """Index the passages by file and by where they start."""
        by_path: dict[str, list[tuple[int, int, Slot]]] = {}
        for slot in slots:
            start, end = slot.passage.place(0, len(slot.passage.text))
            by_path.setdefault(slot.passage.path, []).append((start, end, slot))
        index = {}
        for path, rows in by_path.items():
            rows.sort(key=lambda row: (row[0], row[1], row[2].segment, row[2].index))
            reach = list(accumulate((row[1] for row in rows), max))
            index[path] = ([row[0] for row in rows], reach, [row[2] for row in rows])
        return cls(index)

    def find(self, path: str, start: int, end: int, segment: int | None) -> list[tuple[Slot, int, int]]:
        """Return the passages that a range of a file touches, and where in the text of each, in the file's order.

        An empty range is found once: in the segment with this index, if it is there.
        """
        starts, reach, slots = self.slots.get(path, ([], [], []))
        found = []
        index = bisect_right(starts, end) - 1
        while index >= 0 and reach[index] >= start:
            place = slots[index].passage.find(start, end)
            if place is not None:
                found.append((slots[index], *place))
            index -= 1
        found.reverse()
        if start < end:
            return found
        return ([hit for hit in found if hit[0].segment == segment] or found)[:1]
