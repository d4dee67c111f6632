"""The check `question-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.words import pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.punctuation import ENDS, QUESTION_MARKS, last_mark

_CLOSE = 0.6


@dataclass(frozen=True)
class QuestionMismatch(Check):
    """A statement has become a question, or a question a statement.

    Why: one mark turns a doubt into a fact.
    Bad: The council has agreed⟦?⟧ | The council has agreed.
    Bad: Has the council agreed to this⟦.⟧ | Has the council agreed to this?
    Good: I wonder whether it rained. | You may well ask: did it rain?
    Good: The council has agreed! | The council has agreed.
    Limits: compares the last marks, where six in ten words are those of the closest reference and all references
    agree; an indirect question in nearly the same words is reported all the same. A segment without a last mark is not
    looked at.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield at most one finding: the last mark."""
        text, language = segment.target.text, segment.target_lang
        own, others = last_mark(text), [last_mark(reference.text) for reference in segment.references]
        if not others or not {own, *others} <= ENDS | QUESTION_MARKS:
            return
        asks = own in QUESTION_MARKS
        if any((other in QUESTION_MARKS) == asks for other in others):
            return
        # Where a text asks and does not end in its question, the other may have put the question elsewhere.
        if not asks and QUESTION_MARKS & set(text):
            return
        if asks and any(QUESTION_MARKS & set(reference.text) for reference in segment.references):
            return
        if max(pair_words(text, reference.text, language).closeness for reference in segment.references) < _CLOSE:
            return
        place = text.rindex(own)
        what = "a question; the references state it" if asks else "no question; the references ask it"
        yield self.found(
            segment, place, place + 1, f'"{own}": this is {what}',
            confidence=0.6, evidence=[cite(segment.references[0])],
        )  # fmt: skip
