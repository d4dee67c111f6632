"""The check `same-translation`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.sameness import letters

_SHORT = 16
_ALIKE = 0.7


@dataclass(frozen=True)
class SameTranslation(GroupCheck):
    """Source texts that differ in what they say have one and the same translation.

    Of two sources, the one that has the translation less often is reported, else the later one.

    Why: the translation of a neighbour was copied, or a translation memory's near match was taken over unchanged.
    Limits: letter case, punctuation and numbers count for nothing. Short texts rightly share a translation ("Delete",
    "Remove"), and so do sources that differ by a few letters (spelling, singular and plural): their confidence is below
    the default.
    """

    severity = Severity.MAJOR
    needs = frozenset({"source"})
    category = "accuracy/mistranslation"

    def key(self, segment: Segment) -> str:
        """Compare segments of one file that have the same translation."""
        return f"{segment.target.path}>{segment.target_lang}>{letters(segment.target.text)}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each segment whose source is not the most frequent one of this translation."""
        if len(segments) < 2 or not letters(segments[0].target.text):
            return
        sources: dict[str, list[Segment]] = {}
        for segment in segments:
            if (
                segment.source is not None
                and "plural-form" not in segment.flags
                and (source := letters(segment.source.text))
            ):
                sources.setdefault(source, []).append(segment)
        if len(sources) < 2:
            return
        usual, others = max(sources.items(), key=lambda item: len(item[1]))
        for source, found in sources.items():
            if source != usual:
                alike = Indel.normalized_similarity(source, usual)
                confidence = 0.3 if len(letters(found[0].target.text)) < _SHORT else 0.4 if alike > _ALIKE else 0.85
                for segment in found:
                    yield self._report(segment, others[0], confidence)

    def _report(self, segment: Segment, other: Segment, confidence: float) -> Finding:
        target = segment.target.trim()
        said = other.source.text.strip() if other.source is not None else ""
        evidence = () if other.source is None else (cite(other.source.trim()),)
        return self.found(
            segment, 0, len(target.text), f'this is also the translation of another source, "{said}"', passage=target,
            confidence=confidence, evidence=evidence,
        )  # fmt: skip
