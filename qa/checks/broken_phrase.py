"""The check `broken-phrase`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.joints import is_never_last
from qa.lang.neighbours import Pair, adjacent, has_between, knows_neighbours, unlikelihood, unlikely_pairs

_COMPARED, _BOUND, _ALONE = 3, 4, 6
_SURE, _PARTED = 0.6, 0.5


@dataclass(frozen=True)
class BrokenPhrase(Check):
    """Two words stand next to each other that never do in the language: one between them is lost, or one is wrong.

    Why: "the of" says that a noun is gone, and no list of words or spelling checker sees it.
    Bad: It belongs to ⟦the of⟧ the city. | It belongs to the mayor of the city.
    Bad: The case goes to ⟦the,⟧ but no one has complained. | The case goes to the court, but no one has complained.
    Good: The mayor of the city said so. | The city's mayor said so.
    Good: Once you get out, swimming back in is easy. | Once you are out, swimming back in is easy.
    Good: All that he paid attention to is gone. | All that he cared for is gone.
    Limits: knows pairs of the 200 most frequent words of some 40 languages, learned from text. Only pairs are reported
    that should have been seen hundreds of times and were not; with references also less telling ones, where a reference
    has the two with a word or some between them, and none has the pair. Quotation marks, brackets and dashes divide.
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
            if not _is_telling(pair, segment.references, language):
                continue
            if ranges and pair.start < ranges[-1][1]:
                ranges[-1] = ranges[-1][0], pair.end
            else:
                ranges.append((pair.start, pair.end))
        for start, end in ranges:
            message = f'"{text[start:end]}": these words do not follow each other; something is missing or wrong'
            yield self.found(segment, start, end, message, confidence=_PARTED if segment.references else _SURE)


def _is_telling(pair: Pair, references: Sequence[Passage], language: str) -> bool:
    """Say whether a pair tells of an error: a very unlikely one, or one that a reference has with something between.

    After a word that always has something after it, such as an article, a less unlikely one does too.
    """
    least = _BOUND if is_never_last(pair.first, language) else _ALONE
    if unlikelihood(pair, language) >= least:
        return True
    return any(has_between(reference.text, pair, language) for reference in references)
