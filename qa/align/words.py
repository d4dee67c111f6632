"""Pairs the words of two texts in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from qa.lang.forms import base_form
from qa.lang.words import Word, words


@dataclass(frozen=True, slots=True)
class Pairing:
    """The words of a translation and of a reference, and which stand for which.

    `links[i]` is the index of the reference word that shares its base form with target word `i` and stands in the
    same order, or None. `closeness` is the share of the words of both that are linked, 0 to 1.
    """

    target: tuple[Word, ...]
    other: tuple[Word, ...]
    links: tuple[int | None, ...]

    @property
    def closeness(self) -> float:
        """How near the two texts are, as a share of linked words."""
        total = len(self.target) + len(self.other)
        return 2 * sum(link is not None for link in self.links) / total if total else 1.0

    def counterpart(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of reference words between the links around the target words `start` to `end`."""
        before = next((link for link in reversed(self.links[:start]) if link is not None), -1)
        after = next((link for link in self.links[end:] if link is not None), len(self.other))
        return before + 1, max(before + 1, after)


@lru_cache(maxsize=4096)
def pair_words(target: str, other: str, language: str) -> Pairing:
    """Pair the words of two texts by the shortest edit script over their base forms.

    Linear in memory; the time grows with the product of the two lengths (bit-parallel, 64 words at a time).
    """
    own, others = words(target, language), words(other, language)
    forms = [base_form(word.text, language) for word in own]
    links: list[int | None] = [None] * len(own)
    script = Levenshtein.opcodes(forms, [base_form(word.text, language) for word in others])
    for step in script:
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                links[step.src_start + offset] = step.dest_start + offset
    return Pairing(own, others, tuple(links))


def closest(target: str, references: tuple[str, ...], language: str) -> tuple[int, Pairing] | None:
    """Return the index of the reference nearest to `target`, and their pairing; None without references."""
    if not references:
        return None
    pairings = [pair_words(target, reference, language) for reference in references]
    best = max(range(len(pairings)), key=lambda index: pairings[index].closeness)
    return best, pairings[best]
