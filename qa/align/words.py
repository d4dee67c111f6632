"""Pairs the words of two texts in one language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from qa.lang.forms import base_form
from qa.lang.words import Word, words

_WINDOW = 1024
_LONG, _CLOSE = 30, 0.5


@dataclass(frozen=True, slots=True)
class Pairing:
    """The words of a translation and of a reference, and which stand for which.

    `links[i]` is the index of the reference word that shares its base form with target word `i` and stands in the
    same order, or None; `linked` are the target words that have one. `closeness` is the share of the words of both that
    are linked, 0 to 1.
    """

    target: tuple[Word, ...]
    other: tuple[Word, ...]
    links: tuple[int | None, ...]
    linked: tuple[int, ...]

    @property
    def closeness(self) -> float:
        """How near the two texts are, as a share of linked words."""
        total = len(self.target) + len(self.other)
        return 2 * len(self.linked) / total if total else 1.0

    def counterpart(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of reference words between the links around the target words `start` to `end`."""
        before, after = self.neighbours(start, end)
        low = self.links[before] if before is not None else None
        high = self.links[after] if after is not None else None
        first = 0 if low is None else low + 1
        return first, max(first, len(self.other) if high is None else high)

    def replaced(self) -> dict[int, int]:
        """Return the single words that stand in place of another, as target index to reference index.

        The words on both sides, if there are any, are linked to the words on both sides of the other.
        """
        places = [-1, *self.links, len(self.other)]
        return {
            index: before + 1
            for index, (before, own, after) in enumerate(zip(places, places[1:], places[2:], strict=False))
            if own is None and before is not None and after is not None and after == before + 2
        }

    def neighbours(self, start: int, end: int) -> tuple[int | None, int | None]:
        """Return the nearest linked target words before `start` and from `end` on, by index."""
        below, above = bisect_left(self.linked, start) - 1, bisect_left(self.linked, end)
        return self.linked[below] if below >= 0 else None, self.linked[above] if above < len(self.linked) else None


@lru_cache(maxsize=4096)
def pair_words(target: str, other: str, language: str) -> Pairing:
    """Pair the words of two texts by the shortest edit script over their base forms.

    Longer texts are paired in windows of 1,024 words, each of which starts where the last one still found its way,
    so that time and memory grow with the length; what is farther off than a window is not found again.
    """
    own, others = words(target, language), words(other, language)
    forms = [base_form(word.text, language) for word in own]
    links = _links(forms, [base_form(word.text, language) for word in others])
    return Pairing(own, others, tuple(links), tuple(index for index, link in enumerate(links) if link is not None))


def are_worded_alike(target: str, others: Sequence[str], language: str) -> bool:
    """Say whether what a translation has otherwise than its references is more than a choice of words.

    It has half of the words of one of them, or is a sentence of 30 words, in which there is less to choose: two good
    translations that are long and worded freely differ in a name or a negation almost as often as bad ones.
    """
    pairings = [pair_words(target, other, language) for other in others]
    return any(len(pairing.target) <= _LONG or pairing.closeness >= _CLOSE for pairing in pairings)


def _links(forms: Sequence[str], others: Sequence[str]) -> list[int | None]:
    links: list[int | None] = [None] * len(forms)
    row = column = 0
    while row < len(forms) and column < len(others):
        own, other = forms[row : row + _WINDOW], others[column : column + _WINDOW]
        last = row + _WINDOW >= len(forms) and column + _WINDOW >= len(others)
        end = 0, 0
        for step in Levenshtein.opcodes(own, other):
            if step.tag != "equal" or (not last and step.src_start >= _WINDOW // 2):
                continue
            for offset in range(step.src_end - step.src_start):
                links[row + step.src_start + offset] = column + step.dest_start + offset
            end = step.src_end, step.dest_end
        if last:
            break
        advance = end if min(end) >= _WINDOW // 4 else (max(end[0], _WINDOW // 2), max(end[1], _WINDOW // 2))
        row, column = row + advance[0], column + advance[1]
    return links
