"""The check `cut-sentence`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from qa.align.words import pair_words
from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding
from qa.core.passage import Passage, join
from qa.lang.abbreviations import is_abbreviation, is_company_form
from qa.lang.joints import is_never_first, is_never_last
from qa.lang.sentences import sentences
from qa.lang.vocabulary import function_words, lower_case_words
from qa.lang.words import Word, fold, words

_STOPS = frozenset({".", "。", "．", "।", "۔"})
_INSIDE = re.compile(r"[.。．।۔]\s+\S|\s[.。．।۔]")
_LONGEST_NAME, _LONGEST_UNIT = 4, 4
_NEAR = 3
_CONTEXT = 60
_LONGEST = 600


@dataclass(frozen=True)
class CutSentence(GroupCheck):
    """A full stop cuts a sentence in two, before a name, an attribution or in mid-phrase.

    Why: scraping ends a line at a link, and translation makes a sentence of what came before it.
    Bad: It was reported by the news ⟦outlet. Mizham⟧ Obiasnet.
    Bad: a source was quoted as ⟦saying. medusa⟧ Wednesday.
    Bad: The spokesman refused to ⟦comment. and⟧ left the room.
    Good: He works for Reuters. Angela Merkel spoke next.
    Good: It lives at 5 p.m. in the U.S. and abroad.
    Bad: It was denied by the ⟦Kremlin. Which⟧ had said so before.
    Limits: translations often make two sentences of one and read well; where nothing but a reference that goes on
    speaks for a cut, people marked one in four, so that the confidence is below the default. Without a reference only
    a rest in lower case, a rest of up to four words that are all names, and words that no sentence of the language ends
    or starts with, where they are listed, are reported.
    """

    category = "linguistic-conventions/grammar"

    def key(self, segment: Segment) -> str:
        """Compare within a paragraph."""
        return f"{segment.target.path}#{segment.paragraph}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each full stop of a paragraph that does not end a sentence."""
        filled = [segment for segment in segments if segment.target.text]
        if not filled or "heading" in filled[0].flags:
            return
        whole = join([segment.target for segment in filled])
        if _INSIDE.search(whole.text) is None:
            return
        language = filled[0].target_lang
        found = words(whole.text, language)
        starts = list(accumulate((len(segment.target.text) + 1 for segment in filled[:-1]), initial=0))
        for index in range(1, len(found)):
            gap = whole.text[found[index - 1].end : found[index].start]
            if gap.strip() not in _STOPS or gap == gap.strip() or whole.marked(found[index].start, found[index].end):
                continue
            place = bisect_right(starts, found[index - 1].start) - 1
            segment, offset = filled[place], starts[place]
            verdict = self._cut(segment, found, index, whole, language, offset)
            if verdict is not None:
                confidence, why, evidence = verdict
                start, end = found[index - 1].start, found[index].end
                yield self.found(
                    segment, start, end, f'"{whole.text[start:end]}": {why}', passage=whole,
                    confidence=confidence, evidence=evidence,
                )  # fmt: skip

    def _cut(
        self, segment: Segment, found: Sequence[Word], index: int, whole: Passage, language: str, offset: int
    ) -> tuple[float, str, tuple[Evidence, ...]] | None:
        before, after = found[index - 1], found[index]
        measured = index > 1 and found[index - 2].is_number and len(before.text) <= _LONGEST_UNIT
        if before.is_number or measured or not _is_full_stop(whole.text, before, after, language):
            return None
        tied = _tied(whole.text, before, after, language)
        if tied is not None:
            return None if _is_shortened(segment, before.text) else tied
        parted, evidence = _joined(segment, before.start - offset, after.start - offset, language)
        if evidence is not None and not parted:
            return 0.35, "the references do not end the sentence here", (evidence,)
        if not parted and _is_bare_name(found, index, whole, language):
            return 0.7, "what follows the full stop is only a name, which belongs to the sentence before", ()
        return None


def _is_shortened(segment: Segment, word: str) -> bool:
    """Say whether the source or a reference goes on in lower case after the same word and a full stop."""
    passages = [*segment.references, *([segment.source] if segment.source else [])]
    found = (
        (passage.text, match.end())
        for passage in passages
        for match in re.finditer(rf"(?i:(?<!\w){re.escape(word)})\.[\s,;]+", passage.text)
    )
    return any(text[end - 2] in ",;" or text[end : end + 1].islower() for text, end in found)


def _tied(text: str, before: Word, after: Word, language: str) -> tuple[float, str, tuple[Evidence, ...]] | None:
    """Say why the words around the full stop belong to one sentence; None if they may part two."""
    if is_never_last(before.text, language) and not before.starts_upper:
        return 0.8, f'no sentence ends in "{before.text}"', ()
    if is_never_first(after.text, language) and _ends_plainly(text, after.start, language):
        return 0.7, f'"{after.text}" goes on with the sentence before', ()
    if after.starts_lower and not any(character.isupper() for character in after.text):
        return 0.8, "the sentence goes on after the full stop", ()
    return None


def _ends_plainly(text: str, start: int, language: str) -> bool:
    """Say whether the sentence that starts there ends in a full stop, and so neither asks nor cries out."""
    low, high = sentences(text[start : start + _LONGEST], language)[0]
    return text[start + low : start + high].rstrip("\"'”’»)")[-1:] in _STOPS


def _is_full_stop(text: str, before: Word, after: Word, language: str) -> bool:
    """Say whether the stop would end a sentence if a capital followed, and so belongs to no abbreviation."""
    initial = re.split("['’]", before.text)[-1]
    shortened = is_abbreviation(before.text, language) or is_company_form(before.text)
    if len(initial) == 1 or "." in before.text or shortened:
        return False
    if before.text.isupper() and len(before.text) <= _LONGEST_NAME:
        return False
    start = max(0, before.start - _CONTEXT)
    trial = text[start : after.start] + after.text[:1].upper() + after.text[1:]
    return any(begin == after.start - start for begin, _ in sentences(trial, language))


def _joined(segment: Segment, before: int, after: int, language: str) -> tuple[bool, Evidence | None]:
    """Say whether a reference ends a sentence between the two words, and where one has them close together."""
    evidence: Evidence | None = None
    for reference in segment.references:
        pairing = pair_words(segment.target.text, reference.text, language)
        index = bisect_left(pairing.target, after, key=attrgetter("start"))
        if index == len(pairing.target):
            continue
        first = pairing.links[index - 1] if index and pairing.target[index - 1].start == before else None
        if first is None:
            continue
        low, high = pairing.counterpart(index, index + 1)
        link = pairing.links[index]
        second = link if link is not None else low
        if second >= len(pairing.other) or second == high != link:
            continue
        left, right = pairing.other[first], pairing.other[second]
        between = reference.text[left.end : right.start]
        if any(stop in between for stop in (*_STOPS, "!", "?", ";")):
            return True, None
        if second - first <= _NEAR and evidence is None:
            evidence = cite(reference, left.start, right.end)
    return False, evidence


def _is_bare_name(found: Sequence[Word], index: int, whole: Passage, language: str) -> bool:
    """Say whether the words from `index` to the end of the paragraph are at most four, all names."""
    if len(found) - index > _LONGEST_NAME:
        return False
    rest = found[index:]
    common = lower_case_words(language) | function_words(language)
    return (
        bool(common)
        and whole.text.rstrip()[-1:] in _STOPS
        and not any(mark in whole.text[rest[0].start : -1] for mark in ".!?,:;“”\"'")
        and all(word.starts_upper and fold(word.text) not in common for word in rest)
    )
