"""The check `kept-word`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.addresses import is_address
from qa.lang.lemmas import has_lemma
from qa.lang.punctuation import bracketed
from qa.lang.scripts import is_written_in
from qa.lang.spelling import knows_spelling, zipf
from qa.lang.tags import display_name, same_language
from qa.lang.words import Word, fold, folded_words, words

_SHORTEST, _ALIKE = 5, 0.88
_TIES = frozenset("-‑/")


@dataclass(frozen=True)
class KeptWord(Check):
    """A word stands as in the source that no reference has and that the translation's language does not know.

    Why: a machine copies the rare terms that it cannot translate, and the reader cannot read them.
    Limits: words in small letters of five and more, of which the language's lists and dictionary know none; not where a
    reference has a word that is nearly the same, as the name of a drug may be spelled in two ways, nor in brackets,
    which may hold a gloss. Words that the source's language is known to have are told by `untranslated`. Of these
    findings people marked eight in ten.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference", "source"})
    category = "accuracy/untranslated"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word that was kept."""
        source, language = segment.source, segment.target_lang
        if source is None or segment.source_lang is None or same_language(segment.source_lang, language):
            return
        theirs = {word.text for word in words(source.text, segment.source_lang)}
        known = {folded for passage in segment.references for folded in folded_words(passage.text, language)}
        spared = bracketed(segment.target.text)
        for word in words(segment.target.text, language):
            if word.text not in theirs or not _is_kept(segment, word) or _is_known(fold(word.text), known):
                continue
            if not any(low < word.start < high for low, high in spared):
                place = source.text.index(word.text)
                yield self.found(
                    segment, word.start, word.end,
                    f'"{word.text}" is left in {display_name(segment.source_lang)}, as in the source',
                    confidence=0.75, evidence=[cite(source, place, place + len(word.text))],
                )  # fmt: skip


def _is_kept(segment: Segment, word: Word) -> bool:
    """Say whether a word is one of the source's language only, as far as the translation's language tells."""
    text, language = segment.target.text, segment.target_lang
    if len(word.text) < _SHORTEST or not word.text.isalpha() or not word.text.islower():
        return False
    apart = text[max(0, word.start - 1) : word.start] in _TIES or segment.target.marked(word.start, word.end)
    if apart or is_address(text, word.start, word.end):
        return False
    if not is_written_in(word.text, language):
        return True
    return knows_spelling(language) and not zipf(word.text, language) and not has_lemma(word.text, language)


def _is_known(folded: str, known: set[str]) -> bool:
    """Say whether a reference has the word, inside another one or nearly as it is."""
    return any(folded in other or JaroWinkler.similarity(folded, other) >= _ALIKE for other in known)
