"""The check `broken-phrase`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.neighbours import adjacent, knows_neighbours, unlikely_pairs

_COMPARED, _ALONE = 3, 6


@dataclass(frozen=True)
class BrokenPhrase(Check):
    """Two words stand next to each other that never do in the language: one between them is lost, or one is wrong.

    Why: "the of" says that a noun is gone, and no list of words or spelling checker sees it.
    Bad: It belongs to ⟦the of⟧ the city. | It belongs to the mayor of the city.
    Bad: The case goes to ⟦the,⟧ but no one has complained. | The case goes to the court, but no one has complained.
    Good: The mayor of the city said so. | The city's mayor said so.
    Good: Once you get out, swimming back in is easy. | Once you are out, swimming back in is easy.
    Limits: knows pairs of the 200 most frequent words of some 40 languages, learned from text. Without a reference
    only pairs are reported that should have been seen hundreds of times and were not; with references also rarer ones,
    if no reference has the pair. Quotation marks, brackets and dashes divide.
    """

    severity = Severity.MAJOR
    category = "linguistic-conventions/grammar"

    def covers(self, language: str) -> bool:
        """Say whether it is known which words of the language do not follow each other."""
        return knows_neighbours(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each unlikely pair; overlapping ones are joined."""
        language, text = segment.target_lang, segment.target.text
        least = _COMPARED if segment.references else _ALONE
        pairs = list(unlikely_pairs(text, language, least))
        if not pairs:
            return
        good = {(p.first, p.second) for reference in segment.references for p in adjacent(reference.text, language)}
        ranges: list[tuple[int, int]] = []
        for pair in pairs:
            if (pair.first, pair.second) in good or segment.target.marked(pair.start, pair.end):
                continue
            if ranges and pair.start < ranges[-1][1]:
                ranges[-1] = ranges[-1][0], pair.end
            else:
                ranges.append((pair.start, pair.end))
        for start, end in ranges:
            confidence = 0.6 if least == _ALONE else 0.5
            message = f'"{text[start:end]}": these words do not follow each other; something is missing or wrong'
            yield self.found(segment, start, end, message, confidence=confidence)
