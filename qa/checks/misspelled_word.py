"""The check `misspelled-word`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.report import NotChecked
from qa.glossary.base import Glossary
from qa.lang.addresses import is_address
from qa.lang.dictionaries import EXTRA
from qa.lang.name_spellings import likeness
from qa.lang.scripts import is_written_in
from qa.lang.spelling import correction, knows_spelling, lacks_dictionary, may_be_in
from qa.lang.words import Word, folded_words, words

_DENIED, _UNLISTED, _OTHER_START = 0.85, 0.65, 0.45
_ENOUGH, _SOUNDS_ALIKE = 2000, 0.3
_JOINERS = frozenset("-‐‑–'’ʼ./_@#&")


@dataclass(frozen=True)
class MisspelledWord(GroupCheck):
    """A word is spelled as no word is, one letter away from a usual one.

    Why: a slip of the keyboard is the first thing that readers see, and what a machine translates wrongly next time.
    Bad: The committee ⟦announcd⟧ its decision.
    Bad: [de] Der Vorschlag wurde gestern ⟦abgeleht⟧.
    Good: They met the froodle at Kwekwe.
    Good: [de] Die Bundesgartenschaugeländeordnung wurde abgelehnt.
    Limits: judged are words in lower case of four letters and more that stand once in the document and neither in
    references, source nor glossary, of texts in which most words are known (Scots taken for English is not judged). A
    slip that makes another word, or a word far from every other, is not found; where the first letter would be the
    wrong one, the confidence is below the default. The extra `spelling` adds dictionaries, which find more and are
    wrong less often; some languages need one.
    """

    category = "linguistic-conventions/spelling"

    glossary: Glossary = field(default_factory=Glossary)

    def covers(self, language: str) -> bool:
        """Say whether misspelled words of the language can be told from rare ones."""
        return knows_spelling(language)

    def lacks(self, language: str) -> tuple[NotChecked, ...]:
        """Return the dictionary without which the language cannot be judged, if it is missing."""
        if not lacks_dictionary(language):
            return ()
        return (NotChecked(self.id(), f'no spelling dictionary of "{language}" is installed ({EXTRA})'),)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each misspelled word of a document."""
        supported = {word for term in self.glossary.terms for word in folded_words(term.text, term.language)}
        seen: Counter[str] = Counter()
        for segment in segments:
            seen.update(folded_words(segment.target.text, segment.target_lang))
            for reference in segment.references:
                supported.update(folded_words(reference.text, segment.target_lang))
            if segment.source is not None:
                supported.update(folded_words(segment.source.text, segment.source_lang or "und"))
        found: list[Finding] = []
        for segment in segments:
            if lacks_dictionary(segment.target_lang):
                continue
            text, language = segment.target.text, segment.target_lang
            for word, folded in zip(words(text, language), folded_words(text, language), strict=True):
                if seen[folded] == 1 and folded not in supported and _is_plain(segment, word):
                    found += self._judge(segment, word)
        if found and may_be_in(segments[0].target_lang, _in_lower_case(segments)):
            yield from found

    def _judge(self, segment: Segment, word: Word) -> Iterator[Finding]:
        meant = correction(word.text, segment.target_lang)
        if meant is not None and not _is_transcribed(segment, word):
            sure = _OTHER_START if _starts_otherwise(word.text, meant.text) else _DENIED if meant.denied else _UNLISTED
            yield self.found(
                segment, word.start, word.end,
                f'"{word.text}": no such word is known; one letter away is "{meant.text}"', confidence=sure,
                fix=meant.text if meant.certain else None, suggestion=meant.text,
            )  # fmt: skip


def _in_lower_case(segments: Sequence[Segment]) -> list[str]:
    """Return the first words in lower case, enough to tell a language by."""
    found = (word.text for segment in segments for word in words(segment.target.text, segment.target_lang))
    return list(islice((word for word in found if word.isalpha() and word.islower()), _ENOUGH))


def _starts_otherwise(word: str, meant: str) -> bool:
    """Say whether the first letter is the wrong one: slips are seldom there, and prefixes are (typical, atypical)."""
    return word[0] != meant[0] and sorted(word) != sorted(meant)


def _is_transcribed(segment: Segment, word: Word) -> bool:
    """Say whether the source, in another script, has a word that sounds like this one, and which may be a name."""
    source, language = segment.source, segment.source_lang
    if source is None or language is None or is_written_in(word.text, language):
        return False
    return any(
        likeness(word.text, other.text, segment.target_lang, language) >= _SOUNDS_ALIKE
        for other in words(source.text, language)
    )


def _is_plain(segment: Segment, word: Word) -> bool:
    """Say whether a word is made of small letters of the language's own script, and is no part of something longer."""
    text = segment.target.text
    if not word.text.isalpha() or word.text != word.text.lower():
        return False
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 2]
    if before in _JOINERS or (after[:1] in _JOINERS and (after[:1] != "." or after[1:].isalpha())):
        return False
    return (
        is_written_in(word.text, segment.target_lang)
        and not segment.target.marked(word.start, word.end)
        and not is_address(text, word.start, word.end)
    )
