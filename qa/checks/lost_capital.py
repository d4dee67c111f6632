"""The check `lost-capital`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.align.words import Pairing, pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.lemmas import has_lemma
from qa.lang.scripts import capitalises_nouns, has_capitals
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words

_SURE = 0.85


@dataclass(frozen=True)
class LostCapital(Check):
    """A noun, name or abbreviation stands in lower case that is written with a capital.

    Why: a text that went through lower case on its way through a machine reads as if nobody had looked at it.
    Bad: [de] Das alte ⟦haus⟧ steht am See. | Das alte Haus liegt am See.
    Bad: The doctors treat ⟦apl⟧ with arsenic. | The physicians treat APL with arsenic.
    Good: [de] Wir versuchen, das zu verstehen. | Wir versuchen es zum Verstehen.
    Good: [de] Es gibt viele schwarze Löcher. | Es gibt viele Schwarze Löcher.
    Good: The president came. | The President came.
    Limits: only where every reference has the same form with a capital inside a sentence, after the same word, and
    none has it in lower case. Common words are looked at only in languages that capitalise nouns (German, Swiss and Low
    German, Luxembourgish), and there not where they may be the adjective of the noun that follows; names only in
    languages that have a dictionary, and not where it has the word in lower case (`canada`).
    """

    needs = frozenset({"reference"})
    category = "linguistic-conventions/orthography"

    def covers(self, language: str) -> bool:
        """Say whether the language's script has capitals."""
        return has_capitals(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word without its capital."""
        text, language = segment.target.text, segment.target_lang
        if not segment.references:
            return
        pairings = [pair_words(text, reference.text, language) for reference in segment.references]
        small = frozenset[str]().union(*(_lower(reference.text, language) for reference in segment.references))
        for index, word in enumerate(pairings[0].target):
            if not word.starts_lower or len(word.text) == 1 or fold(word.text) in small:
                continue
            if segment.target.marked(word.start, word.end):
                continue
            rivals = [
                _rival(pairing, index, reference.text)
                for pairing, reference in zip(pairings, segment.references, strict=True)
            ]
            first = rivals[0]
            if first is None or any(rival is None or rival.text != first.text for rival in rivals):
                continue
            if _may_be_small(pairings[0].target, index, first.text, language):
                continue
            yield self.found(
                segment, word.start, word.end, f'"{word.text}": the reference has "{first.text}", with a capital',
                confidence=_SURE, fix=first.text, evidence=[cite(segment.references[0], first.start, first.end)],
            )  # fmt: skip


def _may_be_small(found: Sequence[Word], index: int, capital: str, language: str) -> bool:
    """Say whether a word may stand in lower case: a common one, or before a noun one that may be its adjective."""
    word = found[index].text
    if capital.isupper():
        return fold(word) in function_words(language)
    if capitalises_nouns(language):
        return index + 1 < len(found) and found[index + 1].starts_upper
    return has_lemma(fold(word), language)


def _rival(pairing: Pairing, index: int, reference: str) -> Word | None:
    """Return the reference's word in the same place: the same form with a capital, after the same small word."""
    link = pairing.links[index]
    if not index or not link or pairing.links[index - 1] != link - 1:
        return None
    rival, before = pairing.other[link], pairing.other[link - 1]
    plain = rival.text.isupper() or rival.text[1:] == rival.text[1:].lower()
    same = plain and fold(rival.text) == fold(pairing.target[index].text)
    follows = before.starts_lower and not reference[before.end : rival.start].strip(" \u00a0-(")
    return rival if rival.starts_upper and same and follows else None


@lru_cache(maxsize=1024)
def _lower(text: str, language: str) -> frozenset[str]:
    """Return the folded words that stand in lower case in a text."""
    return frozenset(fold(word.text) for word in words(text, language) if word.starts_lower)
