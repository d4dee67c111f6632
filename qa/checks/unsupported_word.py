"""The check `unsupported-word`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from qa.align.words import Pairing, pair_words
from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Evidence, Finding, Severity
from qa.lang.forms import base_form
from qa.lang.numbers import quantities
from qa.lang.vocabulary import function_words
from qa.lang.words import fold

_LONGEST_SUGGESTION = 6
_LONG = 20_000
_FARTHEST = 200
# Learned by logistic regression from human MQM spans (benchmarks/train/unsupported_word.py).
WEIGHTS = (-1.52, 0.31, 0.35, 0.08, 0.09)
_POST_EDIT_ERRORS = 0.97
_KNOWN, _LIKELY = 0.75, 0.6
_ENOUGH, _CLOSE, _CONTRAST = 100, 0.8, 0.2


@dataclass(frozen=True)
class UnsupportedWord(GroupCheck):
    """A content word that no reference supports.

    Why: where a reference close to the translation says "deserters", "fugitives" is most likely wrong.
    Bad: ⟦Fugitives⟧ face up to 15 years behind bars. | Deserters face up to 15 years behind bars.
    Good: Deserters face fifteen years behind bars. | The deserters face 15 years behind bars.
    Limits: knows inflected forms but no synonyms. The farther the references are from the translation, the more likely
    an unsupported word is only another way to say it, and the confidence falls: against an independent translation one
    in four is an error, against a post-edit nearly every one. Name a post-edit in the corpus with `post-edit = true`.
    """

    severity = Severity.MAJOR
    needs = frozenset({"reference"})
    category = "accuracy/mistranslation"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each run of unsupported words, with the reference's words as the suggestion."""
        compared = [Compared.of(segment) for segment in segments if segment.references and segment.target.text]
        belief = _post_edit_belief(compared)
        for one in compared:
            for run in one.runs():
                yield self._report(one, run, probability(features(one, run), belief))

    def _report(self, one: Compared, run: Sequence[int], confidence: float) -> Finding:
        pairing, reference = one.pairing, one.segment.references[one.best]
        start, end = pairing.target[run[0]].start, pairing.target[run[-1]].end
        low, high = counterpart(pairing, run)
        evidence: tuple[Evidence, ...] = ()
        if 0 < high - low <= _LONGEST_SUGGESTION:
            evidence = (cite(reference, pairing.other[low].start, pairing.other[high - 1].end),)
        says = f'; it says "{evidence[0].text}"' if evidence else ""
        where = "not in the reference" if len(one.segment.references) == 1 else "in none of the references"
        return self.found(
            one.segment, start, end, f'"{one.segment.target.text[start:end]}": {where}{says}',
            confidence=round(confidence, 2),
            evidence=evidence, suggestion=evidence[0].text if evidence else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A segment and how its words pair with each of its references; `best` is the index of the closest."""

    segment: Segment
    pairings: tuple[Pairing, ...]
    best: int

    @classmethod
    def of(cls, segment: Segment) -> Compared:
        """Pair the words of a segment that has references."""
        text, language = segment.target.text, segment.target_lang
        pairings = tuple(pair_words(text, reference.text, language) for reference in segment.references)
        best = max(range(len(pairings)), key=lambda index: pairings[index].closeness)
        return cls(segment, pairings, best)

    @property
    def pairing(self) -> Pairing:
        """The pairing with the closest reference."""
        return self.pairings[self.best]

    def runs(self) -> Iterator[list[int]]:
        """Yield the runs of unsupported words, as indexes of the target's words."""
        return _runs(unsupported(self.segment, self.pairings), self.pairing)


def _post_edit_belief(compared: Sequence[Compared]) -> float:
    """Return how likely it is that the nearest references of a document are post-edits of it, 0 to 1.

    Known where the corpus says so. Otherwise nothing but a contrast tells: of several references, a post-edit is close
    to the translation on the whole (0.8 of the words and more) and the others are not (0.2 less). A single reference
    that is close may as well be an independent translation of an easy text.
    """
    if any("post-edit" in one.segment.flags for one in compared):
        return _KNOWN
    totals: dict[str, float] = {}
    words: dict[str, int] = {}
    for one in compared:
        for reference, pairing in zip(one.segment.references, one.pairings, strict=True):
            words[reference.path] = words.get(reference.path, 0) + len(pairing.target)
            totals[reference.path] = totals.get(reference.path, 0.0) + pairing.closeness * len(pairing.target)
    ranked = sorted((totals[path] / count for path, count in words.items() if count >= _ENOUGH), reverse=True)
    if len(ranked) < 2 or ranked[0] < _CLOSE or ranked[0] - ranked[1] < _CONTRAST:
        return 0.0
    return _LIKELY


def unsupported(segment: Segment, pairings: Sequence[Pairing]) -> list[int]:
    """Return the indexes of the target's content words whose base form is in no reference."""
    language = segment.target_lang
    supported = {base_form(word.text, language) for pairing in pairings for word in pairing.other}
    grammar = function_words(language)
    folded = tuple(fold(reference.text) for reference in segment.references)
    numbers = {place for found in quantities(segment.target.text, language) for place in range(found.start, found.end)}
    return [
        index
        for index, word in enumerate(pairings[0].target)
        if fold(word.text) not in grammar
        and word.start not in numbers
        and base_form(word.text, language) not in supported
        and not segment.target.marked(word.start, word.end)
        and not _in_compound(fold(word.text), folded)
    ]


@lru_cache(maxsize=65_536)
def _in_compound(word: str, references: tuple[str, ...]) -> bool:
    """Say whether a reference has the word inside a longer one: `front` in `frontline`; not in very long ones."""
    return len(word) > 3 and sum(map(len, references)) < _LONG and any(word in reference for reference in references)


def _runs(indexes: Sequence[int], pairing: Pairing) -> Iterator[list[int]]:
    """Divide the indexes into runs within which no word is linked to the reference."""
    run: list[int] = []
    for index in indexes:
        if run and (index - run[-1] > 2 or any(pairing.links[i] is not None for i in range(run[-1], index))):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def counterpart(pairing: Pairing, run: Sequence[int]) -> tuple[int, int]:
    """Return the range of reference words that stand where the run stands, as narrow as the text around it allows."""
    first, last = run[0], run[-1] + 1
    low, high = pairing.counterpart(first, last)
    left, right = pairing.neighbours(first, last)
    before = first if left is None else first - left - 1
    after = (len(pairing.links) if right is None else right) - last
    spare = (high - low) - (last - first) - before - after
    if spare <= 0 and high - low > before + after:
        return low + before, high - after
    return low, high


def features(one: Compared, run: Sequence[int]) -> tuple[float, ...]:
    """Return what the confidence depends on within the segment, the constant first.

    How close the segment is to its reference (0 to 1); the length of the run and of its counterpart (log); the
    likeness of the run to its counterpart, as in `announced` and `announcement` (0 to 1, over at most 200 words); the
    number of references beyond one.
    """
    pairing = one.pairing
    low, high = counterpart(pairing, run)
    own = fold(" ".join(pairing.target[index].text for index in run))
    other = [fold(word.text) for word in pairing.other[low : min(high, low + _FARTHEST)]]
    likeness = max((JaroWinkler.similarity(own, word) for word in other), default=0.0)
    length = math.log1p(high - low + run[-1] - run[0])
    return 1.0, pairing.closeness, length, likeness, len(one.pairings) - 1.0


def probability(values: Sequence[float], post_edit: float) -> float:
    """Return the probability that an unsupported run is an error.

    Against an independent reference it is a logistic function of `features`; a post-edit, which `post_edit` is the
    belief in, differs only where something was wrong.
    """
    independent = 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))))
    return post_edit * _POST_EDIT_ERRORS + (1 - post_edit) * independent
