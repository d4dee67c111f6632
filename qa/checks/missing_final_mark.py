"""The check `missing-final-mark`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.punctuation import ends_sentence, ends_with_letter, last_mark, marks_sentence_ends
from qa.lang.words import words

_SHORTEST = 4


@dataclass(frozen=True)
class MissingFinalMark(Check):
    """The mark that ends the sentence in the source and in every reference is missing.

    Why: it is lost with the last words of a text that was cut off, and joins the sentence to the next.
    Bad: They voted and then they ⟦left⟧ | They voted, then left.
    Good: They voted and then they left! | They voted, then left.
    Good: Voting in Kherson begins | Voting begins in Kherson
    Limits: sentences of at least four words; Thai and other languages without such marks are compared with a source or
    reference that has none either, and so left alone only where that is so.
    """

    category = "linguistic-conventions/punctuation"
    either = frozenset({"reference", "source"})

    def covers(self, language: str) -> bool:
        """Say whether the language ends its sentences with a mark."""
        return marks_sentence_ends(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding at the last word of a segment without final mark."""
        text = segment.target.text.rstrip()
        others = [*segment.references, *([segment.source] if segment.source else [])]
        if not others or not all(ends_sentence(other.text) for other in others) or "heading" in segment.flags:
            return
        found = words(text, segment.target_lang)
        if len(found) < _SHORTEST or not ends_with_letter(text) or segment.target.marked(found[-1].start, len(text)):
            return
        last = found[-1]
        marked = f"{last.text}{last_mark(others[0].text)}" if segment.references else None
        certain = marked is not None and all(_ends_with(reference.text, marked) for reference in segment.references)
        yield self.found(
            segment, last.start, last.end, f'"{last.text}": the sentence ends without a mark', confidence=0.75,
            fix=marked if certain else None, suggestion=marked,
        )  # fmt: skip


def _ends_with(reference: str, marked: str) -> bool:
    """Say whether a reference ends with the same word and mark, and nothing behind it."""
    before = reference.rstrip().removesuffix(marked)
    return before != reference.rstrip() and not before[-1:].isalnum()
