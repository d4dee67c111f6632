"""The check `placeholder-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.checks._counterparts import Difference, counterparts, exchanged, lost, surplus
from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
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
        difference = Difference(self, segment, "placeholder")
        for item, rival in exchanged(added, missing, _of_its_form):
            yield difference.added(item, rival, confidence=0.95 if item.sure or rival else 0.7, fix=certain)
        for item in missing:
            place = damaged(witnesses[0].text[item.start : item.end], text)
            yield difference.missing(item, confidence=0.95 if item.sure or place else 0.8, damaged=place)


def _of_its_form(item: Placeholder, missing: Sequence[Placeholder]) -> Placeholder | None:
    return next((other for other in missing if other.form == item.form), None)
