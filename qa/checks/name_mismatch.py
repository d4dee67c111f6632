"""The check `name-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.names import Lost, is_spelled_out, lacking_names, nearest, strange_names
from qa.align.words import are_worded_alike
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.names import knows_names, may_be_common, opens_sentence
from qa.lang.vocabulary import frequency
from qa.lang.words import Word

_REPLACED, _UNTOLD, _OPENING, _UNSURE = 0.6, 0.55, 0.5, 0.4


@dataclass(frozen=True)
class NameMismatch(Check):
    """A name in the translation that no reference has, nor the source.

    Why: another person or place turns the sentence into a false report.
    Bad: The verdict was welcomed by ⟦Jeff Bridges⟧. | The verdict was welcomed by Jack Nicholson.
    Good: The verdict was welcomed by Vladimir Zelenskiy. | The verdict was welcomed by Volodymyr Zelenskyy.
    Limits: names are known by their capitals: not in German, nor in scripts without capitals, nor at the start of a
    sentence where the word is a common one. An abbreviation in brackets that stands for the words before it is no name.
    In long sentences that are worded otherwise than their references, the confidence is below the default. Of the
    findings from the default confidence on in real translations, people marked seven in ten as errors.
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
        strange = strange_names(segment)
        if not strange:
            return
        lacking = [lost for reference in segment.references for lost in lacking_names(segment, reference)]
        alike = are_worded_alike(segment.target.text, [item.text for item in segment.references], segment.target_lang)
        for run in strange:
            if not is_spelled_out(run[0], segment.target.text, segment.target_lang):
                yield self._report(segment, run, nearest(run, lacking), alike)

    def _report(self, segment: Segment, run: Sequence[Word], lost: Lost | None, alike: bool) -> Finding:
        start, end = run[0].start, run[-1].end
        surface = segment.target.text[start:end]
        if lost is None:
            message = f'"{surface}": a name that no reference has'
            sure = alike and segment.source is not None and _is_name_beyond_doubt(run, segment)
            return self.found(segment, start, end, message, confidence=_UNTOLD if sure else _UNSURE)
        return self.found(
            segment, start, end, f'"{surface}": a name that no reference has; the reference names "{lost.text}"',
            confidence=_confidence(run, segment, lost) if alike else _UNSURE,
            evidence=(cite(lost.reference, lost.start, lost.end),), suggestion=lost.text,
        )  # fmt: skip


def _confidence(run: Sequence[Word], segment: Segment, lost: Lost) -> float:
    """Return how sure a replaced name is: an abbreviation may stand for the other name, the first word be no name.

    Two translators often shorten the same thing each in their own way.
    """
    if len(run) == 1 and run[0].text.isupper() and lost.text.isupper():
        return _UNSURE
    shorter, longer = sorted((run[0].text, lost.text), key=str.isupper, reverse=True)
    if shorter.isupper() and not longer.isupper() and _initials(longer) in shorter:
        return _UNSURE
    if len(run) > 1 or not opens_sentence(run[0], segment.target.text):
        return _REPLACED
    return _UNSURE if lost.opens or may_be_common(run[0], segment.target.text, segment.target_lang) else _OPENING


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split())


def _is_name_beyond_doubt(run: Sequence[Word], segment: Segment) -> bool:
    """Say whether the words are several, or one that is no word of the language."""
    text, language = segment.target.text, segment.target_lang
    if len(run) == 1 and run[0].text.isupper():
        return False
    return not may_be_common(run[0], text, language) and (
        len(run) > 1 or not frequency(run[0].text.partition("'")[0], language)
    )
