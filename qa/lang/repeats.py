"""Runs of words that stand twice or more in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Repeat:
    """The items from `start` to `end` (exclusive) are the same `period` items over and over, `times` in full."""

    start: int
    end: int
    period: int

    @property
    def times(self) -> int:
        """How often the period stands in full."""
        return (self.end - self.start) // self.period


def repeats(items: Sequence[str], shortest: int) -> Iterator[Repeat]:
    """Yield where a run of `shortest` to 24 items is repeated at once; of several readings the shortest period.

    Takes time in proportion to the number of items.
    """
    taken = [False] * len(items)
    # The second time, each run of `shortest` items in the period has been met before.
    runs = list(zip(*(items[offset:] for offset in range(shortest)), strict=False))
    again = len(runs) - len(set(runs))
    for period in range(shortest, min(_LONGEST, again + shortest - 1) + 1):
        start = 0
        for index in range(period, len(items) + 1):
            if index < len(items) and items[index] == items[index - period]:
                continue
            if index - period - start >= period and not any(taken[start:index]):
                taken[start:index] = [True] * (index - start)
                yield Repeat(start, index, period)
            start = index - period + 1
