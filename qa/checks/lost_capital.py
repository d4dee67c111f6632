"""The check `lost-capital`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.align.words import Pairing, pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.letter_case import capitalized
from qa.lang.scripts import capitalises_nouns
from qa.lang.words import Word, fold, words


@dataclass(frozen=True)
class LostCapital(Check):
    """A noun stands in lower case in a language that writes nouns with a capital.

    Why: a text that went through lower case on its way through a machine reads as if nobody had looked at it.
    Bad: [de] Das alte ⟦haus⟧ steht am See. | Das alte Haus liegt am See.
    Good: [de] Wir versuchen, das zu verstehen. | Wir versuchen es zum Verstehen.
    Good: The president came. | The President came.
    Limits: covers languages that capitalise nouns (German, Swiss and Low German, Luxembourgish); only where every
    reference has the same form with a capital inside a sentence, after the same word, and none has it in lower case.
    """

    needs = frozenset({"reference"})
    category = "linguistic-conventions/orthography"

    def covers(self, language: str) -> bool:
        """Say whether the language writes nouns with a capital."""
        return capitalises_nouns(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each noun without its capital."""
        text, language = segment.target.text, segment.target_lang
        if not segment.references:
            return
        pairings = [pair_words(text, reference.text, language) for reference in segment.references]
        small = frozenset[str]().union(*(_lower(reference.text, language) for reference in segment.references))
        for index, word in enumerate(pairings[0].target):
            if not word.starts_lower or len(word.text) == 1 or fold(word.text) in small:
                continue
            rivals = [_rival(pairing, index) for pairing in pairings]
            if rivals[0] is None or None in rivals or segment.target.marked(word.start, word.end):
                continue
            right = capitalized(word.text, language)
            yield self.found(
                segment, word.start, word.end, f'"{word.text}": the reference has "{rivals[0].text}", with a capital',
                confidence=0.7, fix=right, evidence=[cite(segment.references[0], rivals[0].start, rivals[0].end)],
            )  # fmt: skip


def _rival(pairing: Pairing, index: int) -> Word | None:
    """Return the reference's word in the same place: the same form with a capital, after the same small word."""
    link = pairing.links[index]
    if not index or not link or pairing.links[index - 1] != link - 1:
        return None
    rival, before = pairing.other[link], pairing.other[link - 1]
    same = fold(rival.text) == fold(pairing.target[index].text) and rival.text[1:] == rival.text[1:].lower()
    return rival if rival.starts_upper and same and before.starts_lower else None


@lru_cache(maxsize=1024)
def _lower(text: str, language: str) -> frozenset[str]:
    """Return the folded words that stand in lower case in a text."""
    return frozenset(fold(word.text) for word in words(text, language) if word.starts_lower)
