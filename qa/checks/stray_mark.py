"""The check `stray-mark`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.punctuation import semicolon_asks
from qa.lang.words import folded_words, words

# Each begins with the marks themselves, which are looked for faster than what stands before them.
_DOUBLED = re.compile(r"[,;:.](?<=\w.)(?:(?<!\.)[,;:.!?]+|(?<=\.)\.)(?=\s|\Z)")
# Marks as wide as a letter stand without spaces; three and more are taken for an ellipsis.
_WIDE = re.compile(r"[。．、，；：](?<![。．、，；：].)[。．、，；：](?![。．、，；：])")
_INSIDE = re.compile(r"[!?](?<=[^\W\d_]{2}.)(?= [^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?…]|\Z")
_FEWEST = 3
_UNDERSCORE = re.compile(r"(?<=[^\W_])[,.;:]?_(?=\s|\Z)|(?<=\s)_(?=\s)")
_SURE, _DOUBTFUL, _UNSURE = 0.9, 0.6, 0.45


@dataclass(frozen=True)
class StrayMark(Check):
    """A punctuation mark stands where none belongs: two that exclude each other, or one in mid-sentence.

    Why: a slip of the hand, or the rest of markup and of words that were taken out.
    Bad: They voted⟦,.⟧ Then they left.
    Bad: [ja] 法案は可決された⟦。。⟧その後、彼らは去った。
    Good: “Stop!” they shouted and left.
    Good: They left… or did they?
    Good: [it] Ah! sempre tu! Chi? io, signora?
    Limits: a mark of exclamation or question before a word in lower case is reported only once in a paragraph of
    its kind, not inside quotation marks, and only where three words and more and a full stop follow that take up no
    word: lively talk has such marks in the middle. Marks that a reference has too are left alone. Where
    the source has the mark too, and where nothing tells whether a mark in the middle was meant, the confidence is below
    the default.
    """

    category = "linguistic-conventions/punctuation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each stray mark."""
        text = segment.target.text
        inside = [match for match in _INSIDE.finditer(text) if text[match.end() + 1].islower()]
        if len(inside) != 1 or not _cuts(text, inside[0].start(), segment.target_lang):
            inside = []
        odd = _UNDERSCORE.finditer(text) if text.count("_") % 2 else ()
        found = [*_DOUBLED.finditer(text), *_WIDE.finditer(text), *inside, *odd]
        for match in sorted(found, key=lambda match: match.start()):
            start, end = match.span()
            if segment.target.marked(start, end) or _is_quoted(text, start):
                continue
            if match[0].startswith(";") and semicolon_asks(segment.target_lang):
                continue
            if any(text[max(0, start - 1) : end] in reference.text for reference in segment.references):
                continue
            copied = segment.source is not None and match[0] in segment.source.text
            alone = match in inside and not segment.witnesses
            sure = _UNSURE if copied or alone else _DOUBTFUL if match in inside else _SURE
            yield self.found(segment, start, end, f'"{match[0]}" does not belong here', confidence=sure)


def _cuts(text: str, offset: int, language: str) -> bool:
    """Say whether a mark cuts a statement in two, rather than ending a call or question that the sentence goes on from.

    The statement begins with a capital and goes on for some words, up to a full stop, without taking up a word.
    """
    start = max(text.rfind(mark, 0, offset) for mark in ".!?…") + 1
    end = _SENTENCE_END.search(text, offset + 1)
    if end is None or end[0] != ".":
        return False
    before, after = text[start:offset], text[offset + 1 : end.start()]
    first, following = next(iter(words(before, language)), None), words(after, language)
    if first is None or not first.starts_upper or len(following) < _FEWEST or not following[0].starts_lower:
        return False
    said, then = folded_words(before, language), folded_words(after, language)
    return said[-1] not in then and not set(said).intersection(then[:2])


def _is_quoted(text: str, offset: int) -> bool:
    """Say whether quotation marks are open at the offset, as far as the paragraph tells."""
    before = text[:offset]
    opened = sum(map(before.count, "“„«‘「『"))
    closed = sum(map(before.count, "”»’」』"))
    return opened > closed or before.count('"') % 2 == 1
