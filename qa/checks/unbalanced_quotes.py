"""The check `unbalanced-quotes`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.quotes import Quotation, pair_marks

_APOSTROPHES = "'’‘‚"
_FEW, _MANY = 2, 0.2


@dataclass(frozen=True)
class UnbalancedQuotes(GroupCheck):
    """A quotation mark opens without closing, or closes without opening.

    Why: a lost mark turns somebody's words into the author's, or the author's into somebody's.
    Bad: Use it now, ⟦‘⟧The Vesna movement wrote in an open letter.
    Bad: [ru] Он сказал: ⟦«⟧Стоп, и ушел.
    Good: “We call on ‘all’ troops,” they wrote in the ’90s.
    Good: [de] Er sagte: „Ja, ‚gut‘.“
    Good: [sv] ”Ja”, sade han.
    Limits: marks are paired over the whole document, since a quotation may run on; a quotation whose paragraphs each
    open anew, as is the custom, is left alone, and so is a segment whose source or reference lacks a partner too. An
    apostrophe at the end of a word is never taken for a lost mark. Where a fifth of the marks and more have no
    partner, the document is careless with its marks, or uses them in a way that this check does not know, and the
    confidence falls below the default.
    """

    category = "linguistic-conventions/punctuation"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each mark of the document that has no partner."""
        filled = [segment for segment in segments if segment.target.text]
        if not filled:
            return
        texts = [segment.target.text for segment in filled]
        whole = "\n".join(texts)
        marks = pair_marks(whole, filled[0].target_lang)
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        following = _next_paragraphs(filled)
        lonely = [
            quote.start
            for quote in marks.quotations
            if quote.end is None and not _runs_on(whole, quote, following, starts)
        ]
        stray = [offset for offset in marks.stray if whole[offset] not in _APOSTROPHES]
        closing = frozenset(stray)
        places = {_segment_at(starts, offset) for offset in lonely + stray}
        followed = {index for index in places if _follows(filled[index])}
        careless = len(lonely) + len(stray) > max(_FEW, _MANY * len(marks.quotations))
        for offset in sorted(lonely + stray):
            index = _segment_at(starts, offset)
            segment, start = filled[index], offset - starts[index]
            if segment.target.marked(start, start + 1) or index in followed:
                continue
            what = "closes what was never opened" if offset in closing else "opens and never closes"
            yield self.found(
                segment, start, start + 1, f"{whole[offset]} {what}",
                confidence=0.4 if careless else 0.6 if whole[offset] in _APOSTROPHES else 0.8,
            )  # fmt: skip


def _follows(segment: Segment) -> bool:
    """Say whether the source or a reference has a mark without a partner too, whose other one is in another segment."""
    texts = [(reference.text, segment.target_lang) for reference in segment.references]
    if segment.source is not None:
        texts.append((segment.source.text, segment.source_lang or "und"))
    marks = [pair_marks(text, language) for text, language in texts]
    return any(own.stray or any(quote.end is None for quote in own.quotations) for own in marks)


def _segment_at(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _next_paragraphs(segments: Sequence[Segment]) -> list[int | None]:
    """Return, for each segment, the first segment of the next paragraph."""
    following: list[int | None] = [None] * len(segments)
    for index in range(len(segments) - 2, -1, -1):
        same = segments[index].paragraph == segments[index + 1].paragraph
        following[index] = following[index + 1] if same else index + 1
    return following


def _runs_on(whole: str, quote: Quotation, following: Sequence[int | None], starts: Sequence[int]) -> bool:
    """Say whether the next paragraph opens with the same mark, which then takes the place of a closing one."""
    index = following[_segment_at(starts, quote.start)]
    return index is not None and whole[starts[index]] == whole[quote.start]
