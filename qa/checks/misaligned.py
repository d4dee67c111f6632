"""The check `misaligned`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.misplaced import Stretch, misplaced
from qa.core.contracts import GroupCheck
from qa.core.display import counted
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity, across


@dataclass(frozen=True)
class Misaligned(GroupCheck):
    """Translations stand beside source texts or references that are those of other entries.

    Why: one line that was lost or doubled moves all that follow, and every comparison after it is with the wrong text.
    Limits: told from lengths and numbers, which all languages have, so that it takes about ten entries in a row that
    are one place off, and about thirty that belong to another text altogether. Two entries that changed places are not
    seen. One finding stands for the whole stretch: what else is found in it is held back until it is put right.
    """

    severity = Severity.CRITICAL
    either = frozenset({"reference", "source"})
    category = "file/misaligned"

    def key(self, segment: Segment) -> str:
        """Compare the translations of a file from one language into another."""
        return f"{segment.target.path}>{segment.source_lang}>{segment.target_lang}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each stretch of entries that stand beside the wrong source or reference."""
        own = [segment.target.text for segment in segments]
        sources = ["" if segment.source is None else segment.source.text for segment in segments]
        references = [segment.references[0].text if segment.references else "" for segment in segments]
        for name, others in (("source", sources), ("reference", references)):
            if any(others):
                for stretch in misplaced(own, others):
                    yield self._report(segments[stretch.first : stretch.end], stretch, name)

    def _report(self, segments: Sequence[Segment], stretch: Stretch, name: str) -> Finding:
        first = segments[0]
        whose = f"a {name} that is not theirs"
        if stretch.offset is not None:
            way = "below" if stretch.offset > 0 else "above"
            whose = f"the {name} of another entry, their own stands {counted(abs(stretch.offset), 'place')} {way}"
        message = (
            f'{counted(len(segments), "entry", "entries")} from here to "{segments[-1].key}" have {whose}; what else '
            "is found in them is held back until this is put right"
        )
        finding = self.found(first, 0, len(first.target.text), message, confidence=0.95)
        return across(finding, [segment.target.place(0, len(segment.target.text)) for segment in segments])
