"""The check `exchanged-roles`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.align.words import Pairing, pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.facts import facts
from qa.lang.forms import base_form
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Place:
    """The words `own` of a translation that stand where a reference has the words `other`."""

    start: int
    own: tuple[Word, ...]
    other: tuple[Word, ...]


@dataclass(frozen=True)
class ExchangedRoles(Check):
    """Two names or two nouns stand in each other's places: who does it and who suffers it are exchanged.

    Why: every word is right and the sentence reads well, but it says the opposite.
    Bad: Yesterday ⟦Belgium defeated France⟧ in Lyon. | Yesterday France defeated Belgium in Lyon.
    Bad: [fr] Le ⟦chien a mordu le voisin⟧ hier. | Le voisin a mordu le chien hier.
    Good: France and Belgium signed it. | Belgium and France signed it.
    Good: Belgium was defeated by France. | France defeated Belgium.
    Limits: English, French, Italian, Portuguese and Spanish, where order tells the roles. The words around them must be
    the reference's; nouns count where both have an article. Of verbs that say the same both ways (to meet, to marry)
    nothing is known. Real translations hardly ever exchange anything: in 33,000 that people marked it found seven
    places, five of them marked.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the order of the words tells the roles in the language."""
        return bool(facts(language).word_order.articles)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each two that are exchanged against a reference, unless another has them in order."""
        text, language = segment.target.text, segment.target_lang
        pairings = [pair_words(text, reference.text, language) for reference in segment.references]
        seen: set[int] = set()
        for reference, pairing in zip(segment.references, pairings, strict=True):
            for first, second in _exchanged(pairing, language):
                last = second.start + len(second.own)
                both = (*range(first.start, first.start + len(first.own)), *range(second.start, last))
                if first.start in seen or any(_has_all(other, both) for other in pairings):
                    continue
                seen.add(first.start)
                start, end = first.own[0].start, second.own[-1].end
                if segment.target.marked(start, end):
                    continue
                message = (
                    f'"{_shown(text, first.own)}" and "{_shown(text, second.own)}": the reference has them exchanged'
                )
                evidence = [cite(reference, first.other[0].start, second.other[-1].end)]
                yield self.found(segment, start, end, message, confidence=0.6, evidence=evidence)


def _shown(text: str, found: Sequence[Word]) -> str:
    return text[found[0].start : found[-1].end]


def _has_all(pairing: Pairing, indexes: Sequence[int]) -> bool:
    return all(pairing.links[index] is not None for index in indexes)


def _exchanged(pairing: Pairing, language: str) -> Iterator[tuple[Place, Place]]:
    """Yield the places each of which has what the reference has in the other."""
    waiting: dict[tuple[tuple[str, ...], tuple[str, ...]], Place] = {}
    for place in _places(pairing):
        own, other = (tuple(base_form(word.text, language) for word in some) for some in (place.own, place.other))
        before = waiting.get((other, own))
        if before is not None and own != other and _are_roles(pairing, before, place, language):
            yield before, place
        waiting[own, other] = place


def _places(pairing: Pairing) -> Iterator[Place]:
    """Yield the short runs of words that differ, between words that are the same."""
    ends = [(-1, -1), *((index, pairing.links[index] or 0) for index in pairing.linked)]
    for (before, left), (after, right) in pairwise([*ends, (len(pairing.target), len(pairing.other))]):
        own, other = pairing.target[before + 1 : after], pairing.other[left + 1 : right]
        if own and other and max(len(own), len(other)) <= _LONGEST:
            yield Place(before + 1, own, other)


def _are_roles(pairing: Pairing, first: Place, second: Place, language: str) -> bool:
    """Say whether a verb may stand between the two, and both are names or have an article."""
    common = function_words(language)
    between = pairing.target[first.start + len(first.own) : second.start]
    if not any(word.starts_lower and fold(word.text) not in common for word in between):
        return False
    if any(word.is_number or fold(place.own[-1].text) in common for place in (first, second) for word in place.own):
        return False
    if all(word.starts_upper for place in (first, second) for word in (*place.own, *place.other)):
        return True
    return all(_has_article(pairing, place, language) for place in (first, second))


def _has_article(pairing: Pairing, place: Place, language: str) -> bool:
    before = pairing.target[max(0, place.start - 1)]
    return bool({fold(before.text), fold(place.own[0].text)} & facts(language).word_order.articles)
