"""The check `likely-omission`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.align.gaps import best_gap
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words
from qa.models.estimator import Chances, Judgement, Texts, judgements
from qa.models.sureness import log_odds, sureness

LEAST = 0.5
"""The smallest probability with which words are reported."""
_NEAR = 4
# How sure a finding is: the log-odds of its standing on an error which people marked, or in a translation in which they
# marked something as left out, are the sum of these times the features; medical abstracts and talks
# (benchmarks/train/estimator/sureness.py).
_ODDS = (-1.95, 0.2, 0.07, 1.15)


@dataclass(frozen=True)
class LikelyOmission(Check):
    """Words of the reference that the learned judge finds missing from the translation.

    Why: what a translation leaves out is not seen by who reads it alone.
    Limits: a small model, trained on words taken out of good translations. It looks for the words of the first
    reference; where there are more, these must lack something too. Words without a meaning of their own are not
    reported, and how sure the finding is says how often people agreed.
    """

    severity = Severity.MAJOR
    needs = frozenset({"model", "reference"})
    category = "accuracy/omission"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each run of words that are missing."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, judged together."""
        able = [item for item in segments if item.target.text.strip() and item.references]
        for segment, judgement in zip(able, judgements([Texts.of(item) for item in able]), strict=True):
            for omission in omissions(segment, judgement):
                yield self._report(segment, omission, certainty(features(omission, judgement)))

    def _report(self, segment: Segment, omission: Omission, confidence: float) -> Finding:
        reference = segment.references[0]
        found = words(reference.text, segment.target_lang)
        start, end = found[omission.first].start, found[omission.last].end
        place = place_of(segment, omission)
        return self.found(
            segment, place, place, f'the reference says "{reference.text[start:end]}" here; the translation does not',
            confidence=confidence, evidence=(cite(reference, start, end),), suggestion=reference.text[start:end],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Omission:
    """The words `first` to `last` of the first reference, and the probability that they are missing."""

    first: int
    last: int
    chance: float


def features(omission: Omission, judgement: Judgement) -> tuple[float, ...]:
    """Return what tells how sure an omission is.

    1, its log-odds by the judge, the logarithm of how many words it has, and that of one plus the penalty of the whole.
    """
    size = 1 + omission.last - omission.first
    return 1.0, log_odds(omission.chance), math.log(size), math.log1p(judgement.penalty)


def certainty(known: Sequence[float]) -> float:
    """Return how sure an omission with these features is."""
    return sureness(_ODDS, known)


def omissions(segment: Segment, judgement: Judgement) -> Iterator[Omission]:
    """Yield the runs of the first reference's words that are likely missing, by all references.

    Words without a meaning of their own that stand between missing ones belong to the run.
    """
    lost = [one for one in judgement.lost[: len(segment.references)] if len(one.values)]
    if not lost or min(float(one.values.max()) for one in lost) < LEAST:
        return
    found = words(segment.references[0].text, segment.target_lang)
    small = function_words(segment.target_lang)
    empty = [fold(word.text) in small for word in found]
    chances = [_chance(word, lost[0]) for word in found]
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and (chances[end] >= LEAST or (empty[end] and end > start)):
            end += 1
        while end > start and chances[end - 1] < LEAST:
            end -= 1
        run = {fold(word.text) for word, void in zip(found[start:end], empty[start:end], strict=True) if not void}
        omission = Omission(start, end - 1, max(chances[start:end], default=0.0))
        if run and not run <= _near(segment, omission):
            yield omission
        start = max(start, end) + 1


def _near(segment: Segment, omission: Omission) -> set[str]:
    """Return the words around the place of an omission, in lower case: there they may stand in another case."""
    every = words(segment.target.text, segment.target_lang)
    place = place_of(segment, omission)
    at = sum(word.end <= place for word in every)
    return {fold(word.text) for word in every[max(0, at - _NEAR) : at + _NEAR]}


def _chance(word: Word, lost: Chances) -> float:
    first, last = np.searchsorted(lost.ends, word.start, "right"), np.searchsorted(lost.starts, word.end)
    return float(lost.values[first:last].max(initial=0))


def place_of(segment: Segment, omission: Omission) -> int:
    """Return where in the translation the words belong, by the words around them in the reference."""
    text, reference = segment.target.text, segment.references[0].text
    return best_gap(text, reference, segment.target_lang, omission.first, omission.last).place
