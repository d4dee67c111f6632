"""What the texts of a segment say of one contrast: `before` or `after`, `all` or `some`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from qa.align.words import Pairing, pair_words
from qa.core.passage import Passage
from qa.lang.contrast import Mention, mentions
from qa.lang.negation import negates
from qa.lang.words import words

# How many words of one side are compared with those of the other, so that time grows with the length only.
_MOST = 16
_GAP, _BEFORE, _AFTER = 3, 4, 2


@dataclass(frozen=True, slots=True)
class Stand:
    """What a text says of one contrast."""

    passage: Passage
    language: str
    found: tuple[Mention, ...]

    def count(self, side: int) -> int:
        """Return how many words may say this side."""
        return sum(side in mention.sides for mention in self.found)

    def clear(self, side: int | None = None) -> list[Mention]:
        """Return the first words that say one side and no other, or this side and no other."""
        clear = (mention for mention in self.found if mention.clear and (side is None or side in mention.sides))
        return list(islice(clear, _MOST))

    def share(self, mention: Mention) -> float:
        """Return how far into the text a word stands, 0 to 1."""
        return mention.start / max(1, len(self.passage.text))

    def is_negated(self, mention: Mention) -> bool:
        """Say whether a negating word stands near a word: `not less` for `more`."""
        near = words(self.passage.text, self.language)[max(0, mention.first - _BEFORE) : mention.last + 1 + _AFTER]
        return any(negates(word.text, self.language) for word in near)


def stand(passage: Passage, language: str, contrast: str) -> Stand:
    """Return what a text says of a contrast."""
    return Stand(passage, language, mentions(passage.text, language).get(contrast, ()))


def is_plain(mine: Stand, own: Mention, other: Stand, rival: Mention) -> bool:
    """Say whether neither of two words is negated, nor the own one marked as no prose."""
    return not (mine.is_negated(own) or other.is_negated(rival) or mine.passage.marked(own.start, own.end))


def exchanges(mine: Stand, other: Stand) -> Iterator[tuple[Mention, Mention]]:
    """Yield the single words that stand in the place of another, between the same words, and say the opposite.

    The translation has more of the one side and less of the other.
    """
    rivals = {mention.first: mention for mention in other.found if mention.first == mention.last}
    if not rivals:
        return
    replaced = pair_words(mine.passage.text, other.passage.text, mine.language).replaced()
    for own in mine.found:
        rival = rivals.get(replaced.get(own.first, -1))
        if rival is None or own.first != own.last or len(own.sides) + len(rival.sides) > 2:
            continue
        sides = min(own.sides), min(rival.sides)
        if sides[0] != sides[1] and differ(mine, other, sides):
            yield own, rival


def allows(mine: Stand, other: Stand, own: Mention, rival: Mention) -> bool:
    """Say whether another text has nothing of the translation's side, or less of it and more of the other."""
    sides = min(own.sides), min(rival.sides)
    return not other.count(sides[0]) or differ(mine, other, sides)


def differ(mine: Stand, other: Stand, sides: tuple[int, int]) -> bool:
    """Say whether the translation has more of the first side than the other text, and less of the second."""
    return mine.count(sides[0]) > other.count(sides[0]) and mine.count(sides[1]) < other.count(sides[1])


def same_place(mine: Stand, other: Stand, sides: tuple[int, int]) -> tuple[Mention, Mention] | None:
    """Return a word of the first side that stands in the place of one of the second in a reference."""
    pairing = pair_words(mine.passage.text, other.passage.text, mine.language)
    return next(
        (
            (own, rival)
            for own in mine.clear(sides[0])
            for rival in other.clear(sides[1])
            if pairing.links[own.first] is None and _faces(pairing, own, rival)
        ),
        None,
    )


def _faces(pairing: Pairing, own: Mention, rival: Mention) -> bool:
    """Say whether both stand between the same linked words, few words apart."""
    before, after = pairing.neighbours(own.first, own.last + 1)
    low, high = pairing.counterpart(own.first, own.last + 1)
    gaps = (own.first - (-1 if before is None else before), (len(pairing.links) if after is None else after) - own.last)
    return max(gaps) <= _GAP and low <= rival.first <= rival.last < high <= low + 2 * _GAP
