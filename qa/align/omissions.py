"""What the references say and the article does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.align.sentences import Bead, align
from qa.core.passage import Passage

_NEAR = 2


@dataclass(frozen=True, slots=True)
class Omission:
    """Sentences of every reference (`parts`, by number) that say what is missing after sentence `after`, from 0.

    `after` is -1 where it is missing at the very beginning.
    """

    after: int
    parts: tuple[tuple[int, ...], ...]


def omissions(
    beads: Sequence[Sequence[Bead]], references: Sequence[Sequence[Passage]], language: str
) -> list[Omission]:
    """Return what no reference finds in the article and all have at about the same place, in the article's order.

    With one reference, that is each of its unpaired sentences. With several, unpaired sentences of the first that
    have an unpaired counterpart in each of the others; what only some have is their own addition.
    """
    loose = [_unpaired(side) for side in beads]
    if not loose:
        return []
    found = [Omission(after, ((number,),)) for number, after in loose[0].items()]
    for index in range(1, len(loose)):
        found = _agreed(found, loose[index], references, index, language)
    return sorted(found, key=lambda lack: (lack.after, lack.parts))


def _unpaired(beads: Sequence[Bead]) -> dict[int, int]:
    """Return the unpaired sentences of a reference, each with the article's sentence that it would follow."""
    place = {number: bead.target[-1] if bead.target else None for bead in beads for number in bead.other}
    found: dict[int, int] = {}
    after = -1
    for number in sorted(place):
        target = place[number]
        if target is None:
            found[number] = after
        else:
            after = target
    return found


def _agreed(
    found: Sequence[Omission],
    loose: dict[int, int],
    references: Sequence[Sequence[Passage]],
    index: int,
    language: str,
) -> list[Omission]:
    """Keep the omissions that another reference confirms, joining those that it says in one sentence."""
    order = sorted(loose)
    firsts = [references[0][lack.parts[0][0]] for lack in found]
    agreed: list[Omission] = []
    for bead in align(firsts, [references[index][number] for number in order], language, language):
        numbers = tuple(order[i] for i in bead.other)
        joined = [found[i] for i in bead.target]
        if joined and numbers and abs(joined[0].after - loose[numbers[0]]) <= _NEAR:
            merged = [
                tuple(sorted({i for lack in joined for i in lack.parts[side]})) for side in range(len(joined[0].parts))
            ]
            agreed.append(Omission(joined[0].after, (*merged, numbers)))
    return agreed
