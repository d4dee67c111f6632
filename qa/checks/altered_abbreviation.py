"""The check `altered-abbreviation`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.same_names import things_named
from qa.lang.scripts import is_written_in

_ABBREVIATION = re.compile(r"(?<![0-9A-Za-z\u00c0-\u024f])[A-Z]{3,6}(?![0-9A-Za-z\u00c0-\u024f])")
_REFERENCES, _FOREIGN, _TRANSLATED = 0.8, 0.7, 0.4
# Where no source has it, two translators may have chosen an abbreviation each: of 24 such findings three were right.
_UNTOLD = 0.4


@dataclass(frozen=True)
class AlteredAbbreviation(Check):
    """An abbreviation in capitals has one letter other than in the source and the references, or two exchanged.

    Why: MSR for MRS is another thing, and nothing tells the reader.
    Bad: The patients had an ⟦MIR⟧ scan. | The patients had an MRI scan.
    Good: The patients had a CT scan. | The patients had an MRI scan.
    Good: The MRI and the MIR are meant. | The MRI and the MIR are meant.
    Limits: Latin capitals, three to six. An abbreviation that the translation has too is not missed. Against a source
    the confidence is below the default where the language has abbreviations of its own in Latin letters (SRAS for SARS
    in French), and so it is against references alone, whose translator may have chosen another one.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each abbreviation that stands for one of all the other texts."""
        text = segment.target.text
        own = list(_ABBREVIATION.finditer(text))
        others = [*segment.references, *([] if segment.source is None else [segment.source])]
        if not own or not others:
            return
        mine = {match[0] for match in own}
        shared = set.intersection(*(set(_ABBREVIATION.findall(other.text)) for other in others)) - mine
        for match in own if shared else ():
            wanted = next((name for name in sorted(shared) if _is_altered(match[0], name)), None)
            if wanted is None or any(match[0] in other.text for other in others):
                continue
            if not segment.target.marked(*match.span()):
                place = others[0].text.index(wanted)
                yield self.found(
                    segment, *match.span(), f'"{match[0]}": the other texts have "{wanted}"',
                    confidence=_confidence(segment), evidence=[cite(others[0], place, place + len(wanted))],
                    suggestion=wanted,
                )  # fmt: skip


def _is_altered(own: str, other: str) -> bool:
    return (
        len(own) == len(other)
        and OSA.distance(own, other) == 1
        and not (things_named(own, "en") & things_named(other, "en"))
    )


def _confidence(segment: Segment) -> float:
    """Return how sure an alteration is; languages with Latin letters put an abbreviation's letters in their order."""
    if segment.references:
        return _REFERENCES if segment.source is not None else _UNTOLD
    return _TRANSLATED if is_written_in("ABC", segment.target_lang) else _FOREIGN
