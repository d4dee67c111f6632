"""The check `scrambled-words`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qa.align.words import Pairing, pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.forms import base_form
from qa.lang.neighbours import adjacent, unlikelihood

_FEWEST, _SHARED, _MOSTLY_SHARED = 6, 0.3, 0.55
_PAIRS, _IN_ORDER = 0.25, 0.5


@dataclass(frozen=True)
class ScrambledWords(Check):
    """The words of the references stand in an order that makes no sense.

    Why: a scrambled sentence has every word and no meaning, so that comparing words finds nothing wrong with it.
    Bad: ⟦Meets the town in Tuesday hall council on the every.⟧ | The council meets in the town hall every Tuesday.
    Good: Every Tuesday the council meets in the town hall. | The council meets in the town hall every Tuesday.
    Limits: needs six words that the closest reference has too. Good translations put phrases in another order, but
    keep the words within them together: of the shared words, scrambled text has next to none in the same pairs, and
    less than half in the same sequence. A few words out of place go unnoticed.
    """

    severity = Severity.CRITICAL
    needs = frozenset({"reference"})
    category = "linguistic-conventions/unintelligible"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield at most one finding: the whole segment."""
        text, language = segment.target.text, segment.target_lang
        if not segment.references or not text.strip():
            return
        orders = [Order.of(pair_words(text, reference.text, language), language) for reference in segment.references]
        if not all(order.scrambled for order in orders):
            return
        if not any(order.mostly_shared for order in orders) and not _has_unlikely_pair(text, language):
            return
        yield self.found(
            segment, 0, len(text), "the words of the references, but not in an order that makes sense",
            confidence=0.8, evidence=[cite(segment.references[0])],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """How many words a translation has, how many a reference has too, and how many of those keep pair and sequence."""

    words: int
    shared: int
    pairs: int
    in_sequence: int

    @classmethod
    def of(cls, pairing: Pairing, language: str) -> Order:
        """Count the words of a pairing by their base forms."""
        own = [base_form(word.text, language) for word in pairing.target]
        other = [base_form(word.text, language) for word in pairing.other]
        pairs = (Counter(pairwise(own)) & Counter(pairwise(other))).total()
        return cls(len(own), (Counter(own) & Counter(other)).total(), pairs, len(pairing.linked))

    @property
    def scrambled(self) -> bool:
        """Whether the shared words are many and their order is lost."""
        enough = self.shared >= _FEWEST and self.shared > _SHARED * self.words
        return enough and self.pairs < _PAIRS * self.shared and self.in_sequence < _IN_ORDER * self.shared

    @property
    def mostly_shared(self) -> bool:
        """Whether so many words are shared that it is the same sentence, beyond doubt."""
        return self.shared >= _MOSTLY_SHARED * self.words


def _has_unlikely_pair(text: str, language: str) -> bool:
    return any(unlikelihood(pair, language) for pair in adjacent(text, language))
