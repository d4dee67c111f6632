"""The check `truncated`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.checks._counterparts import counterpart_name, counterparts
from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.endings import has_ellipsis, has_final_ellipsis, never_last, open_bracket
from qa.lang.lengths import expected_ratio, ratio_spread, text_length
from qa.lang.punctuation import ends_sentence, ends_with_letter
from qa.lang.words import Word, fold, words

_SHORTEST = 4
_COMMAS = ",，、،"
_LIST_MARKS = _COMMAS + ";；؛"
_DEVIATIONS = 3.0


@dataclass(frozen=True)
class Truncated(Check):
    """The translation stops in the middle of a sentence.

    Without a final mark, it ends in a word that ends no sentence (an article, a preposition), with a comma, inside a
    bracket, or far too early for its source; or it ends with dots that the source does not have.

    Why: limits on length, in a program or a model, cut texts, and what is lost is easily overlooked.
    Bad: The ministry announced that it would close the ⟦the⟧
    Bad: It will rain, the forecast ⟦says...⟧ | It will rain, the forecast says, until Monday.
    Good: Minister of the Interior
    Good: The ministry closed the office. | The ministry has closed the office.
    Limits: without a source or a reference only the last word tells, in languages for which such words were learned;
    texts of fewer than four words and headings are left alone.
    """

    severity = Severity.MAJOR
    category = "accuracy/omission"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding where the segment was cut off."""
        text = segment.target.text.rstrip()
        if not text or "heading" in segment.flags:
            return
        dots = has_final_ellipsis(text)
        if not dots and (ends_sentence(text) or not (ends_with_letter(text) or text[-1] in _COMMAS + "(（[")):
            return
        found = words(text, segment.target_lang)
        if len(found) < _SHORTEST or segment.target.marked(found[-1].start, len(text)):
            return
        verdict = _dots(segment) if dots else _cut(segment, text, found)
        if verdict is not None:
            message, confidence = verdict
            last = found[-1]
            yield self.found(
                segment, last.start, len(text), f'"{text[last.start :]}": {message}', confidence=confidence
            )


def _dots(segment: Segment) -> tuple[str, float] | None:
    others = counterparts(segment)
    if not others or any(has_ellipsis(other.text) for other in others):
        return None
    return f"the {counterpart_name(segment)} does not end in dots", 0.7


def _cut(segment: Segment, text: str, found: tuple[Word, ...]) -> tuple[str, float] | None:
    """Return why a text without a final mark was cut off, and how sure that is; None where nothing says so."""
    others = counterparts(segment)
    ended = all(ends_sentence(other.text) for other in others)
    last = found[-1]
    is_name = last.starts_upper or last.end < len(text)
    if (
        ended
        and not is_name
        and not _is_listed(text, last, others)
        and fold(last.text) in never_last(segment.target_lang)
    ):
        return "no sentence ends with this word", 0.85
    if not others or not ended:
        return None
    if text[-1] in _COMMAS:
        return f"the text ends with a comma, the {counterpart_name(segment)} does not", 0.6
    if open_bracket(text) is not None and all(open_bracket(other.text) is None for other in others):
        return "the text ends inside a bracket", 0.8
    if all(_too_short(segment, text, other.text) for other in others):
        return f"the text ends far too early for its {counterpart_name(segment)}", 0.85
    return None


def _is_listed(text: str, last: Word, others: Sequence[Passage]) -> bool:
    """Say whether the text is the last but one of a list, with nothing to compare it with: `a wide range; and`."""
    return not others and text[: last.start].rstrip()[-1:] in tuple(_LIST_MARKS)


def _too_short(segment: Segment, text: str, other: str) -> bool:
    language = segment.target_lang if segment.source is None else segment.source_lang or "und"
    usual, off = expected_ratio(language, segment.target_lang)
    length = max(1, text_length(other))
    spread = math.hypot(ratio_spread(length), off)
    return math.log(text_length(text) / length) < usual - _DEVIATIONS * spread
