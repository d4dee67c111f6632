"""The check `broken-message-format`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.checks._counterparts import counterpart_name, counterparts
from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.placeholders import Message, messages
from qa.lang.plurals import plural_forms


@dataclass(frozen=True)
class BrokenMessageFormat(Check):
    """A MessageFormat string ({n, plural, one {…} other {…}}) that ICU cannot read, or that differs from the source's.

    Reported are arguments that the source lacks or that the translation lacks, braces that are not closed, a choice
    without `other`, keys of `select` that were translated, and plural forms that the language needs for numbers up to
    200 by CLDR and that are missing.

    Why: the program shows the raw string, or stops.
    Bad: ⟦{count, plural, one {# file}}⟧ | {count, plural, one {# file} other {# files}}
    Bad: ⟦{who, select, man {He} other {They}}⟧ left. | {who, select, male {He} other {They}} left.
    Good: {count, plural, =0 {No file} one {One file} other {# files}} | {count, plural, one {# file} other {# files}}
    Limits: the texts inside are not compared with each other. The styles of numbers and dates may differ.
    """

    severity = Severity.CRITICAL
    either = frozenset({"reference", "source"})
    category = "design-and-markup/placeholder"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each faulty, added or lost argument."""
        witnesses = counterparts(segment)
        if not witnesses or not segment.target.text.strip():
            return
        theirs = [message for witness in witnesses for message in messages(witness.text)]
        if not theirs:
            return
        own = messages(segment.target.text)
        known = {message.key: message for message in theirs}
        for message in own:
            reason, severity = _fault(message, known.get(message.key), segment.target_lang)
            if reason:
                end = len(segment.target.text) if message.end is None else message.end
                yield self.found(
                    segment, message.start, end, f'"{message.key}": {reason}', confidence=0.95, severity=severity
                )
        place = len(segment.target.text.rstrip())
        have = {message.key for message in own}
        for key in known:
            if key not in have and all(any(key == item.key for item in messages(one.text)) for one in witnesses):
                who = counterpart_name(segment)
                yield self.found(
                    segment,
                    place,
                    place,
                    f'the {who} has the argument "{key}"; the translation lacks it',
                    confidence=0.9,
                )


def _fault(message: Message, witness: Message | None, language: str) -> tuple[str, Severity]:
    """Return what is wrong with an argument, and how bad that is; nothing where all is well."""
    if message.end is None:
        return "its braces are not closed", Severity.CRITICAL
    if witness is None:
        return "the source has no such argument", Severity.CRITICAL
    if message.bodies and "other" not in message.keys:
        return 'the form "other" is missing', Severity.CRITICAL
    if message.kind == "select" and set(message.keys) != set(witness.keys):
        return f"the keys are {', '.join(witness.keys)} in the source", Severity.CRITICAL
    if message.kind == "plural":
        missing = sorted(plural_forms(language) - set(message.keys)) if len(message.keys) > 1 else []
        if missing and not any(key.startswith("=") for key in message.keys):
            return f"the language has the plural form {', '.join(missing)} too", Severity.MINOR
    return "", Severity.NEUTRAL
