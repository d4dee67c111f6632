"""The check `lower-case-start`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.addresses import is_address
from qa.lang.letter_case import capitalized
from qa.lang.scripts import has_capitals
from qa.lang.words import Word, words

_OPENING = "\"'“”„«»‘‚‹›¿¡—–- \u00a0"
_APOSTROPHES = ("'", "’", "‘")
# After these a sentence may go on in the next paragraph: `"We never heard it," / said the baker.`
_GOES_ON = (",", ";", ":", "–", "—", "،", "…", '"', "”", "“", "»", "’", "」")
_MOST = 0.8
_ENOUGH = 4
_SENTENCE_END = ".!?…。！？։।"


@dataclass(frozen=True)
class LowerCaseStart(GroupCheck):
    """A paragraph starts in lower case where the others start with a capital.

    Why: link texts and cut sentences lose their capital on the way through scraping and translation.
    Limits: scripts without capitals are not covered, nor documents of fewer than four paragraphs without references;
    the names of products that start in lower case (iPhone, eBay), lists, and paragraphs whose source starts in lower
    case are left alone.
    """

    category = "linguistic-conventions/orthography"

    def covers(self, language: str) -> bool:
        """Say whether the language is written with capitals."""
        return has_capitals(language)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each paragraph of the document that starts in lower case."""
        starts: dict[int, tuple[Segment, Word]] = {}
        continued: set[int] = set()
        before = ""
        for segment in segments:
            first = next(iter(words(segment.target.text, segment.target_lang)), None)
            if first is not None and segment.paragraph not in starts:
                starts[segment.paragraph] = (segment, first)
                if before.endswith(_GOES_ON):
                    continued.add(segment.paragraph)
            before = segment.target.text.rstrip() or before
        cased = [pair for pair in starts.values() if pair[1].starts_upper or pair[1].starts_lower]
        custom = len(cased) >= _ENOUGH and sum(word.starts_upper for _, word in cased) >= _MOST * len(cased)
        for segment, word in cased:
            if not word.starts_lower or segment.paragraph in continued or _intended(segment, word):
                continue
            if custom or _all_start_upper(segment):
                yield self._report(segment, word)

    def _report(self, segment: Segment, word: Word) -> Finding:
        return self.found(
            segment, word.start, word.end, f'"{word.text}": the paragraph starts in lower case',
            confidence=0.9, fix=capitalized(word.text, segment.target_lang),
        )  # fmt: skip


def _all_start_upper(segment: Segment) -> bool:
    """Say whether the segment has references, and all of them start with a capital."""
    firsts = [next(iter(words(reference.text, segment.target_lang)), None) for reference in segment.references]
    return bool(firsts) and all(word is not None and word.starts_upper for word in firsts)


def _intended(segment: Segment, word: Word) -> bool:
    text = segment.target.text
    if (
        text[: word.start].strip(_OPENING)
        or (len(word.text) == 1 and text[: word.start].endswith(_APOSTROPHES))
        or text[word.end : word.end + 1] in (".", ")")
        or segment.target.marked(word.start, word.end)
    ):
        return True
    if any(letter.isupper() or letter.isdigit() or letter == "." for letter in word.text) or is_address(
        text, word.start, word.end
    ):
        return True
    if text.rstrip("\"'”’»)")[-1:] not in tuple(_SENTENCE_END) or _source_starts_lower(segment):
        return True
    return any(reference.text.startswith(word.text) for reference in segment.references)


def _source_starts_lower(segment: Segment) -> bool:
    """Say whether the source starts in lower case too, as the rest of a sentence that was divided does."""
    if segment.source is None:
        return False
    first = next(iter(words(segment.source.text, segment.source_lang or "und")), None)
    return first is not None and first.starts_lower
