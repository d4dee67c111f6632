"""The check `missing-translations`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity, across

_FEWEST, _SHARE = 10, 0.2


@dataclass(frozen=True)
class MissingTranslations(GroupCheck):
    """Many entries of a file have no translation.

    Why: the translation is not finished, or a column was lost on the way, which needs to be said once.
    Limits: said of ten entries and more, where they are a fifth of the file; of fewer, `omission` tells each.
    """

    severity = Severity.CRITICAL
    needs = frozenset({"source"})
    category = "file/incomplete"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield one finding if there are many segments without translation."""
        empty = [segment for segment in segments if not segment.target.text.strip() and _says_something(segment)]
        if len(empty) >= max(_FEWEST, _SHARE * len(segments)):
            message = f'{len(empty):,} of {len(segments):,} entries have no translation, from here to "{empty[-1].key}"'
            finding = self.found(empty[0], 0, 0, message, confidence=0.97)
            yield across(finding, [segment.target.place(0, len(segment.target.text)) for segment in empty])


def _says_something(segment: Segment) -> bool:
    return segment.source is not None and any(map(str.isalpha, segment.source.text))
