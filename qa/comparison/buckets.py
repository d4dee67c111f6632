"""Divides segments by what may make them hard: their length, rare words, names, the domain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.comparison.results import Bucket
from qa.core.documents import Segment
from qa.lang.names import knows_names, name_words
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import count_words, words
from qa.run.examine import Measured
from qa.systems import score_of

_LENGTHS = (0, 10, 20, 40)
_RARE = 3.0
"""On the Zipf scale: less than once in a million words."""


def buckets(baseline: Measured, system: Measured) -> tuple[Bucket, ...]:
    """Return the scores of both systems for each kind of segments.

    Kinds that all segments share are left out, and those whose segments cannot be scored.
    """
    members: dict[tuple[str, str], list[int]] = {}
    for index, scored in enumerate(baseline.segments):
        for kind, name in _kinds(scored.segment):
            members.setdefault((kind, name), []).append(index)
    found = (
        Bucket(kind, name, len(own), score_of(baseline, own), score_of(system, own))
        for (kind, name), own in sorted(members.items(), key=lambda item: _order(item[0]))
        if len(own) < len(baseline.segments)
    )
    return tuple(bucket for bucket in found if bucket.baseline)


def _kinds(segment: Segment) -> Sequence[tuple[str, str]]:
    """Return the kinds of a segment, told by its first reference, else by its source."""
    text, language = next(iter(segment.witnesses), (segment.target, segment.target_lang))
    found = [("length", _length(count_words(text.text, language)))]
    if has_frequencies(language):
        rare = any(not word.is_number and frequency(word.text, language) < _RARE for word in words(text.text, language))
        found.append(("rare words", "some" if rare else "none"))
    if knows_names(language):
        found.append(("names", "some" if name_words(text.text, language) else "none"))
    if segment.domain:
        found.append(("domain", segment.domain))
    return found


def _length(count: int) -> str:
    for low, high in pairwise(_LENGTHS):
        if count < high:
            return f"{low} to {high - 1} words"
    return f"{_LENGTHS[-1]} words and more"


def _order(bucket: tuple[str, str]) -> tuple[str, int, str]:
    kind, name = bucket
    start = name.partition(" ")[0]
    return kind, int(start) if kind == "length" and start.isdigit() else 0, name
