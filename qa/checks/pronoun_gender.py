"""The check `pronoun-gender`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.pronouns import gendered, knows_pronouns


@dataclass(frozen=True)
class PronounGender(Check):
    """A pronoun makes a woman of a man, or a man of a woman.

    Why: many languages have one pronoun for both, or none, and machine translation guesses.
    Bad: The minister said that ⟦she⟧ was ready. | The minister said that he was ready.
    Good: The minister said that she was ready. | The minister said that she was ready.
    Good: She told him that he was late. | She told him to hurry.
    Limits: compared are sentences with pronouns of one gender only, and references that all have the other only;
    English alone, since elsewhere pronouns follow the grammatical gender of nouns.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language's pronouns tell a man from a woman."""
        return knows_pronouns(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each pronoun of the wrong gender."""
        language = segment.target_lang
        masculine, feminine = gendered(segment.target.text, language)
        if not segment.references or bool(masculine) == bool(feminine):
            return
        own, wanted = (masculine, 1) if masculine else (feminine, 0)
        theirs = [gendered(reference.text, language) for reference in segment.references]
        if not all(pair[wanted] and not pair[1 - wanted] for pair in theirs):
            return
        witness = theirs[0][wanted][0]
        for word in own:
            if not segment.target.marked(word.start, word.end):
                yield self.found(
                    segment, word.start, word.end, f'"{word.text}": the references say "{witness.text}"',
                    confidence=0.8, evidence=[cite(segment.references[0], witness.start, witness.end)],
                )  # fmt: skip
