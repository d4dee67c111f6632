"""The check `negation-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.words import Pairing, are_worded_alike, pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.negation import (
    Negation,
    knows_negation,
    knows_paraphrases,
    lists_negation,
    negates,
    negation,
    opposite_of,
)
from qa.lang.words import fold


@dataclass(frozen=True)
class NegationMismatch(Check):
    """The translation negates what every reference affirms, or affirms what every reference negates.

    Why: a lost "not" turns the meaning round and reads perfectly well.
    Bad: They will ⟦not⟧ be held. | They will be held.
    Bad: They will⟦⟧ be held. | They will not be held.
    Bad: The bridge is ⟦unsafe⟧ for lorries. | The bridge is safe for lorries.
    Bad: [ru] Министр ⟦не⟧ ушёл в отставку. | Министр ушёл в отставку.
    Good: They were unable to vote. | They could not vote.
    Good: It isn't clear. | It is not clear.
    Limits: counts negating words, and lets words that may say the same ("without", "refused", "unclear") excuse a
    difference that only one of the texts has, so that some errors pass. Where a source is given whose words of negation
    are known, what agrees with it is no error, whatever the references say. The words that may say the same are listed
    for English, German and French; in other languages the confidence is below the default unless a reference has the
    words on both sides of the negation next to each other. It is below the default, too, in long sentences that are
    worded otherwise than their references. Opposites that a prefix makes are reported where
    one stands in the place of the other. Few real translations lose a negation: of such findings in fluent machine
    translation people marked one in three as a major error. Of the languages that negate inside the verb, Czech and
    Slovak are covered, where the verb stands in the place of the other; Turkish, Persian, Japanese and Korean are not.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language's words of negation are known."""
        return knows_negation(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield at most one finding: a negation that is too many, or one that is missing."""
        language = segment.target_lang
        if not segment.references or not segment.target.text.strip():
            return
        text = segment.target.text
        own = negation(text, language)
        others = [negation(reference.text, language) for reference in segment.references]
        source = _of_source(segment)
        if all(own.exceeds(other) for other in others):
            if source is None or len(own.words) > len(source.words):
                yield from self._gained(segment, own)
        elif all(other.exceeds(own) for other in others):
            if source is None or source.hints > own.hints:
                yield self._lost(segment, others[0])
        elif all(len(own.words) == len(other.words) for other in others):
            yield from self._turned(segment)

    def _gained(self, segment: Segment, own: Negation) -> Iterator[Finding]:
        pairing = pair_words(segment.target.text, segment.references[0].text, segment.target_lang)
        linked = {word.start for word, link in zip(pairing.target, pairing.links, strict=True) if link is not None}
        word = next((word for word in own.words if word.start not in linked), own.words[0])
        message = f'"{word.text}": the references do not negate this'
        if not segment.target.marked(word.start, word.end):
            yield self.found(segment, word.start, word.end, message, confidence=_sure(segment))

    def _lost(self, segment: Segment, other: Negation) -> Finding:
        reference = segment.references[0]
        pairing = pair_words(segment.target.text, reference.text, segment.target_lang)
        used = {link for link in pairing.links if link is not None}
        starts = {pairing.other[link].start for link in used}
        word = next((word for word in other.words if word.start not in starts), other.words[0])
        before = [
            mine.end
            for mine, link in zip(pairing.target, pairing.links, strict=True)
            if link is not None and pairing.other[link].end <= word.start
        ]
        place = max(before, default=0)
        return self.found(
            segment, place, place, f'the references negate this ("{word.text}"); the translation does not',
            confidence=_sure(segment), evidence=[cite(reference, word.start, word.end)],
        )  # fmt: skip

    def _turned(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word in whose place every reference has its opposite."""
        language = segment.target_lang
        pairings = [pair_words(segment.target.text, reference.text, language) for reference in segment.references]
        replaced = [pairing.replaced() for pairing in pairings]
        for index in sorted(replaced[0].keys()):
            word = pairings[0].target[index]
            rivals = [
                pairing.other[links[index]] for pairing, links in zip(pairings, replaced, strict=True) if index in links
            ]
            if segment.target.marked(word.start, word.end) or len(rivals) < len(pairings):
                continue
            if all(_are_opposites(word.text, rival.text, language) for rival in rivals):
                message = f'"{word.text}": the references say the opposite, "{rivals[0].text}"'
                evidence = [cite(segment.references[0], rivals[0].start, rivals[0].end)]
                yield self.found(segment, word.start, word.end, message, confidence=0.7, evidence=evidence)


def _of_source(segment: Segment) -> Negation | None:
    """Return the negation in the source, whose word counts more than a reference's; None where it cannot be told."""
    if segment.source is None or not segment.source_lang or not lists_negation(segment.source_lang):
        return None
    return negation(segment.source.text, segment.source_lang)


def _are_opposites(word: str, other: str, language: str) -> bool:
    return opposite_of(word, language) == fold(other) or opposite_of(other, language) == fold(word)


def _sure(segment: Segment) -> float:
    """Return how sure a difference is: nothing says the negation in other words where all around it is the same.

    Where both texts negate, one may only do it twice, as many languages do: `no ... nunca`.
    """
    language, text = segment.target_lang, segment.target.text
    if not are_worded_alike(text, [reference.text for reference in segment.references], language):
        return 0.3
    if knows_paraphrases(language):
        return 0.5
    if all(negation(passage.text, language).words for passage in (segment.target, *segment.references)):
        return 0.3
    pairings = (pair_words(text, reference.text, language) for reference in segment.references)
    return 0.6 if any(_is_inserted(pairing, language) for pairing in pairings) else 0.3


def _is_inserted(pairing: Pairing, language: str) -> bool:
    """Say whether a negating word of one text stands between two words that follow each other in the other text."""
    links = dict(enumerate(pairing.links))
    back = {link: index for index, link in links.items() if link is not None}
    sides = ((pairing.target, links, len(pairing.other)), (pairing.other, back, len(pairing.target)))
    for found, linked, length in sides:
        for index, word in enumerate(found):
            before = linked.get(index - 1) if index else -1
            after = linked.get(index + 1) if index + 1 < len(found) else length
            if negates(word.text, language) and before is not None and after is not None and after == before + 1:
                return True
    return False
