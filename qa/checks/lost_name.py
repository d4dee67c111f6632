"""The check `lost-name`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.names import lacking_names, nearest, strange_names
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.names import knows_names

_BACKED, _UNBACKED, _SHORT_FORM = 0.55, 0.5, 0.4


@dataclass(frozen=True)
class LostName(Check):
    """A name that every reference has is missing from the translation, and no other stands in its place.

    Why: who said it and where it happened is what news is made of.
    Bad: The minister met⟦⟧ on Friday in Rome. | The minister met Angela Merkel on Friday in Rome.
    Good: The minister met Merkel on Friday in Rome. | The minister met Angela Merkel on Friday in Rome.
    Limits: pronouns and paraphrases ("the chancellor") are not told from a loss, so that the confidence is low unless
    the source has the name too, and below the default for short forms (EU), which may be spelled out. Names are known
    by their capitals: not in German, nor in scripts without capitals. Of the findings in real translations, people
    marked near the place four in ten as errors.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/omission"

    def covers(self, language: str) -> bool:
        """Say whether capitals tell names in the language."""
        return knows_names(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each lost name, as an empty span where it belongs."""
        if not segment.references or not segment.target.text.strip():
            return
        lacking = [lacking_names(segment, reference) for reference in segment.references]
        replaced = [nearest(run, lacking[0]) for run in strange_names(segment)]
        for lost in lacking[0]:
            elsewhere = [any(other.text == lost.text for other in others) for others in lacking[1:]]
            if lost in replaced or not all(elsewhere) or (lost.opens and not lost.backed):
                continue
            shown = _SHORT_FORM if lost.text[:2].isupper() else _BACKED if lost.backed else _UNBACKED
            yield self.found(
                segment, lost.place, lost.place, f'the references name "{lost.text}" here; the translation does not',
                confidence=shown,
                evidence=(cite(lost.reference, lost.start, lost.end),), suggestion=lost.text,
            )  # fmt: skip
