"""The check `foreign-passage`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.addresses import is_address
from qa.lang.detect import detect
from qa.lang.quotes import quoted
from qa.lang.scripts import is_written_in
from qa.lang.sentences import sentences
from qa.lang.tags import display_name, same_language
from qa.lang.vocabulary import function_words, most_function_words, most_strange_function_words
from qa.lang.words import Word, fold, folded_words, words

_FEWEST = 6
_SURE = 0.5
_MOST, _CLEAR = 0.3, 0.2
_NEARLY_ALL = 0.8
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class ForeignPassage(Check):
    """A sentence or a paragraph is in another language than the document.

    Why: it was forgotten, or the translation engine gave the source back.
    Bad: The talks went on. ⟦Die Minister haben sich noch nicht auf einen Termin geeinigt.⟧
    Good: She quoted “Die Minister haben sich noch nicht auf einen Termin geeinigt” in her speech.
    Good: He read Die Leiden des jungen Werthers.
    Limits: sentences of at least six words outside quotation marks and brackets, whose small words are of the other
    language and not of the document's. Lists of names and of titles, code and addresses are left alone.
    """

    category = "accuracy/untranslated"
    severity = Severity.MAJOR

    def covers(self, language: str) -> bool:
        """Say whether the language's small words are known."""
        return bool(function_words(language))

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield one finding for each run of sentences in one other language."""
        text = segment.target.text
        if not _may_hold(text, segment.target_lang):
            return
        skipped = _aside(text, segment.target_lang)
        run: list[tuple[int, int, str]] = []
        for start, end in sentences(text, segment.target_lang):
            language = _foreign(segment, start, end, skipped)
            if run and run[-1][2] != language:
                yield self._report(segment, run)
                run = []
            if language is not None:
                run.append((start, end, language))
        if run:
            yield self._report(segment, run)

    def _report(self, segment: Segment, run: list[tuple[int, int, str]]) -> Finding:
        start, end, language = run[0][0], run[-1][1], run[0][2]
        known = segment.source_lang is not None and segment.source is not None
        unread = known and not same_language(language, segment.source_lang or "")
        return self.found(
            segment, start, end, f"this is {display_name(language)}, not {display_name(segment.target_lang)}",
            confidence=0.9, category="linguistic-conventions/unintelligible" if unread else None,
        )  # fmt: skip


def _may_hold(text: str, language: str) -> bool:
    """Say whether a text has enough words of another script, or small words of some other language, for a sentence."""
    if most_strange_function_words(folded_words(text, language), language) >= _CLEAR * _FEWEST:
        return True
    if is_written_in(text, language):
        return False
    strange = sum(not is_written_in(word.text, language) for word in words(text, language))
    return strange >= _NEARLY_ALL * _FEWEST


def _foreign(segment: Segment, start: int, end: int, skipped: bytes) -> str | None:
    """Return the language of a sentence where it is another than the segment's for certain."""
    found = _plain_words(segment.target, start, end, segment.target_lang, skipped)
    own = _share(found, segment.target_lang)
    if len(found) < _FEWEST or own > _MOST or 2 * sum(word.starts_upper for word in found) > len(found):
        return None
    strange = sum(not is_written_in(word.text, segment.target_lang) for word in found)
    other_script = strange >= _NEARLY_ALL * len(found)
    if not other_script and (strange > (1 - _NEARLY_ALL) * len(found) or not _may_differ(found, own)):
        return None
    language, probability = detect(" ".join(word.text for word in found))
    if probability < _SURE or same_language(language, segment.target_lang):
        return None
    return language if other_script or _share(found, language) >= own + _CLEAR else None


def _may_differ(found: Sequence[Word], own: float) -> bool:
    """Say whether there is a language that has clearly more of the words among its small ones; detection takes time."""
    return most_function_words(fold(word.text) for word in found) / len(found) >= own + _CLEAR


def _share(found: Sequence[Word], language: str) -> float:
    """Return the share of the words that are small words of the language."""
    small = function_words(language)
    return sum(fold(word.text) in small for word in found) / max(1, len(found))


def _plain_words(passage: Passage, start: int, end: int, language: str, skipped: bytes) -> list[Word]:
    """Return the words of a sentence outside quotation marks, brackets, addresses and code, without numbers."""
    return [
        word
        for word in words(passage.text[start:end], language)
        if not word.is_number
        and not skipped[start + word.start]
        and not passage.marked(start + word.start, start + word.end)
        and not is_address(passage.text, start + word.start, start + word.end)
    ]


def _aside(text: str, language: str) -> bytes:
    """Return 1 for each character inside quotation marks or brackets."""
    flags = bytearray(quoted(text, language))
    for match in _ASIDE.finditer(text):
        flags[match.start() : match.end()] = b"\1" * len(match[0])
    return bytes(flags)
