"""The check `garbled-characters`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.encoding_damage import damage

# What machines write for a character or word that they do not know, and for a space.
_UNKNOWN = re.compile("<unk>|[⁇▁]")


@dataclass(frozen=True)
class GarbledCharacters(Check):
    """Characters were damaged by the wrong table of characters, or replaced by a machine that does not know them.

    Why: "schÃ¶n" for "schön" is hard to read, and no search finds it.
    Bad: [de] Das Haus ist ⟦schÃ¶n⟧.
    Bad: [ru] ⟦РџСЂРёРІРµС‚⟧
    Bad: ⟦Itâ€™s⟧ mine.
    Bad: They live in São ⟦<unk>⟧.
    Good: [pt] São Paulo não dorme.
    Limits: a word is reported where it can be mended almost for certain, or holds the mark of a lost character (�). A
    question mark in the place of a lost letter is not seen. What the source has as well is reported too, but for the
    marks of machines.
    """

    severity = Severity.MAJOR
    category = "linguistic-conventions/character-encoding"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each damaged word."""
        text = segment.target.text
        for start, end, mended in damage(text):
            if not segment.target.marked(start, end):
                instead = "" if mended is None else f', which was "{mended}"'
                yield self.found(
                    segment,
                    start,
                    end,
                    f'"{text[start:end]}": damaged characters{instead}',
                    confidence=0.95,
                    fix=mended,
                )
        others = [*segment.references, *([] if segment.source is None else [segment.source])]
        for match in _UNKNOWN.finditer(text):
            if not any(match[0] in other.text for other in others):
                yield self.found(
                    segment, *match.span(), f'"{match[0]}" stands for what a machine did not know', confidence=0.95
                )
