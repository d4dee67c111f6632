"""The check `lost-source-name`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.names import strange_names
from qa.align.source_names import lost_names, share_script, shows_names
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.names import knows_names
from qa.lang.words import Word, words

_SPELLED, _SOUNDED, _FAR = 0.6, 0.45, 0.25


@dataclass(frozen=True)
class LostSourceName(Check):
    """A name that the source has is missing from the translation, or another stands in its place.

    Why: who said it and where it happened is what news is made of.
    Limits: only names that are in no word list of the language are looked for, since countries and institutions have
    other names in other languages; none is reported where the translation has an unknown name with the same first
    letter. The source must know names by their capitals and not inflect them (English, French, Spanish and others, but
    not German or Russian), or else the translation: there a name is reported that the source does not have, and one
    that is only lost is not found. Between two scripts a name counts as lost where nothing has its consonants. Where
    nothing stands in its place, the place is that at which the source has the name. Passages with references are left
    to `lost-name`. Of the findings in translations from English within a script, people marked seven in ten, across
    scripts fewer, and so where the translation's language gives all nouns a capital: Majorca is Mallorca in German. Of
    rare names exchanged for others in human translations, half were found within a script, a third across scripts, and
    fewer in those that write no vowels.
    """

    severity = Severity.MAJOR
    needs = frozenset({"source"})
    category = "accuracy/omission"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each lost name, at the name that replaces it or as an empty span."""
        source, language = segment.source, segment.source_lang
        if segment.references or source is None or language is None or not segment.target.text.strip():
            return
        own = segment.target_lang
        sure = _SPELLED if share_script(language, own) and knows_names(own) else _SOUNDED
        if shows_names(language):
            lost = list(lost_names(source, language, segment.target, own))
            strange = strange_names(segment) if lost and knows_names(own) else []
            for run in lost:
                # The Rhone is called Rodano in Italian, the Grisons Grigioni.
                if not any(other[0].text[0] == run[0].text[0] for other in strange):
                    yield self._report(segment, run, strange, sure)
        elif shows_names(own):
            for run in lost_names(segment.target, own, source, language):
                yield self._strange(segment, run)

    def _strange(self, segment: Segment, run: Sequence[Word]) -> Finding:
        start, end = run[0].start, run[-1].end
        message = f'"{segment.target.text[start:end]}": a name that the source does not have'
        return self.found(segment, start, end, message, confidence=_SOUNDED, category="accuracy/named-entity")

    def _report(
        self, segment: Segment, run: Sequence[Word], strange: Sequence[Sequence[Word]], confidence: float
    ) -> Finding:
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
                segment, place, place, message, confidence=confidence, evidence=evidence, suggestion=name
            )  # fmt: skip
        first, last = near[0].start, near[-1].end
        return self.found(
            segment, first, last, f'"{text[first:last]}": a name that the source has not; it names "{name}"',
            confidence=confidence, evidence=evidence, suggestion=name, category="accuracy/named-entity",
        )  # fmt: skip


def _place(segment: Segment, share: float) -> int:
    """Return the end of the word that stands as far into the translation as `share` says."""
    text = segment.target.text
    ends = [0, *(word.end for word in words(text, segment.target_lang))]
    return min(ends, key=lambda end: abs(end / len(text) - share))
