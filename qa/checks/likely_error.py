"""The check `likely-error`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words
from qa.models.estimator import Judgement, Texts, judgements

LEAST = 0.25
"""The smallest probability with which a word is reported."""
_OF_PEAK = 0.6
_LONG = 4
# By how sure the judge is, the share of its findings that touch an error which people marked, in medical abstracts and
# talks (benchmarks/train/estimator/sureness.py): of single words, of runs of LONG words and more, of words without a
# meaning of their own, and by the source alone.
_CHANCES = (0.0, 0.45, 0.55, 0.65, 0.8, 0.91, 1.0)
_SHORT = (0.0, 0.3, 0.33, 0.38, 0.45, 0.5, 0.65)
_RUNS = (0.0, 0.28, 0.4, 0.5, 0.66, 0.74, 0.78)
_SMALL = (0.0, 0.2, 0.2, 0.3, 0.35, 0.35, 0.35)
_BY_SOURCE = (0.0, 0.26, 0.33, 0.36, 0.4, 0.42, 0.42)


@dataclass(frozen=True)
class LikelyError(Check):
    """Words that the learned judge takes for an error.

    Why: a mistranslation that keeps numbers, names and grammar is seen only by who understands both texts.
    Limits: a small model, trained on what people marked as errors; it gives no reason and no correction, and does not
    see what is missing. Of the findings that are shown, people marked about six in ten; from the source alone two to
    four, so that these stay below the default confidence.
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
        for segment, judgement in zip(able, judgements([Texts.of(item) for item in able]), strict=True):
            for run in suspects(segment, judgement):
                yield self._report(segment, run)

    def _report(self, segment: Segment, run: Sequence[Suspect]) -> Finding:
        start, end = run[0].word.start, run[-1].word.end
        chance = max(suspect.chance for suspect in run)
        grave = sum(suspect.grave for suspect in run) >= len(run) / 2
        by, right = ("the reference", _by_reference(segment, run)) if segment.references else ("the source", _BY_SOURCE)
        return self.found(
            segment, start, end, f'"{segment.target.text[start:end]}": is hardly what {by} says',
            confidence=round(float(np.interp(chance, _CHANCES, right)), 2),
            severity=Severity.MAJOR if grave else Severity.MINOR,
        )  # fmt: skip


def _by_reference(segment: Segment, run: Sequence[Suspect]) -> tuple[float, ...]:
    """Return how often such a run is right, by how sure the judge is of it."""
    small = function_words(segment.target_lang)
    if all(fold(suspect.word.text) in small for suspect in run):
        return _SMALL
    return _RUNS if len(run) >= _LONG else _SHORT


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word, the probability that it belongs to an error, and whether that would be a grave one."""

    word: Word
    chance: float
    grave: bool


def suspects(segment: Segment, judgement: Judgement) -> Iterator[list[Suspect]]:
    """Yield runs of neighbouring words that are likely errors, less those at the ends that are far less likely so."""
    run: list[Suspect] = []
    for word in words(segment.target.text, segment.target_lang):
        first, last = np.searchsorted(judgement.ends, word.start, "right"), np.searchsorted(judgement.starts, word.end)
        severities = judgement.severities[first:last]
        chance = float((1 - severities[:, 0]).max(initial=0))
        if chance >= LEAST:
            mean = severities.mean(axis=0)
            run.append(Suspect(word, chance, bool(mean[2] + mean[3] > mean[1])))
        elif run:
            yield _narrowed(run)
            run = []
    if run:
        yield _narrowed(run)


def _narrowed(run: Sequence[Suspect]) -> list[Suspect]:
    least = _OF_PEAK * max(suspect.chance for suspect in run)
    kept = [place for place, suspect in enumerate(run) if suspect.chance >= least]
    return list(run[kept[0] : kept[-1] + 1])
