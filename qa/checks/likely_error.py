"""The check `likely-error`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words
from qa.models.estimator import Judgement, Texts, judgements
from qa.models.graph import Floats
from qa.models.sureness import log_odds, sureness

LEAST = 0.3
"""The smallest probability with which a word is reported."""
_OF_PEAK = 0.6
_WEAK, _BESIDE_STRONGER = 0.4, 0.55
_SOUND = 0.2
_SLIP = 0.4
_LONG = 3
# By what a translation is judged, how sure a finding is: the log-odds of its touching an error which people marked, in
# medical abstracts and talks, are the sum of these times the features (benchmarks/train/estimator/sureness.py). With
# references .55 is taken away, by the source alone 1.5: good translations, of which those texts have few, would raise
# many alarms. There it says nothing for a run that it is longer than a few words: a long one touches some error easily.
_ODDS = {
    "reference": (-1.66, 0.44, 0.40, -0.35, 0.17),
    "source": (-2.46, 0.32, 0.61, -0.19, -0.24),
}


@dataclass(frozen=True)
class LikelyError(Check):
    """Words that the learned judge takes for an error.

    Why: a mistranslation that keeps numbers, names and grammar is seen only by who understands both texts.
    Limits: a small model, trained on what people marked as errors; it gives no reason and no correction, and does not
    see what is missing. What it suspects without the other texts too is called a matter of grammar, all else one of
    meaning. Of the findings that are shown, people marked about six in ten.
    """

    severity = Severity.MINOR
    needs = frozenset({"model"})
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each run of suspect words."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, judged together."""
        able = [item for item in segments if item.target.text and (item.references or item.source is not None)]
        judged = zip(able, judgements([Texts.of(item) for item in able]), strict=True)
        found = [(segment, one, runs) for segment, one in judged if (runs := suspects(segment, one))]
        alone = judgements([Texts(segment.target.text) for segment, _, _ in found])
        for (segment, one, runs), by_itself in zip(found, alone, strict=True):
            for run in runs:
                yield self._report(segment, run, one, by_itself)

    def _report(self, segment: Segment, run: Sequence[Suspect], judgement: Judgement, alone: Judgement) -> Finding:
        start, end = run[0].word.start, run[-1].word.end
        by = judged_by(segment)
        slip = chance_within(alone, start, end) >= _SLIP
        said = "people would hardly write this" if slip else f"is hardly what the {by} says"
        grave = sum(suspect.grave for suspect in run) >= len(run) / 2
        return self.found(
            segment, start, end, f'"{segment.target.text[start:end]}": {said}',
            category="linguistic-conventions/grammar" if slip else self.category,
            confidence=certainty(segment, features(segment, run, judgement)),
            severity=Severity.MAJOR if grave else Severity.MINOR,
        )  # fmt: skip


def judged_by(segment: Segment) -> str:
    """Say what the words of a segment are judged by: the reference, or else the source."""
    return "reference" if segment.references else "source"


def features(segment: Segment, run: Sequence[Suspect], judgement: Judgement) -> tuple[float, ...]:
    """Return what tells how sure a run of suspect words is.

    1, the log-odds of the words by the judge, the logarithm of how many they are (by the source alone three at most), 1
    where they have no meaning of their own, and the logarithm of one plus the penalty of the whole.
    """
    small = function_words(segment.target_lang)
    count = len(run) if segment.references else min(len(run), _LONG)
    return (
        1.0,
        log_odds(_peak(run)),
        math.log(count),
        float(all(fold(suspect.word.text) in small for suspect in run)),
        math.log1p(judgement.penalty),
    )


def certainty(segment: Segment, known: Sequence[float]) -> float:
    """Return how sure a run with these features is."""
    return sureness(_ODDS[judged_by(segment)], known)


def chance_within(judgement: Judgement, start: int, end: int) -> float:
    """Return the largest probability of an error between two places of the translation."""
    return float((1 - _severities(judgement, start, end)[:, 0]).max(initial=0))


def _severities(judgement: Judgement, start: int, end: int) -> Floats:
    first, last = np.searchsorted(judgement.ends, start, "right"), np.searchsorted(judgement.starts, end)
    return judgement.severities[first:last]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word, the probability that it belongs to an error, and whether that would be a grave one."""

    word: Word
    chance: float
    grave: bool


def suspects(segment: Segment, judgement: Judgement) -> list[list[Suspect]]:
    """Return the runs of neighbouring words that are likely errors, less those at the ends that are far less likely so.

    There are none where the penalty expected of the whole is a fifth of a minor error or less. A weak suspicion in a
    text that has a far stronger one is left out: on sources kept back from the training what remains is right more
    often, and agrees with people's spans as well (F1 .364 with or without, precision .318 to .326).
    """
    runs: list[list[Suspect]] = []
    before = False
    for word in words(segment.target.text, segment.target_lang):
        severities = _severities(judgement, word.start, word.end)
        chance = float((1 - severities[:, 0]).max(initial=0))
        if likely := chance >= LEAST and not segment.target.marked(word.start, word.end):
            mean = severities.mean(axis=0)
            runs += [] if before else [[]]
            runs[-1].append(Suspect(word, chance, bool(mean[2] + mean[3] > mean[1])))
        before = likely
    if judgement.penalty < _SOUND:
        return []
    strongest = max(map(_peak, runs), default=0.0)
    return [_narrowed(run) for run in runs if _peak(run) >= min(_WEAK, _BESIDE_STRONGER * strongest)]


def _peak(run: Sequence[Suspect]) -> float:
    return max(suspect.chance for suspect in run)


def _narrowed(run: Sequence[Suspect]) -> list[Suspect]:
    least = _OF_PEAK * _peak(run)
    kept = [place for place, suspect in enumerate(run) if suspect.chance >= least]
    return list(run[kept[0] : kept[-1] + 1])
