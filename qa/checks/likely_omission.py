"""The check `likely-omission`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.judged_places import judged_places
from qa.align.left_out import Candidate, Omission, compare, likeliest, strains
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.models.estimator import Texts, judgements
from qa.models.sureness import log_odds, sureness

# What the signs of a place weigh: the log-odds that something was left out there, where that is so in two of three
# texts; and those of a finding's being right, by its features (benchmarks/train/left_out.py).
WEIGHTS = (
    -0.11, 0.63, 0.3, -0.1, -0.24, 1.04, -1.96, 0.48, 0.63, -0.4, 1.28, 1.95, -0.63, 0.5, -0.83, -0.04,
    0.37, 0.21, 0.22, 0.12, 0.17, -0.02, 0.6, -0.48,
)  # fmt: skip
_ODDS = (-1.44, 0.39, 1.19)
LEAST = 0.5
"""The smallest probability with which a place is reported."""


@dataclass(frozen=True)
class LikelyOmission(Check):
    """Words that were left out, as the learned judge sees it.

    Why: what a translation leaves out is not seen by who reads it alone.
    Limits: a small model, trained on words taken out of good translations. It weighs whether the words of the
    reference are found in the translation, together with how the text reads at the place. Where there are several
    references, the translation must lack something by each of them. How sure the finding is says how often people
    agreed.
    """

    severity = Severity.MAJOR
    needs = frozenset({"model", "reference"})
    category = "accuracy/omission"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each place where words are missing."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, judged together."""
        for segment, found in omissions(segments):
            for omission in found:
                if not segment.target.marked(omission.start, omission.start + 1):
                    yield self._report(segment, omission, certainty(features(omission)))

    def _report(self, segment: Segment, omission: Omission, confidence: float) -> Finding:
        reference, place = segment.references[0], omission.start
        if not omission.missing:
            return self.found(segment, place, place, "words seem to be missing here", confidence=confidence)
        start, end = omission.missing[0].start, omission.missing[-1].end
        said = reference.text[start:end]
        return self.found(
            segment, place, place, f'the reference says "{said}" here; the translation does not',
            confidence=confidence, evidence=(cite(reference, start, end),), suggestion=said,
        )  # fmt: skip


def candidates(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[list[Candidate]]]]:
    """Yield the segments that can be judged, each with its places by each reference."""
    able = [item for item in segments if item.target.text.strip() and item.references]
    judged = judgements([Texts.of(item) for item in able])
    for segment, strained, one in zip(able, strains(able), judged, strict=True):
        text, language = segment.target.text, segment.target_lang
        compared = [compare(text, reference.text, language, strained) for reference in segment.references]
        yield (
            segment,
            [
                judged_places(some, language, one, lost) if some else []
                for some, lost in zip(compared, one.lost, strict=False)
            ],
        )


def omissions(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[Omission]]]:
    """Yield the segments that can be judged, each with the likely omissions in it."""
    for segment, by_reference in candidates(segments):
        yield segment, likeliest(by_reference, WEIGHTS, LEAST)


def features(omission: Omission) -> tuple[float, ...]:
    """Return what tells how sure an omission is: 1, its log-odds, and 1 where words of the reference are missing."""
    return 1.0, log_odds(omission.chance), float(bool(omission.missing))


def certainty(known: Sequence[float]) -> float:
    """Return how sure an omission with these features is."""
    return sureness(_ODDS, known)
