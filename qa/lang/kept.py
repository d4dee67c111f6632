"""What a translation has to keep as it is (placeholders, tags, addresses), compared with its counterparts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

from qa.core.documents import Segment
from qa.core.passage import Passage


class Kept(Protocol):
    """Something in a text; two with the same `key` are the same."""

    @property
    def key(self) -> str:
        """What makes it the same."""


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
