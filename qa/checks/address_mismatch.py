"""The check `address-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from qa.checks._counterparts import Difference, counterparts, exchanged, lost, surplus
from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.addresses import Address, addresses, may_be_localised

_ALIKE = 0.75


@dataclass(frozen=True)
class AddressMismatch(Check):
    """An address of a page or a mailbox is lost, added or altered.

    Why: the reader ends up nowhere, or with a stranger.
    Bad: Write to ⟦info@exampel.org⟧. | Write to info@example.org.
    Bad: See ⟦https://example.org/hilfe-seite⟧. | See https://example.org/help-site.
    Good: See https://de.wikipedia.org/wiki/Haus. | See https://en.wikipedia.org/wiki/House/.
    Good: See www.example.org. | See https://example.org/.
    Limits: compares with the source, and with the references where there is none. A page of the same site under
    another host or language code is taken for its localised page. Addresses without `://`, `www.` or `@` are not seen.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "design-and-markup/link"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each address that differs."""
        witnesses = counterparts(segment)
        text = segment.target.text
        if not witnesses or not text.strip():
            return
        theirs = [addresses(witness.text) for witness in witnesses]
        own = addresses(text)
        if not own and not any(theirs):
            return
        missing = lost(own, theirs, once=True)
        difference = Difference(self, segment, "address")
        for address, rival in exchanged(surplus(own, theirs, once=True), missing, _nearest):
            if rival is None or not may_be_localised(address, rival):
                yield difference.added(address, rival, confidence=0.6 if rival is None else 0.9, suggest=True)
        for address in missing:
            if address.key not in text and not any(may_be_localised(address, one) for one in own):
                yield difference.missing(address, confidence=0.8)


def _nearest(address: Address, missing: Sequence[Address]) -> Address | None:
    """Return the lost address that this one stands for: its page in another language, or the one most like it."""
    localised = next((other for other in missing if may_be_localised(address, other)), None)
    alike = [other for other in missing if Levenshtein.normalized_similarity(address.key, other.key) >= _ALIKE]
    if localised is not None and not alike:
        return localised
    return max(alike, key=lambda other: Levenshtein.normalized_similarity(address.key, other.key), default=None)
