"""Where a translation says one side of a contrast and the other texts say another: `before` for `after`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.align.words import Pairing, pair_words
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.lang.contrast import MODAL, Mention, mentions
from qa.lang.negation import lists_negation, negates, negation
from qa.lang.words import words

# How many words of one side are compared with those of the other, so that time grows with the length only.
_MOST = 16
_GAP, _BEFORE, _AFTER = 3, 4, 2
# A negation anywhere in the sentence turns these round: "not if", "unless"; "not everybody", "nobody".
_FAR = frozenset({"condition", "frequency", "presence"})
# The words of these that only may say it are prepositions, conjunctions and modal verbs, which stand for many things.
_GRAMMATICAL = MODAL | {"condition", "inclusion", "often", "reason", "restriction", "span"}
# Where only one text tells, the two words stand about as far into their texts.
_NEAR, _SHORT = 0.25, 12


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

    def is_short(self) -> bool:
        """Say whether the text has few words, so that the place of one tells little."""
        return len(words(self.passage.text, self.language)) <= _SHORT

    def is_negated(self, mention: Mention) -> bool:
        """Say whether a negating word stands near a word, `not less` for `more`; one that is in it counts for it."""
        if self.negates(mention):
            return False
        if mention.contrast in _FAR:
            return bool(negation(self.passage.text, self.language).words)
        every = words(self.passage.text, self.language)
        near = every[max(0, mention.first - _BEFORE) : mention.first] + every[mention.last + 1 :][:_AFTER]
        return any(negates(word.text, self.language) for word in near)

    def negates(self, mention: Mention) -> bool:
        """Say whether a word negates, or one of a phrase."""
        within = words(self.passage.text, self.language)[mention.first : mention.last + 1]
        return any(negates(word.text, self.language) for word in within)


@dataclass(frozen=True, slots=True)
class Opposite:
    """A word of the translation, and one of another text that says the opposite.

    `certain` where a reference has it in the same place or the source agrees with the references; otherwise one text
    alone tells.
    """

    own: Mention
    passage: Passage
    rival: Mention
    certain: bool


def opposites(segment: Segment, *, modal: bool) -> Iterator[Opposite]:
    """Yield at most one opposite for each contrast that is modal, or is not.

    The references tell it, or without any the source.
    """
    if not segment.witnesses:
        return
    own = mentions(segment.target.text, segment.target_lang)
    said = [name for name in own if (name in MODAL) == modal]
    told = [mentions(passage.text, language) for passage, language in segment.witnesses if said]
    for contrast in said:
        if not any(contrast in other for other in told):
            continue
        if len({mention.sides for text in (own, *told) for mention in text.get(contrast, ())}) == 1:
            continue
        mine = stand(segment.target, segment.target_lang, contrast)
        others = [stand(passage, language, contrast) for passage, language in segment.witnesses]
        source = _source(segment, contrast)
        rivals = others if segment.references else []
        found = _exchanged(mine, rivals, source) or _told(mine, others, source, bool(segment.references))
        if found is not None:
            yield found


def _source(segment: Segment, contrast: str) -> Stand | None:
    """Return what the source says, where it stands beside references."""
    if segment.source is None or segment.source_lang is None or not segment.references:
        return None
    return stand(segment.source, segment.source_lang, contrast)


def _exchanged(mine: Stand, references: Sequence[Stand], source: Stand | None) -> Opposite | None:
    """Return a word that stands in the very place of its opposite in a reference, where all other texts allow it."""
    for other in references:
        for own, rival in exchanges(mine, other):
            rest = [*(one for one in references if one is not other), *([] if source is None else [source])]
            if all(allows(mine, one, own, rival) for one in rest) and is_plain(mine, own, other, rival):
                return Opposite(own, other.passage, rival, certain=True)
    return None


def _told(mine: Stand, others: Sequence[Stand], source: Stand | None, in_references: bool) -> Opposite | None:
    """Return a word where the translation says one side, and all others say another and not that one."""
    clear = [{side for mention in one.clear() for side in mention.sides} for one in (mine, *others)]
    for side in sorted(clear[0]):
        for rival in sorted(set.intersection(*clear[1:]) - {side}):
            found = _compared(mine, others, source, (side, rival), in_references)
            if found is not None:
                return found
    return None


def _compared(
    mine: Stand, others: Sequence[Stand], source: Stand | None, sides: tuple[int, int], in_references: bool
) -> Opposite | None:
    """Return a word where the translation says the first of two sides, and the others say the second."""
    told = source is not None and any(map(source.count, sides))
    every = [*others, *([source] if source is not None and told else [])]
    if not all(differ(mine, other, sides) for other in every):
        return None
    place = same_place(mine, others[0], sides) if in_references else None
    if place is None and (mine.count(sides[1]) or any(other.count(sides[0]) for other in every)):
        return None
    pairs = [(own, rival) for own in mine.clear(sides[0]) for rival in others[0].clear(sides[1])]
    own, rival = place or min(pairs, key=lambda pair: abs(mine.share(pair[0]) - others[0].share(pair[1])))
    certain = in_references and (place is not None or told)
    anywhere = own.contrast in _GRAMMATICAL and mine.is_short()
    near = anywhere or abs(mine.share(own) - others[0].share(rival)) <= _NEAR
    if not (certain or near) or not is_plain(mine, own, others[0], rival):
        return None
    return Opposite(own, others[0].passage, rival, certain)


def stand(passage: Passage, language: str, contrast: str) -> Stand:
    """Return what a text says of a contrast."""
    return Stand(passage, language, mentions(passage.text, language).get(contrast, ()))


def is_plain(mine: Stand, own: Mention, other: Stand, rival: Mention) -> bool:
    """Say whether neither of two words is negated, nor the own one marked as no prose.

    Where one is `not allowed`, it must be known how the other text's language negates.
    """
    if not lists_negation(mine.language) and other.negates(rival):
        return False
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
        if own.contrast in _GRAMMATICAL and not (own.clear and rival.clear):
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
