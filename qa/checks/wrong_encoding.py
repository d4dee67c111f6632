"""The check `wrong-encoding`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity, across
from qa.lang.encoding_damage import damage

_FEWEST, _SAMPLE, _SHARE, _SHOWN = 10, 40, 0.8, 20


@dataclass(frozen=True)
class WrongEncoding(GroupCheck):
    """A file was decoded with the wrong table of characters, or encoded twice, throughout.

    Why: what looks like thousands of faults is one step of a conversion that has to be done again.
    Limits: said where four in five of the entries with letters beyond ASCII are damaged, and ten at least; single
    damaged words are told by `garbled-characters`. One finding stands for all of them: what else is found in them is
    held back until this is put right. `qa fix` mends them all the same.
    """

    severity = Severity.CRITICAL
    category = "file/encoding"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield one finding if the segments are damaged nearly throughout."""
        beyond = [segment for segment in segments if not segment.target.text.isascii()]
        if len(beyond) < _FEWEST or not _mostly_damaged(beyond[:: -(-len(beyond) // _SAMPLE)]):
            return
        damaged = [segment for segment in beyond if _first(segment) is not None]
        if len(damaged) >= max(_FEWEST, _SHARE * len(beyond)):
            first = damaged[0]
            found = (_first(first) or "")[:_SHOWN]
            message = (
                f'the text was decoded with the wrong table of characters throughout, as "{found}" in {len(damaged):,} '
                "entries; what else is found in them is held back until this is put right"
            )
            finding = self.found(first, 0, len(first.target.text), message, confidence=0.97)
            yield across(finding, [segment.target.place(0, len(segment.target.text)) for segment in damaged])


def _mostly_damaged(sample: Sequence[Segment]) -> bool:
    return sum(_first(segment) is not None for segment in sample) >= _SHARE * len(sample)


def _first(segment: Segment) -> str | None:
    """Return what is damaged first in the segment."""
    text = segment.target.text
    return next((text[start:end] for start, end, _ in damage(text)), None)
