"""The check `unmarked-speech`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.pronouns import first_person
from qa.lang.quotes import Quotation, pair_marks
from qa.lang.words import fold, folded_words, words

_FEWEST_QUOTES = 4
_FEWEST_WORDS = 8
_MOST = 2
_SHOWN = 2
_NEAR = 1000
_APOSTROPHES = "'’‘‚"


@dataclass(frozen=True)
class UnmarkedSpeech(GroupCheck):
    """A paragraph speaks in the first person without quotation marks, in a text that puts speech between them.

    Why: without its marks, what a person said reads as what the author says.
    Limits: languages whose pronouns of the first person are listed; documents with at least four quotations, of which
    one has such a pronoun, and with at most two paragraphs that start in the first person outside of quotation marks,
    so that no letter, speech or opinion is judged.
    """

    category = "linguistic-conventions/punctuation"

    def covers(self, language: str) -> bool:
        """Say whether the language's pronouns of the first person are listed."""
        return bool(first_person(language))

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding at the start of each such paragraph of a document."""
        filled = [segment for segment in segments if segment.target.text]
        if not filled:
            return
        language = filled[0].target_lang
        whole = "\n".join(segment.target.text for segment in filled)
        quotations = pair_marks(whole, language).quotations
        if sum(quote.end is not None for quote in quotations) < _FEWEST_QUOTES:
            return
        quoted = _quoted(whole, quotations)
        offset, paragraph = 0, -1
        openings: list[Segment] = []
        for segment in filled:
            found = words(segment.target.text, language)
            folded, speaker = folded_words(segment.target.text, language), first_person(language)
            speaks = not speaker.isdisjoint(folded)
            spoken = [word for word, form in zip(found, folded, strict=True) if form in speaker] if speaks else []
            outside = [word for word in spoken if not quoted[offset + word.start]]
            starts = segment.paragraph != paragraph and len(found) >= _FEWEST_WORDS
            if outside and starts and outside[0].start == 0:
                openings.append(segment)
            elif outside:
                return
            offset, paragraph = offset + len(segment.target.text) + 1, segment.paragraph
        if len(openings) <= _MOST and _speaks(whole, quoted, language):
            yield from map(self._report, openings)

    def _report(self, segment: Segment) -> Finding:
        end = words(segment.target.text, segment.target_lang)[_SHOWN - 1].end
        message = f'"{segment.target.text[:end]} …": speech without quotation marks'
        return self.found(segment, 0, end, message, confidence=0.7)


def _quoted(whole: str, quotations: Sequence[Quotation]) -> bytearray:
    """Return 1 for each character inside quotation marks; where they never close, for what stands near behind them."""
    flags = bytearray(len(whole))
    for quote in quotations:
        if quote.end is None and whole[quote.start] in _APOSTROPHES:
            continue
        end = min(len(whole), quote.start + _NEAR) if quote.end is None else quote.end
        flags[quote.start : end] = b"\1" * (end - quote.start)
    return flags


def _speaks(whole: str, quoted: bytearray, language: str) -> bool:
    """Say whether some quotation is in the first person."""
    return any(quoted[word.start] for word in words(whole, language) if fold(word.text) in first_person(language))
