"""Compares a translation with its counterparts in what it has to keep as it is: placeholders, tags, addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.passage import Passage


class Kept(Protocol):
    """Something at `text[start:end]`; two with the same `key` are the same."""

    @property
    def key(self) -> str:
        """What makes it the same."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


Item = TypeVar("Item", bound=Kept)


def counterparts(segment: Segment) -> tuple[Passage, ...]:
    """Return what says which items there must be: the source, or the references where there is no source."""
    return segment.references if segment.source is None else (segment.source,)


def counterpart_name(segment: Segment) -> str:
    """Return what messages call the counterparts: `source` or `reference`."""
    return "reference" if segment.source is None else "source"


def surplus(items: Sequence[Item], others: Sequence[Sequence[Kept]], once: bool = False) -> list[Item]:
    """Return the items that stand more often in `items` than in any of `others`; with `once`, those that none has."""
    most: Counter[str] = Counter()
    for other in others:
        most |= Counter(item.key for item in other)
    seen: Counter[str] = Counter()
    left = []
    for item in items:
        seen[item.key] += 1
        if seen[item.key] > most[item.key] and not (once and most[item.key]):
            left.append(item)
    return left


def lost(own: Sequence[Kept], theirs: Sequence[Sequence[Item]], once: bool = False) -> list[Item]:
    """Return the items of the first counterpart that all counterparts have and the translation lacks."""
    shared = [{item.key for item in other} for other in theirs[1:]]
    return [item for item in surplus(theirs[0], [own], once) if all(item.key in keys for keys in shared)]


def exchanged(
    added: Sequence[Item], missing: list[Item], rival_of: Callable[[Item, Sequence[Item]], Item | None]
) -> Iterator[tuple[Item, Item | None]]:
    """Yield each added item with the missing one that it stands for, which is taken out of `missing`."""
    for item in added:
        rival = rival_of(item, missing)
        if rival is not None:
            missing.remove(rival)
        yield item, rival


@dataclass(frozen=True, slots=True)
class Difference:
    """Writes the findings of one check in one segment; `noun` is what messages call the items."""

    check: Check
    segment: Segment
    noun: str

    def added(
        self, item: Kept, rival: Kept | None, confidence: float, *, fix: bool = False, suggest: bool = False
    ) -> Finding:
        """Make the finding for an item that no counterpart has; `rival` is what the first one has instead, if anything.

        The rival is offered as a fix or as a suggestion where the caller says so.
        """
        text = self.segment.target.text[item.start : item.end]
        evidence = () if rival is None else (cite(counterparts(self.segment)[0], rival.start, rival.end),)
        wanted = evidence[0].text if evidence else None
        instead = f'; it has "{wanted}"' if wanted not in (None, text) else ""
        return self.check.found(
            self.segment, item.start, item.end,
            f'"{text}": the {counterpart_name(self.segment)} has no such {self.noun} here{instead}',
            confidence=confidence, evidence=evidence,
            fix=wanted if fix else None, suggestion=wanted if suggest else None,
        )  # fmt: skip

    def missing(self, item: Kept, confidence: float, damaged: tuple[int, int] | None = None) -> Finding:
        """Make the finding for an item that is lost, or damaged at the place `damaged`, which the item itself mends."""
        evidence = cite(counterparts(self.segment)[0], item.start, item.end)
        text = self.segment.target.text
        start, end = damaged or (len(text.rstrip()),) * 2
        known = f'the {counterpart_name(self.segment)} has the {self.noun} "{evidence.text}"'
        lacks, must_stay = f"{known}; the translation lacks it", f"{known}, which must stay as it is"
        return self.check.found(
            self.segment, start, end, f'"{text[start:end]}": {must_stay}' if damaged else lacks,
            confidence=confidence, evidence=[evidence], fix=evidence.text if damaged else None,
        )  # fmt: skip
