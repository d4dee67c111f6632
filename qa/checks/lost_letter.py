"""The check `lost-letter`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.addresses import is_address
from qa.lang.letter_case import capitalized
from qa.lang.lost_letters import damaged, has_more_letters, is_word, undamaged
from qa.lang.scripts import capitalises_nouns
from qa.lang.words import Word, fold, folded_words, words

_SURE, _LIKELY = 0.85, 0.7
_BEYOND = re.compile(r"(?![\x00-\x7f])[^\W\d_]")


@dataclass(frozen=True)
class LostLetter(Check):
    """A letter beyond the English alphabet is gone from a word, or has lost its mark.

    Why: text that passed a program for English alone reads "informacin", and nobody finds it who looks for the word.
    Bad: [es] La ⟦informacin⟧ de la ⟦regin⟧ llega tarde.
    Bad: [de] Die ⟦hufigen⟧ Fragen stehen am Ende.
    Bad: [es] Todo ha cambiado en dos ⟦decadas⟧.
    Good: [es] La historia de la ciudad termina ahora.
    Good: [de] Sie liest die Zeitung und kocht Kaffee.
    Limits: only in paragraphs that have no letter beyond the English ones at all, in languages written in Latin letters
    that have such, and for frequent words or those of a reference. A word that is also one without the letter
    (`esta` and `está`) is reported only where a reference has the other and the paragraph has lost letters for certain.
    """

    category = "linguistic-conventions/spelling"

    def covers(self, language: str) -> bool:
        """Say whether the language has letters beyond the English ones."""
        return has_more_letters(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word that has lost letters."""
        text, language = segment.target.text, segment.target_lang
        if _BEYOND.search(text):
            return
        theirs = _of_references(segment)
        sure = []
        doubtful = []
        for word in _plain(segment):
            folded = fold(word.text)
            meant = theirs.get(folded)
            if meant is not None and is_word(folded, meant, language):
                doubtful.append((word, meant))
            elif meant or undamaged(folded, language):
                sure.append((word, meant or undamaged(folded, language) or ""))
        for word, meant in sure:
            yield self._report(segment, word, meant, _SURE)
        for word, meant in doubtful if sure else ():
            yield self._report(segment, word, meant, _LIKELY)

    def _report(self, segment: Segment, word: Word, meant: str, confidence: float) -> Finding:
        whole = capitalized(meant, segment.target_lang) if word.starts_upper else meant
        return self.found(
            segment, word.start, word.end, f'"{word.text}" has lost a letter or its mark: "{whole}"',
            confidence=confidence, suggestion=whole,
        )  # fmt: skip


def _of_references(segment: Segment) -> dict[str, str]:
    """Return the folded words of the references by what damage makes of them, if no reference has that form too."""
    known = {word for passage in segment.references for word in folded_words(passage.text, segment.target_lang)}
    return {form: word for word in sorted(known) for form in damaged(word) if form not in known}


def _plain(segment: Segment) -> Iterator[Word]:
    """Yield the words that are to be judged: neither names, as far as letter case tells, nor words of the source."""
    text, language = segment.target.text, segment.target_lang
    source = segment.source
    theirs = frozenset[str]() if source is None else frozenset(folded_words(source.text, segment.source_lang or "und"))
    for index, word in enumerate(words(text, language)):
        common = word.starts_lower or not index or capitalises_nouns(language)
        apart = segment.target.marked(word.start, word.end) or is_address(text, word.start, word.end)
        if common and word.text.isalpha() and not word.text.isupper() and fold(word.text) not in theirs and not apart:
            yield word
