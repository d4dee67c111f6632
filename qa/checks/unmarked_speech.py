"""The check `unmarked-speech`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.pronouns import first_person
from qa.lang.quotes import Quotation, pair_marks
from qa.lang.words import folded_words, words

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
        offset, paragraph, spoken_in_quotes = 0, -1, False
        openings: list[Segment] = []
        for segment in filled:
            spoken = _spoken(segment)
            outside = [place for place in spoken if not quoted[offset + place]]
            spoken_in_quotes |= len(outside) < len(spoken)
            if outside and outside[0] == 0 and segment.paragraph != paragraph and _is_long(segment):
                openings.append(segment)
            elif outside:
                return
            offset, paragraph = offset + len(segment.target.text) + 1, segment.paragraph
        if len(openings) <= _MOST and spoken_in_quotes:
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


def _spoken(segment: Segment) -> list[int]:
    """Return where the words stand by which a speaker names himself."""
    text, language = segment.target.text, segment.target_lang
    folded, speaker = folded_words(text, language), first_person(language)
    if speaker.isdisjoint(folded):
        return []
    return [word.start for word, form in zip(words(text, language), folded, strict=True) if form in speaker]


def _is_long(segment: Segment) -> bool:
    return len(words(segment.target.text, segment.target_lang)) >= _FEWEST_WORDS
