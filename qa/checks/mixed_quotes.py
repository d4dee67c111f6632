"""The check `mixed-quotes`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.quotes import Quotation, pair_marks, quotation_marks

# Kinds of marks that stand for speech; single marks and the marks of titles have tasks of their own.
_KINDS = {
    '"': "straight marks", "“": "curly marks", "„": "curly marks", "”": "curly marks", "«": "angle marks",
    "»": "angle marks", "「": "corner marks",
}  # fmt: skip
_CLEAR = 3
_SHOWN = 4


@dataclass(frozen=True)
class MixedQuotes(GroupCheck):
    """Quotation marks are of another kind than in the rest of the document.

    Why: parts of a text come from different programs and translators; typesetting shows it.
    Bad: “One,” said the mayor. “Two,” said his wife. “Three,” they said. ⟦"⟧Four," said I.
    Good: [ru] «Он читал „Правду“», — сказала она.
    Good: “One,” he said. "Two," she said.
    Limits: one finding for each kind in a document, at its first place. The usual kind has to stand at least three
    times as often; quotations inside others are not counted, nor are the language's marks for them by CLDR.
    """

    category = "linguistic-conventions/punctuation"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each kind of quotation marks that is rare in the document."""
        by_kind: defaultdict[str, list[tuple[Segment, Quotation]]] = defaultdict(list)
        for segment in segments:
            for quotation in _outer(segment):
                by_kind[_KINDS[segment.target.text[quotation.start]]].append((segment, quotation))
        if len(by_kind) < 2:
            return
        usual = max(sorted(by_kind), key=lambda kind: len(by_kind[kind]))
        model, quotation = by_kind[usual][0]
        mark = model.target.text[quotation.start]
        for kind, places in sorted(by_kind.items()):
            if kind == usual or len(by_kind[usual]) < _CLEAR * len(places):
                continue
            segment, first = places[0]
            times = "once" if len(places) == 1 else f"{len(places)} times"
            yield self.found(
                segment, first.start, first.start + 1,
                f"{kind} ({segment.target.text[first.start]}) stand {times} in the document, {usual} ({mark}) "
                f"{len(by_kind[usual])} times",
                confidence=0.8, suggestion=mark,
                evidence=[cite(other.target, one.start, one.start + 1) for other, one in places[1 : 1 + _SHOWN]],
            )  # fmt: skip


def _outer(segment: Segment) -> Iterator[Quotation]:
    """Yield the closed quotations of a segment that stand in no other one, in marks for speech.

    One that opens and does not close, or closes what did not open, runs on from segment to segment.
    """
    text = segment.target.text
    first, _, inner, _ = quotation_marks(segment.target_lang)
    counted = _KINDS.keys() - ({inner} - {first})
    marks = pair_marks(text, segment.target_lang)
    reached = max(marks.stray, default=0)
    for quotation in marks.quotations:
        if quotation.start < reached:
            continue
        if quotation.end is None:
            return
        reached = quotation.end
        if text[quotation.start] in counted and not segment.target.marked(quotation.start, quotation.end):
            yield quotation
