"""The check `missing-space-before-mark`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.addresses import is_address
from qa.lang.punctuation import marks_after_space

_CLOSE = re.compile(r"[:;!?](?<=[^\W\d_]{2}.)(?=\s|\Z)")
_SPACED = re.compile(r"[:;!?](?<=[ \u00a0\u2009\u202f].)(?=\s|\Z)")
_LAST = re.compile(r"[^\s:;!?]+[:;!?]\Z")
_LONGEST, _OF_A_HOUSE = 60, 5
_SPACE = "\u00a0"


@dataclass(frozen=True)
class MissingSpaceBeforeMark(GroupCheck):
    """No space stands before a colon, semicolon or mark of exclamation or question, where the language has one.

    Why: French sets these marks off; without the space a text shows that it was made after the rules of English.
    Bad: [fr] Restauration de la vision⟦:⟧ rêve ou réalité ?
    Bad: [fr] Que faire⟦?⟧
    Good: [fr] Restauration de la vision : rêve ou réalité ?
    Good: [fr] Le rendez-vous est à 18:30.
    Good: Restoring sight: a dream?
    Limits: French, Breton, Occitan and Walloon; in Canadian French only the colon. A document with five such marks and
    more, all without a space, is taken to follow the rule of a house. What the source or a reference has too, as in
    the titles of books, is left alone.
    """

    category = "linguistic-conventions/punctuation"

    def covers(self, language: str) -> bool:
        """Say whether the language has a space before some marks."""
        return bool(marks_after_space(language))

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each mark without its space, unless the document has none before any."""
        found = [(segment, place) for segment in segments for place in _close(segment)]
        spaced = any(_SPACED.search(segment.target.text) for segment in segments)
        if len(found) >= _OF_A_HOUSE and not spaced:
            return
        for segment, place in found:
            mark = segment.target.text[place]
            if not _is_copied(segment, place):
                yield self.found(
                    segment, place, place + 1, f'no space stands before "{mark}"', confidence=0.9, fix=_SPACE + mark
                )


def _close(segment: Segment) -> Iterator[int]:
    """Yield the places of marks that stand close behind a word and should not; not in addresses and markup."""
    text, marks = segment.target.text, marks_after_space(segment.target_lang)
    for match in _CLOSE.finditer(text):
        start, end = match.span()
        if match[0] in marks and not segment.target.marked(start, end) and not is_address(text, start, end):
            yield start


def _is_copied(segment: Segment, place: int) -> bool:
    """Say whether the source or a reference has the same word with the same mark."""
    word = _LAST.search(segment.target.text[max(0, place - _LONGEST) : place + 1])
    others = [*segment.references, *([] if segment.source is None else [segment.source])]
    return word is not None and any(word[0] in passage.text for passage in others)
