"""The check `tag-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.checks._counterparts import Difference, counterparts, exchanged, lost, surplus
from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.markup import Tag, misnested, tags
from qa.lang.placeholders import damaged


@dataclass(frozen=True)
class TagMismatch(Check):
    """A tag of the source (HTML, XML, BBCode) is lost, added or altered, or tags are closed in the wrong order.

    Why: a lost tag loses the link or the emphasis, and an open one spoils the rest of the page.
    Bad: Press ⟦<i>⟧Save</b> now. | Press <b>Save</b> now.
    Good: <b>Save</b> is what you press.<br> | Press <b>Save</b>.<br />
    Good: Copy <file> to a < b. | Copy <name> to a < b.
    Limits: compares with the source, and with the references where there is none; what attributes say is not
    compared, apart from `id`. Emphasis that the other language expresses in words is reported as lost.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "design-and-markup/markup-tag"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each tag that differs, and for the first that closes the wrong element."""
        witnesses = counterparts(segment)
        if not witnesses or not segment.target.text.strip():
            return
        theirs = [tags(witness.text) for witness in witnesses]
        own = tags(segment.target.text, frozenset(tag.name for found in theirs for tag in found))
        if not own and not any(theirs):
            return
        missing, added = lost(own, theirs), surplus(own, theirs)
        certain = len(missing) == len(added) == 1
        difference = Difference(self, segment, "tag")
        for tag, rival in exchanged(added, missing, _of_its_kind):
            yield difference.added(tag, rival, confidence=0.9, fix=certain)
        for tag in missing:
            place = damaged(witnesses[0].text[tag.start : tag.end], segment.target.text)
            yield difference.missing(tag, confidence=0.9, damaged=place)
        crossed = misnested(own)
        if crossed is not None and crossed not in added and not any(map(misnested, theirs)):
            text = segment.target.text[crossed.start : crossed.end]
            message = f'"{text}": another element was opened later and must be closed first'
            yield self.found(segment, crossed.start, crossed.end, message, confidence=0.95)


def _of_its_kind(tag: Tag, missing: Sequence[Tag]) -> Tag | None:
    return next((other for other in missing if other.kind == tag.kind), None)
