"""The check `missing-word`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.left_out import Candidate, Omission, compare, likeliest, strains
from qa.align.words import are_worded_alike, pair_words
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.models.seams import knows_seams
from qa.models.sureness import log_odds, sureness

# What the signs of a place weigh: the log-odds that something was left out there, where that is so in two of three
# texts; and those of a finding's being right, by its features (benchmarks/train/left_out.py).
WEIGHTS = (
    -3.24, 0.82, 0.38, 0.49, 0.72, 1.0, -2.93, 1.1, 1.4, -0.58, 0.54, -0.68, -0.35, 2.18, -0.65, -0.84,
)  # fmt: skip
_ODDS = (-1.35, 0.05, 0.29, 0.14, -1.1, 1.75, 0.16, 0.41)
LEAST = 0.4
"""The smallest probability with which a place is looked at."""
_LEAST_SHARED, _REPORTED = 0.2, 0.45


@dataclass(frozen=True)
class MissingWord(Check):
    """A word that the references have was left out.

    Why: a machine drops a verb or a noun now and then, and the reader has to guess it.
    Bad: She said that the⟦⟧ was closed on Monday. | She said that the bridge was closed on Monday.
    Good: The police found that he had left early. | The police found that he had already left early.
    Limits: found where words of the reference are lost beside words that have their counterpart there, and the
    translation reads as if a word were missing, by what stands around such places in much text; or where only one of
    these is so, and plainly. A word without which the sentence reads well, such as most adjectives, is not found. Of
    words and phrases left out of good translations by chance, it finds a quarter, and says something of one untouched
    text in forty. How sure a finding is comes from both these texts and real translations of medical abstracts and
    talks: near two in three of the findings shown in other such translations, people had marked an error. None is
    shown in long sentences that are worded otherwise than their references.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/omission"

    def covers(self, language: str) -> bool:
        """Say whether the product has a model of the language."""
        return knows_seams(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each place where words are missing."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, read together."""
        for segment, found in omissions(segments):
            texts = [reference.text for reference in segment.references]
            most = 1.0 if are_worded_alike(segment.target.text, texts, segment.target_lang) else _REPORTED
            for omission in found:
                confidence = min(certainty(features(omission)), most)
                if confidence >= _REPORTED and not segment.target.marked(omission.start, omission.start + 1):
                    yield self._report(segment, omission, confidence)

    def _report(self, segment: Segment, omission: Omission, confidence: float) -> Finding:
        reference, missing, place = _close(segment)[0], omission.missing, omission.start
        if not missing:
            return self.found(segment, place, place, "a word seems to be missing here", confidence=confidence)
        evidence = cite(reference, missing[0].start, missing[-1].end)
        return self.found(
            segment, place, place, f'a word seems to be missing here; the reference has "{evidence.text}"',
            confidence=confidence, evidence=[evidence], suggestion=evidence.text,
        )  # fmt: skip


def candidates(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[list[Candidate]]]]:
    """Yield the segments, each with its places by each reference of similar words."""
    close = [_close(segment) for segment in segments]
    read = iter(strains([segment for segment, some in zip(segments, close, strict=True) if some]))
    for segment, some in zip(segments, close, strict=True):
        strained = next(read) if some else ()
        compared = [compare(segment.target.text, item.text, segment.target_lang, strained) for item in some]
        yield segment, [one.candidates() for one in compared if one]


def _close(segment: Segment) -> list[Passage]:
    """Return the references of similar words; none where one has the same."""
    text, language = segment.target.text, segment.target_lang
    close = [pair_words(text, reference.text, language).closeness for reference in segment.references]
    if 1.0 in close:
        return []
    return [reference for reference, share in zip(segment.references, close, strict=True) if share >= _LEAST_SHARED]


def omissions(segments: Sequence[Segment]) -> Iterator[tuple[Segment, list[Omission]]]:
    """Yield the segments, each with the likely omissions in it."""
    for segment, by_reference in candidates(segments):
        yield segment, likeliest(by_reference, WEIGHTS, LEAST)


def features(omission: Omission) -> tuple[float, ...]:
    """Return what tells how sure an omission is: 1, its log-odds, what of them is above 0, and some of its signs.

    People see an error the sooner, the more the place is strained and the shorter the translation is for its reference.
    """
    odds, signs = log_odds(omission.chance), omission.candidate.place.signs
    return (
        1.0,
        odds,
        max(0.0, odds),
        float(bool(omission.missing)),
        signs.shared,
        signs.shorter,
        signs.strain,
        signs.length,
    )


def certainty(known: Sequence[float]) -> float:
    """Return how sure an omission with these features is."""
    return sureness(_ODDS, known)
