"""The check `question-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.words import pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.punctuation import ENDS, last_mark, marks_questions, question_marks

_CLOSE = 0.6
_CRIES = frozenset("!！")


@dataclass(frozen=True)
class QuestionMismatch(Check):
    """A statement has become a question, or a question a statement.

    Why: one mark turns a doubt into a fact.
    Bad: The council has agreed⟦?⟧ | The council has agreed.
    Bad: Has the council agreed to this⟦.⟧ | Has the council agreed to this?
    Good: I wonder whether it rained. | You may well ask: did it rain?
    Good: The council has agreed! | The council has agreed.
    Limits: compares the last marks, where six in ten words are those of the closest reference and all references
    agree, or those of the source, where a question that has become a cry is left alone; an indirect question in nearly
    the same words is reported all the same. A segment without a last mark is not looked at, nor are languages that
    write no question marks, as Thai.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language marks its questions."""
        return marks_questions(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield at most one finding: the last mark."""
        text, language = segment.target.text, segment.target_lang
        if not segment.witnesses or not all(marks_questions(other) for _, other in segment.witnesses):
            return
        own, others = _asks(text, language), [_asks(passage.text, other) for passage, other in segment.witnesses]
        if own is None or any(other is None or other == own for other in others):
            return
        # Where a text asks and does not end in its question, the other may have put the question elsewhere.
        stating = segment.witnesses if own else ((segment.target, language),)
        if any(question_marks(other) & set(passage.text) for passage, other in stating):
            return
        close = [pair_words(text, reference.text, language).closeness for reference in segment.references]
        if max(close) < _CLOSE if close else _CRIES & {last_mark(text), last_mark(segment.witnesses[0][0].text)}:
            return
        place = text.rindex(last_mark(text))
        who = ("references state", "references ask") if close else ("source states", "source asks")
        what = f"a question; the {who[0]} it" if own else f"no question; the {who[1]} it"
        yield self.found(
            segment, place, place + 1, f'"{text[place]}": this is {what}',
            confidence=0.6 if close else 0.5, evidence=[cite(segment.witnesses[0][0])],
        )  # fmt: skip


def _asks(text: str, language: str) -> bool | None:
    """Say whether a text ends in a question; None where no mark ends it."""
    mark = last_mark(text)
    return True if mark in question_marks(language) else False if mark in ENDS else None
