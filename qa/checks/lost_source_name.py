"""The check `lost-source-name`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.names import strange_names
from qa.align.source_names import lost_source_names
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.names import knows_names
from qa.lang.scripts import has_capitals
from qa.lang.words import Word, words

_REPLACED, _LOST, _FAR = 0.6, 0.6, 0.25


@dataclass(frozen=True)
class LostSourceName(Check):
    """A name that the source has is missing from the translation, or another stands in its place.

    Why: who said it and where it happened is what news is made of.
    Limits: only names that are in no word list of the source language are looked for, since countries and institutions
    have other names in other languages; none is reported where the translation has an unknown name with the same first
    letter. The two languages must share a script, and the source must know names by their capitals and not inflect them
    (English, French, Spanish and others, but not German or Russian). The translation may be in any language of that
    script, German and Vietnamese too. Where nothing stands in its place, the place is that at which the source has the
    name. Passages with references are left to `lost-name`. Of the findings in translations from English, people marked
    seven in ten.
    """

    severity = Severity.MAJOR
    needs = frozenset({"source"})
    category = "accuracy/omission"

    def covers(self, language: str) -> bool:
        """Say whether the language is written in a script of languages that know names by their capitals."""
        return has_capitals(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each lost name, at the name that replaces it or as an empty span."""
        if segment.references or segment.source is None or not segment.target.text.strip():
            return
        lost = list(lost_source_names(segment))
        strange = strange_names(segment) if lost and knows_names(segment.target_lang) else []
        for run in lost:
            # The Rhone is called Rodano in Italian, the Grisons Grigioni.
            if not any(other[0].text[0] == run[0].text[0] for other in strange):
                yield self._report(segment, run, strange)

    def _report(self, segment: Segment, run: Sequence[Word], strange: list[list[Word]]) -> Finding:
        source, text = segment.source, segment.target.text
        assert source is not None  # As there is a name in it.
        start, end = run[0].start, run[-1].end
        name, share = source.text[start:end], start / len(source.text)
        near = min(strange, key=lambda other: abs(other[0].start / len(text) - share), default=None)
        evidence = (cite(source, start, end),)
        if near is None or abs(near[0].start / len(text) - share) > _FAR:
            place = _place(segment, share)
            message = f'the source names "{name}" here; the translation does not'
            return self.found(
                segment, place, place, message, confidence=_LOST, evidence=evidence, suggestion=name
            )  # fmt: skip
        first, last = near[0].start, near[-1].end
        return self.found(
            segment, first, last, f'"{text[first:last]}": a name that the source has not; it names "{name}"',
            confidence=_REPLACED, evidence=evidence, suggestion=name, category="accuracy/named-entity",
        )  # fmt: skip


def _place(segment: Segment, share: float) -> int:
    """Return the end of the word that stands as far into the translation as `share` says."""
    text = segment.target.text
    ends = [0, *(word.end for word in words(text, segment.target_lang))]
    return min(ends, key=lambda end: abs(end / len(text) - share))
