"""The check `name-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.names import Lost, lacking_names, nearest, strange_names
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.names import knows_names, opens_sentence
from qa.lang.words import Word

_REPLACED, _OPENING, _UNSURE = 0.6, 0.5, 0.4


@dataclass(frozen=True)
class NameMismatch(Check):
    """A name in the translation that no reference has, nor the source.

    Why: another person or place turns the sentence into a false report.
    Bad: The verdict was welcomed by ⟦Jeff Bridges⟧. | The verdict was welcomed by Jack Nicholson.
    Good: The verdict was welcomed by Vladimir Zelenskiy. | The verdict was welcomed by Volodymyr Zelenskyy.
    Limits: names are known by their capitals: not in German, nor in scripts without capitals, nor at the start of a
    sentence where the word is a common one. Of the surest findings in real translations, people marked four in ten as
    errors (UK for Britain is reported too).
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/named-entity"

    def covers(self, language: str) -> bool:
        """Say whether capitals tell names in the language."""
        return knows_names(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each run of strange name words, with the name that the reference has instead."""
        if not segment.references or not segment.target.text.strip():
            return
        lacking = [lost for reference in segment.references for lost in lacking_names(segment, reference)]
        for run in strange_names(segment):
            yield self._report(segment, run, nearest(run, lacking))

    def _report(self, segment: Segment, run: Sequence[Word], lost: Lost | None) -> Finding:
        start, end = run[0].start, run[-1].end
        surface = segment.target.text[start:end]
        if lost is None:
            message = f'"{surface}": a name that no reference has'
            return self.found(segment, start, end, message, confidence=_UNSURE)
        return self.found(
            segment, start, end, f'"{surface}": a name that no reference has; the reference names "{lost.text}"',
            confidence=_confidence(run, segment.target.text, lost),
            evidence=(cite(lost.reference, lost.start, lost.end),), suggestion=lost.text,
        )  # fmt: skip


def _confidence(run: Sequence[Word], text: str, lost: Lost) -> float:
    """Return how sure a replaced name is: an abbreviation may stand for the other name, the first word be no name."""
    shorter, longer = sorted((run[0].text, lost.text), key=str.isupper, reverse=True)
    if shorter.isupper() and not longer.isupper() and longer[0] in shorter:
        return _UNSURE
    if len(run) > 1 or not opens_sentence(run[0], text):
        return _REPLACED
    return _UNSURE if lost.opens and not lost.backed else _OPENING
