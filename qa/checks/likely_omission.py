"""The check `likely-omission`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.align.left_out import Place, open_places
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.models.estimator import Judgement, Texts, judgements
from qa.models.sureness import log_odds, sureness

# What the signs of a place weigh: the log-odds that something was left out there, where that is so in two of three
# texts; and those of a finding's being right, by its features (benchmarks/train/likely_omission.py).
WEIGHTS = (
    1.35, 0.4, 0.19, 0.26, 0.13, 0.28, 0.73, 0.12, -0.14, -1.82, -0.71, 0.58, -0.14, 2.73, -0.78, 0.35,
)  # fmt: skip
_ODDS = (-0.76, 0.09, 1.16)
LEAST = 0.5
"""The smallest probability with which a place is reported."""
_APART = 3


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
                if not segment.target.marked(omission.place.start, omission.place.start + 1):
                    yield self._report(segment, omission, certainty(features(omission)))

    def _report(self, segment: Segment, omission: Omission, confidence: float) -> Finding:
        reference, place = segment.references[0], omission.place.start
        if not omission.place.missing:
            return self.found(segment, place, place, "words seem to be missing here", confidence=confidence)
        start, end = omission.place.missing[0].start, omission.place.missing[-1].end
        said = reference.text[start:end]
        return self.found(
            segment, place, place, f'the reference says "{said}" here; the translation does not',
            confidence=confidence, evidence=(cite(reference, start, end),), suggestion=said,
        )  # fmt: skip


class Omission(NamedTuple):
    """A place by the first reference, and the probability that something was left out there, by all references."""

    place: Place
    chance: float


def omissions(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[Omission]]]:
    """Yield the segments that can be judged, each with the likely omissions in it."""
    able = [item for item in segments if item.target.text.strip() and item.references]
    judged = judgements([Texts.of(item) for item in able])
    for segment, judgement in zip(able, judged, strict=True):
        yield segment, _likeliest(segment, judgement)


def places(segment: Segment, judgement: Judgement) -> list[list[Place]]:
    """Return by each reference the places of a segment; all have the same, but for one without words."""
    return [
        open_places(segment.target.text, reference.text, segment.target_lang, judgement, lost)
        for reference, lost in zip(segment.references, judgement.lost, strict=False)
    ]


def _likeliest(segment: Segment, judgement: Judgement) -> list[Omission]:
    """Return the likely omissions in the order of the text, of those that stand together the likeliest."""
    by_reference = places(segment, judgement)
    if not all(by_reference):
        return []
    likely = [
        (index, Omission(several[0], chance))
        for index, several in enumerate(zip(*by_reference, strict=True))
        if (chance := min(sureness(WEIGHTS, place.signs) for place in several)) >= LEAST
    ]
    kept: dict[int, Omission] = {}
    for index, omission in sorted(likely, key=lambda one: -one[1].chance):
        if not any(near in kept for near in range(index - _APART, index + _APART + 1)):
            kept[index] = omission
    return [kept[index] for index in sorted(kept)]


def features(omission: Omission) -> tuple[float, ...]:
    """Return what tells how sure an omission is: 1, its log-odds, and 1 where words of the reference are missing."""
    return 1.0, log_odds(omission.chance), float(bool(omission.place.missing))


def certainty(known: Sequence[float]) -> float:
    """Return how sure an omission with these features is."""
    return sureness(_ODDS, known)
