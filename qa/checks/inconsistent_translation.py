"""The check `inconsistent-translation`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.sameness import letters

_SHORT = 10
_APART = frozenset({"plural-form", "in-context"})


@dataclass(frozen=True)
class InconsistentTranslation(GroupCheck):
    """The same source text is translated in different ways.

    The ways that are less frequent are reported, and of ways that are equally frequent the later ones.

    Why: readers look for a difference where there is none, and the same button has two names.
    Limits: plural forms, and translations that the file gives for a context of their own, are left alone. Differences
    in letter case, punctuation and numbers count for nothing. What a sentence takes from its neighbours (gender, form
    of address) may ask for two translations; so may a source of one or two short words, whose confidence is below the
    default unless one way is at least three times as frequent.
    """

    needs = frozenset({"source"})
    category = "terminology/inconsistent"

    def key(self, segment: Segment) -> str:
        """Compare the translations of one source into one language in one file."""
        source = "" if segment.source is None else letters(segment.source.text)
        if segment.flags & _APART:
            source = f"{source}>{segment.key}"
        return f"{segment.target.path}>{segment.target_lang}>{source}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each translation that differs from the most frequent one."""
        if len(segments) < 2 or segments[0].source is None:
            return
        source = letters(segments[0].source.text)
        ways: dict[str, list[Segment]] = {}
        for segment in segments:
            if way := letters(segment.target.text):
                ways.setdefault(way, []).append(segment)
        if not source or len(ways) < 2:
            return
        usual = max(ways.values(), key=len)
        for found in ways.values():
            if found is not usual:
                clear = len(usual) >= 3 * len(found)
                confidence = 0.8 if clear else 0.4 if len(source) <= _SHORT else 0.65
                for segment in found:
                    yield self._report(segment, usual, confidence)

    def _report(self, segment: Segment, usual: Sequence[Segment], confidence: float) -> Finding:
        target, other = segment.target.trim(), usual[0].target.trim()
        times = "elsewhere" if len(usual) == 1 else f"{len(usual)} times"
        return self.found(
            segment, 0, len(target.text), f'the same source is translated "{other.text}" {times}', passage=target,
            confidence=confidence, evidence=(cite(other),), suggestion=other.text,
        )  # fmt: skip
