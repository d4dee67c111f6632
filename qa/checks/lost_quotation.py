"""The check `lost-quotation`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.words import Pairing, are_worded_alike, pair_words
from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding
from qa.core.passage import Passage
from qa.lang.quotes import pair_marks

_SHORTEST = 4
_SHARE = 0.6
_APOSTROPHES = "'’"
_OPENING, _CLOSING = frozenset("([（［"), frozenset(")]）］")


@dataclass(frozen=True)
class LostQuotation(GroupCheck):
    """Words that every reference gives as a quotation stand without quotation marks.

    Why: without its marks, what a person said reads as what the article says.
    Bad: ⟦We have⟧ set the course for reunification, he said. | “We have set a course for reunification,” he said.
    Good: “We have set the course for reunification,” he said. | “We have set a course for reunification,” he said.
    Good: They have set the course for reunification. | They have set a course for reunification.
    Limits: quotations of fewer than four words are left alone, since quoting a single word is a matter of style; a
    quotation turned into reported speech in one of the references counts as no quotation, and so does what a bracket
    holds alone, since it mostly spells out an abbreviation. In long sentences that are worded otherwise than their
    references, the confidence is below the default.
    """

    needs = frozenset({"reference"})
    category = "linguistic-conventions/punctuation"

    def key(self, segment: Segment) -> str:
        """Compare within a paragraph: one lost pair of marks is one finding."""
        return f"{segment.target.path}#{segment.paragraph}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield at most one finding for a paragraph's lost quotation marks."""
        for segment in segments:
            if not segment.references or not segment.target.text:
                continue
            own = _quoted(segment.target, segment.target_lang)
            pairings = [
                pair_words(segment.target.text, reference.text, segment.target_lang) for reference in segment.references
            ]
            flags = [_quoted(reference, segment.target_lang) for reference in segment.references]
            lost = [
                index
                for index, word in enumerate(pairings[0].target)
                if not own[word.start] and _all_quote(index, pairings, flags)
            ]
            run = _run(lost)
            if len(run) >= _SHORTEST and _is_most(run, pairings[0], own):
                yield self._report(segment, run, pairings[0], flags[0])
                return

    def _report(self, segment: Segment, run: Sequence[int], pairing: Pairing, quoted: bytearray) -> Finding:
        first = run[0]
        for _ in range(_words_before(first, pairing, quoted)):
            if not first or segment.target.text[pairing.target[first - 1].end : pairing.target[first].start].strip(" "):
                break
            first -= 1
        last = min(first + 1, len(pairing.target) - 1)
        start, end = pairing.target[first].start, pairing.target[last].end
        alike = are_worded_alike(segment.target.text, [item.text for item in segment.references], segment.target_lang)
        return self.found(
            segment, start, end,
            f'"{segment.target.text[start:end]} …": the references have this in quotation marks',
            confidence=0.6 if alike else 0.4, evidence=_evidence(segment, run, pairing),
        )  # fmt: skip


def _words_before(index: int, pairing: Pairing, quoted: bytearray) -> int:
    """Return how many words of the quotation the reference has before the one that is linked with a word."""
    link = pairing.links[index]
    if link is None:
        return 0
    outside = (at for at in range(link, 0, -1) if not quoted[pairing.other[at - 1].start])
    return link - next(outside, 0)


def _quoted(passage: Passage, language: str) -> bytearray:
    """Return 1 for each character inside quotation marks, which may open before the passage or close after it."""
    text = passage.text
    marks = pair_marks(text, language)
    ranges = [(quote.start, len(text) if quote.end is None else quote.end) for quote in marks.quotations]
    ranges = [(start, end) for start, end in ranges if not _fills_bracket(text, start, end)]
    ranges += [(0, offset) for offset in marks.stray if text[offset] not in _APOSTROPHES]
    flags = bytearray(len(text))
    done = 0
    for start, end in sorted(ranges):
        begin, done = max(start, done), max(end, done)
        flags[begin:done] = b"\1" * (done - begin)
    return flags


def _fills_bracket(text: str, start: int, end: int) -> bool:
    """Say whether the quotation is all that a bracket holds."""
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING


def _all_quote(index: int, pairings: Sequence[Pairing], flags: Sequence[bytearray]) -> bool:
    """Say whether the word is linked in some reference, and quoted in each one that has it."""
    linked = [
        quoted[pairing.other[link].start]
        for pairing, quoted in zip(pairings, flags, strict=True)
        if (link := pairing.links[index]) is not None
    ]
    return bool(linked) and all(linked)


def _run(indexes: Sequence[int]) -> Sequence[int]:
    """Return the longest run of indexes with gaps of at most three words."""
    best: list[int] = []
    run: list[int] = []
    for index in indexes:
        if not run or index - run[-1] > 4:
            run = []
        run.append(index)
        best = run if len(run) > len(best) else best
    return best


def _is_most(run: Sequence[int], pairing: Pairing, own: bytearray) -> bool:
    between = range(run[0], run[-1] + 1)
    return len(run) >= _SHARE * len([index for index in between if not own[pairing.target[index].start]])


def _evidence(segment: Segment, run: Sequence[int], pairing: Pairing) -> tuple[Evidence, ...]:
    links = [link for index in run if (link := pairing.links[index]) is not None]
    if not links:
        return ()
    reference = segment.references[0]
    return (cite(reference, max(0, pairing.other[min(links)].start - 1), pairing.other[max(links)].end),)
