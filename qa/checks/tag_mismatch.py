"""The check `tag-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.kept import counterpart_name, counterparts, lost, surplus
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
        for tag in added:
            rival = next((other for other in missing if other.kind == tag.kind), None)
            if rival is not None:
                missing.remove(rival)
            yield self._wrong(segment, witnesses[0], tag, rival, certain)
        for tag in missing:
            yield self._lost(segment, witnesses[0], tag)
        crossed = misnested(own)
        if crossed is not None and crossed not in added and not any(map(misnested, theirs)):
            text = segment.target.text[crossed.start : crossed.end]
            message = f'"{text}": another element was opened later and must be closed first'
            yield self.found(segment, crossed.start, crossed.end, message, confidence=0.95)

    def _wrong(self, segment: Segment, witness: Passage, tag: Tag, rival: Tag | None, certain: bool) -> Finding:
        text = segment.target.text[tag.start : tag.end]
        wanted = "" if rival is None else witness.text[rival.start : rival.end]
        instead = f'; it has "{wanted}"' if wanted else ""
        return self.found(
            segment, tag.start, tag.end, f'"{text}": the {counterpart_name(segment)} has no such tag{instead}',
            confidence=0.9, evidence=() if rival is None else (cite(witness, rival.start, rival.end),),
            fix=wanted if certain and wanted else None,
        )  # fmt: skip

    def _lost(self, segment: Segment, witness: Passage, tag: Tag) -> Finding:
        wanted = witness.text[tag.start : tag.end]
        text = segment.target.text
        place = damaged(wanted, text)
        start, end = place or (len(text.rstrip()), len(text.rstrip()))
        message = f'the {counterpart_name(segment)} has the tag "{wanted}"; the translation lacks it'
        return self.found(
            segment, start, end, f'"{text[start:end]}": {message}' if place else message, confidence=0.9,
            evidence=(cite(witness, tag.start, tag.end),), fix=wanted if place else None,
        )  # fmt: skip
