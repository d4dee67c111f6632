"""The check `lost-name`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.names import Lost, lacking_names, nearest, strange_names
from qa.align.words import are_worded_alike
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.names import is_made_of_words, knows_names, opens_sentence
from qa.lang.same_names import things_named
from qa.lang.scripts import is_written_in
from qa.lang.words import Word, fold, folded_words, words

_ENDING, _TORN, _BACKED, _UNBACKED, _INSTEAD, _UNSURE = 0.7, 0.6, 0.55, 0.5, 0.6, 0.4


@dataclass(frozen=True)
class LostName(Check):
    """A name that every reference has is missing from the translation, or stands there in a form that none has.

    Why: who said it and where it happened is what news is made of.
    Bad: The minister met⟦⟧ on Friday in Rome. | The minister met Angela Merkel on Friday in Rome.
    Bad: [es] Mejora la calidad de vida, y la ⟦CV⟧ lo dice. | Mejora la calidad de vida, y la CdV lo dice.
    Good: The minister met Merkel on Friday in Rome. | The minister met Angela Merkel on Friday in Rome.
    Limits: pronouns and paraphrases ("the chancellor") are not told from a loss, so that the confidence is low; it is
    below the default for an abbreviation that only the reference has, and for a part of a name, where the source does
    not have them, and in long sentences that are worded otherwise than their references. The place is certain only
    where the text looks as if a word had been cut out; else it is the likeliest, by the words that stand beside the
    name in the reference: in nine of ten translations from which a name was left out by chance, it was the right one.
    Names are known by their capitals: not in German, nor in scripts without capitals. Of the findings in real
    translations of medical abstracts, people marked an error near eight in ten.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/omission"

    def covers(self, language: str) -> bool:
        """Say whether capitals tell names in the language."""
        return knows_names(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each lost name, as an empty span where it belongs, or at the ending that is left."""
        if not segment.references or not segment.target.text.strip():
            return
        lacking = [lacking_names(segment, reference) for reference in segment.references]
        replaced = [nearest(run, lacking[0]) for run in strange_names(segment)]
        for lost in lacking[0]:
            elsewhere = [any(other.text == lost.text for other in others) for others in lacking[1:]]
            if lost in replaced or not all(elsewhere) or (lost.opens and not lost.torn):
                continue
            other = _other(segment, lost)
            yield self._lost(segment, lost) if other is None else self._instead(segment, other, lost)

    def _lost(self, segment: Segment, lost: Lost) -> Finding:
        return self.found(
            segment, lost.place, lost.place_end, f'the references name "{lost.text}" here; the translation does not',
            confidence=_confidence(segment, lost), severity=_severity(lost),
            evidence=(cite(lost.reference, lost.start, lost.end),), suggestion=lost.text,
        )  # fmt: skip

    def _instead(self, segment: Segment, other: Word, lost: Lost) -> Finding:
        return self.found(
            segment, other.start, other.end, f'"{other.text}": the references name "{lost.text}" here',
            confidence=_INSTEAD, severity=_severity(lost), category="accuracy/named-entity",
            evidence=(cite(lost.reference, lost.start, lost.end),), suggestion=lost.text,
        )  # fmt: skip


def _other(segment: Segment, lost: Lost) -> Word | None:
    """Return the word that touches the place and that no reference has, if it or the name is an abbreviation (`CV`)."""
    text, language = segment.target.text, segment.target_lang
    known = {folded for passage in segment.references for folded in folded_words(passage.text, language)}
    for word in words(text, language):
        beside = word.end >= lost.place - 1 and word.start <= lost.place_end + 1
        short = word.text.isupper() or (lost.text.isupper() and word.text != word.text.lower())
        if beside and short and fold(word.text) not in known and not opens_sentence(word, text):
            return word
    return None


def _severity(lost: Lost) -> Severity:
    """Return how bad the loss is: an abbreviation that the source has not may stand for what is said in words."""
    return Severity.MINOR if lost.text.isupper() and not lost.backed else Severity.MAJOR


def _confidence(segment: Segment, lost: Lost) -> float:
    """Return how sure the loss is: most where an ending is left or a word seems cut out, least without the source.

    Where the source does not back the name, an abbreviation may be the reference's own, a part of a name may have been
    added to it, and words that are no names by themselves (`National Party`) may be said in small letters.
    """
    if lost.place < lost.place_end:
        return _ENDING
    if lost.torn:
        return _TORN
    if not are_worded_alike(segment.target.text, [item.text for item in segment.references], segment.target_lang):
        return _UNSURE
    if lost.backed:
        return _BACKED
    if things_named(lost.text, segment.target_lang):
        return _UNBACKED
    made_of_words = is_made_of_words(lost.text, segment.target_lang)
    return _UNSURE if lost.partial or made_of_words or _is_own(segment, lost) else _UNBACKED


def _is_own(segment: Segment, lost: Lost) -> bool:
    """Say whether a name is an abbreviation that the source would have too, being written in the same letters."""
    if segment.source is None or segment.source_lang is None or not lost.text.isupper():
        return False
    return is_written_in(lost.text, segment.source_lang)
