"""The check `missing-word`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.align.lacking import Seam, open_seams
from qa.align.words import are_worded_alike
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.tags import primary
from qa.models.seams import Cut, knows_seams, seam_model

# Learned by logistic regression from words left out of translations by chance (benchmarks/train/missing_word.py): the
# constant, the strain of the place, what of it is above 0, and the facts.
WEIGHTS = (
    0.16, 0.46, 0.48, -2.26, 1.71, 2.16, -0.03, -3.77, -0.07, -0.26, -0.1, 4.85, -0.26, -2.07, -0.93, 0.99,
)  # fmt: skip
# The share of findings near which people marked an error, in medical abstracts and talks, as a logistic function of
# `sureness` and the language (benchmarks/train/missing_word_confidence.py). It holds from this sum on.
CONFIDENCE, LEAST_SUM = (-0.1, 0.24, -0.8, 1.38, 2.05, 0.49), -0.5
BY_LANGUAGE = {"de": -0.5, "en": 0.25, "es": 0.56, "eu": -0.61, "fr": 1.02, "pt": -1.52, "ru": 0.04, "zh": 0.1}
ELSEWHERE = -0.5
_MUCH_SHORTER, _PLAIN, _REPORTED, _MOST = 0.25, 3.0, 0.38, 0.8
# The part of it that chance explains, since errors stand close together in bad translations; and the most that is
# claimed where no reference says what is missing, or a long sentence is worded otherwise than its references.
_BY_CHANCE, _UNTOLD = 0.1, 0.45


class Place(NamedTuple):
    """A place at which a word may be missing, the reference that it was found by, and how much it is strained."""

    seam: Seam
    reference: Passage
    strain: float

    @property
    def values(self) -> tuple[float, ...]:
        """What is weighed."""
        return 1.0, self.strain, max(0.0, self.strain), *self.seam.facts

    @property
    def sum(self) -> float:
        """The logarithm of the odds that a word is missing, in a text from which one may have been left out."""
        return sum(weight * value for weight, value in zip(WEIGHTS, self.values, strict=True))


@dataclass(frozen=True)
class MissingWord(Check):
    """A word that the references have was left out.

    Why: a machine drops a verb or a noun now and then, and the reader has to guess it.
    Bad: She said that the⟦⟧ was closed on Monday. | She said that the bridge was closed on Monday.
    Good: The police found that he had left early. | The police found that he had already left early.
    Limits: found where the translation reads as if a word were missing, by what stands around such places in much
    text, or is much shorter than its reference, which goes on otherwise there in much the same words. A word without
    which the sentence reads well, such as most adjectives, is not found. Of the findings that are shown in real
    translations of medical abstracts and talks, people marked an error near seven in ten, and near other places of the
    same texts near six in ten; read one by one, half were right. Where no reference says what is missing, they were
    right no more often than by chance, and are not shown; nor are those in long sentences that are worded otherwise
    than their references. Eight languages have a confidence of their own; all others
    one that is lower than the average.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/omission"

    def covers(self, language: str) -> bool:
        """Say whether the product has a model of the language."""
        return knows_seams(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each place where a word is missing."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, weighed together."""
        able = [item for item in segments if item.references and item.target.text]
        for segment, found in zip(able, places(able), strict=True):
            texts = [reference.text for reference in segment.references]
            most = _MOST if are_worded_alike(segment.target.text, texts, segment.target_lang) else _UNTOLD
            for place in found:
                confidence = min(_confidence(place, segment.target_lang), most)
                if confidence >= _REPORTED and not segment.target.marked(place.seam.start, place.seam.end):
                    yield self._report(segment, place, confidence)

    def _report(self, segment: Segment, place: Place, confidence: float) -> Finding:
        seam, reference = place.seam, place.reference
        said = (seam.missing[0].start, seam.missing[-1].end) if seam.missing else (0, len(reference.text))
        evidence = cite(reference, *said)
        says = f'; the reference has "{evidence.text}"' if seam.missing else ""
        return self.found(
            segment, seam.start, seam.start, f"a word seems to be missing here{says}",
            confidence=round(confidence, 2),
            evidence=[evidence], suggestion=evidence.text if seam.missing else None,
        )  # fmt: skip


def sureness(place: Place) -> tuple[float, ...]:
    """Return what tells how likely people are to see an error at a place.

    Texts with the same words differ by choice; one that is much shorter than its reference has lost something.
    """
    facts = place.seam.facts
    much_shorter, plain = max(0.0, facts.shorter - _MUCH_SHORTER), max(0.0, place.sum - _PLAIN)
    return 1.0, max(0.0, place.strain), facts.shared, facts.shorter, much_shorter, plain


def _confidence(place: Place, language: str) -> float:
    """Return how sure it is that a word is missing."""
    if place.sum < LEAST_SUM:
        return 0.0
    odds = sum(weight * value for weight, value in zip(CONFIDENCE, sureness(place), strict=True))
    odds += BY_LANGUAGE.get(primary(language), ELSEWHERE)
    return min(1 / (1 + math.exp(-odds)) - _BY_CHANCE, _MOST if place.seam.missing else _UNTOLD)


def places(segments: Sequence[Segment]) -> list[list[Place]]:
    """Return for each segment the places at which every reference that is close to it goes on otherwise."""
    found = [_open(segment) for segment in segments]
    wanted: dict[str, list[Cut]] = defaultdict(list)
    for segment, some in zip(segments, found, strict=True):
        wanted[segment.target_lang] += [cut for place in some for cut in _cuts(segment, place.seam)]
    strains: dict[tuple[str, Cut], float] = {}
    for language, cuts in wanted.items():
        model = seam_model(language)
        if model is not None:
            strains.update(zip([(language, cut) for cut in cuts], model.strain(cuts), strict=True))
    return [
        [place._replace(strain=_strain(segment, place.seam, strains)) for place in some]
        for segment, some in zip(segments, found, strict=True)
    ]


def _open(segment: Segment) -> list[Place]:
    text, language = segment.target.text, segment.target_lang
    every = [(reference, open_seams(text, reference.text, language)) for reference in segment.references]
    close = [(reference, seams) for reference, seams in every if seams is not None]
    if not close:
        return []
    starts = set.intersection(*({seam.start for seam in seams} for _, seams in close))
    return [Place(seam, close[0][0], 0.0) for seam in close[0][1] if seam.start in starts]


def _cuts(segment: Segment, seam: Seam) -> Iterator[Cut]:
    """Yield what stands together at the place: word and word, or word and mark, and mark and word."""
    text = segment.target.text.replace("\n", " ")
    yield Cut(text, seam.start, seam.start)
    if text[seam.start : seam.end].strip():
        yield Cut(text, seam.end, seam.end)


def _strain(segment: Segment, seam: Seam, strains: dict[tuple[str, Cut], float]) -> float:
    return max(strains.get((segment.target_lang, cut), 0.0) for cut in _cuts(segment, seam))
