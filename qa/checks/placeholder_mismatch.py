"""The check `placeholder-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.kept import counterpart_name, counterparts, lost, surplus
from qa.lang.placeholders import Placeholder, damaged, messages, placeholders


@dataclass(frozen=True)
class PlaceholderMismatch(Check):
    """A placeholder of the source (%s, {name}, ${x}) is lost, added or altered.

    Why: the program shows the wrong text, or stops. The order may change; printf's conversions need numbers for that.
    Bad: Hello, ⟦{naam}⟧! | Hello, {name}!
    Bad: Deleted ⟦%d⟧ of ⟦%s⟧. | Deleted %s of %d.
    Good: Of %2$d files, %1$s was deleted. | Deleted %s of %d.
    Good: It costs $5, and I am 100 % sure. | It costs $5, and I am 100% sure.
    Limits: compares with the source, and with the references where there is none. A count that a plural form rightly
    leaves out ("one file" for "{n} file") is reported. `$1` is taken for a price.
    """

    severity = Severity.CRITICAL
    either = frozenset({"reference", "source"})
    category = "design-and-markup/placeholder"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each placeholder that differs."""
        witnesses = counterparts(segment)
        text = segment.target.text
        if not witnesses or not text.strip():
            return
        theirs = [placeholders(witness.text) for witness in witnesses]
        own = placeholders(text)
        if not own and not any(theirs):
            return
        forms = {item.form for found in theirs for item in found}
        once = any(messages(passage.text) for passage in (segment.target, *witnesses))
        missing = lost(own, theirs, once)
        added = [item for item in surplus(own, theirs, once) if item.sure or item.form in forms]
        certain = len(missing) == len(added) == 1
        for item in added:
            rival = next((other for other in missing if other.form == item.form), None)
            if rival is not None:
                missing.remove(rival)
            yield self._wrong(segment, witnesses[0], item, rival, certain)
        for item in missing:
            yield self._lost(segment, witnesses[0], item)

    def _wrong(
        self, segment: Segment, witness: Passage, item: Placeholder, rival: Placeholder | None, certain: bool
    ) -> Finding:
        text = segment.target.text[item.start : item.end]
        wanted = "" if rival is None else witness.text[rival.start : rival.end]
        instead = f'; it has "{wanted}"' if wanted and wanted != text else ""
        return self.found(
            segment, item.start, item.end,
            f'"{text}": the {counterpart_name(segment)} has no such placeholder here{instead}',
            confidence=0.95 if item.sure or rival else 0.7,
            evidence=() if rival is None else (cite(witness, rival.start, rival.end),),
            fix=wanted if certain and wanted else None,
        )  # fmt: skip

    def _lost(self, segment: Segment, witness: Passage, item: Placeholder) -> Finding:
        wanted = witness.text[item.start : item.end]
        text = segment.target.text
        place = damaged(wanted, text)
        if place is None:
            start = end = len(text.rstrip())
            message = f'the {counterpart_name(segment)} has "{wanted}"; the translation lacks it'
        else:
            start, end = place
            message = f'"{text[start:end]}": the {counterpart_name(segment)} has "{wanted}", which must stay as it is'
        return self.found(
            segment, start, end, message, confidence=0.95 if item.sure or place else 0.8,
            evidence=(cite(witness, item.start, item.end),), fix=wanted if place else None,
        )  # fmt: skip
