"""The edits that turn a translation into a reference, as Tercom and sacrebleu count them, without their cost.

A shift moves a run of words that stands elsewhere in the reference. Shifts are made one by one, always the one that
saves most, until none saves anything; what is left is the plain edit distance. Words are written as single
characters, so that a compiled edit distance can weigh the many shifts that come into question.

Source: Snover et al. 2006, "A Study of Translation Edit Rate with Targeted Human Annotation".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

_LONGEST_SHIFT, _FARTHEST_SHIFT, _MOST_SHIFTS = 10, 50, 1000
_BEAM = 25
_FAR = 1 << 40


def edits(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    """Return the number of edits, equal to sacrebleu's."""
    if not reference:
        return len(hypothesis)
    letters: dict[str, str] = {}
    for word in (*hypothesis, *reference):
        letters.setdefault(word, chr(len(letters) + 1))
    hyp, ref = ("".join(map(letters.__getitem__, words)) for words in (hypothesis, reference))
    shifts = weighed = 0
    while True:
        rows = _distances(hyp, ref)
        distance = rows[-1][-1]
        shifted, count = _best_shift(hyp, ref, rows)
        weighed += count
        if weighed >= _MOST_SHIFTS or shifted == hyp:
            return shifts + distance
        hyp, shifts = shifted, shifts + 1


class _Alignment(NamedTuple):
    """Which words are wrong ("1") or right ("0"), and for each word of the reference the last word aligned so far."""

    hyp_wrong: str
    ref_wrong: str
    places: list[int]


def _best_shift(hyp: str, ref: str, rows: Sequence[Sequence[int]]) -> tuple[str, int]:
    """Return the translation after the shift that saves most, or as it is, and how many shifts were weighed.

    Of shifts that save as much, the longest is taken, then the first, then the one that goes nearest to the start.
    """
    now = rows[-1][-1]
    best, best_rank, chosen = now, (0, 0, 0), hyp
    known: set[tuple[int, int, int]] = set()
    count = 0
    for start, length, targets in _shifts(hyp, ref, _align(hyp, ref, rows)):
        count += len(targets)
        for target in targets:
            rank = (length, -start, -target)
            if rank in known:
                continue
            known.add(rank)
            shifted = _shift(hyp, start, length, target)
            wanted = best if rank > best_rank and best < now else best - 1
            # The distance without the beam is found faster, and is never the larger one.
            plain = Levenshtein.distance(shifted, ref, score_cutoff=max(0, wanted))
            if plain <= wanted:
                found = plain if _is_near(shifted, ref, plain) else _distances(shifted, ref)[-1][-1]
                if found <= wanted:
                    best, best_rank, chosen = found, rank, shifted
        if count >= _MOST_SHIFTS:
            break
    return chosen, count


def _shifts(hyp: str, ref: str, alignment: _Alignment) -> Iterator[tuple[int, int, list[int]]]:
    """Yield the runs of words that could be shifted, as (start, length), each with the places to put it."""
    hyp_wrong, ref_wrong, places = alignment
    for start, there, length in _common_runs(hyp, ref):
        if "1" not in hyp_wrong[start : start + length] or "1" not in ref_wrong[there : there + length]:
            continue
        if start <= places[there] < start + length:
            continue
        targets = [places[there - 1] + 1 if there else 0, *(place + 1 for place in places[there : there + length])]
        yield start, length, [new for old, new in zip((-1, *targets), targets, strict=False) if new != old]


def _common_runs(hyp: str, ref: str) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of words that both texts have: the starts in both, and the length."""
    occurrences: dict[str, list[int]] = {}
    for place, letter in enumerate(ref):
        occurrences.setdefault(letter, []).append(place)
    for start, letter in enumerate(hyp):
        for there in occurrences.get(letter, ()):
            if abs(there - start) > _FARTHEST_SHIFT:
                continue
            most = min(_LONGEST_SHIFT, len(hyp) - start, len(ref) - there)
            for length in range(1, most + 1):
                if hyp[start + length - 1] != ref[there + length - 1]:
                    break
                yield start, there, length


def _shift(words: str, start: int, length: int, target: int) -> str:
    """Move a run of words so that it stands before the word that is now at `target`, or as far on from itself."""
    run, rest = words[start : start + length], words[:start] + words[start + length :]
    if target > start + length:
        target -= length
    return rest[:target] + run + rest[target:]


def _align(hyp: str, ref: str, rows: Sequence[Sequence[int]]) -> _Alignment:
    """Align the words by the shortest path; among equals, pairs come before dropped words, and those before added."""
    hyp_wrong: list[str] = []
    ref_wrong: list[str] = []
    places: list[int] = []
    i, j = len(hyp), len(ref)
    while i or j:
        wrong = not (i and j) or hyp[i - 1] != ref[j - 1]
        paired = bool(i and j) and rows[i][j] == rows[i - 1][j - 1] + wrong
        dropped = not paired and bool(i) and rows[i][j] == rows[i - 1][j] + 1
        if not dropped:
            places.append(i - 1)
            ref_wrong.append("1" if wrong or not paired else "0")
            j -= 1
        if paired or dropped:
            hyp_wrong.append("1" if wrong or dropped else "0")
            i -= 1
    return _Alignment("".join(reversed(hyp_wrong)), "".join(reversed(ref_wrong)), places[::-1])


def _is_near(hyp: str, ref: str, distance: int) -> bool:
    """Say whether every shortest path stays within the beam, where `distance` is the one without it."""
    more = abs(len(hyp) - len(ref))
    return more + (distance - more) // 2 + 1 < _BEAM


def _distances(hyp: str, ref: str) -> list[list[int]]:
    """Return the edit distances of all beginnings of `hyp` (rows) from all beginnings of `ref` (columns).

    As in sacrebleu, only a beam around the diagonal is looked at; what lies outside is far.
    """
    size = len(ref) + 1
    slope = len(ref) / len(hyp) if hyp else 1.0
    beam = math.ceil(slope / 2 + _BEAM) if slope / 2 > _BEAM else _BEAM
    above = list(range(size))
    rows = [above]
    for number, letter in enumerate(hyp, start=1):
        middle = math.floor(number * slope)
        low, high = max(0, middle - beam), size if number == len(hyp) else min(size, middle + beam)
        row = [_FAR] * low
        left = corner = _FAR
        if low:
            corner = above[low - 1]
        else:
            row.append(number)
            left, corner, low = number, above[0], 1
        for other, up in zip(ref[low - 1 : high - 1], above[low:high], strict=True):
            cost = corner if letter == other else corner + 1
            if up < cost:
                cost = up + 1
            if left < cost:
                cost = left + 1
            row.append(cost)
            left, corner = cost, up
        row += [_FAR] * (size - high)
        rows.append(row)
        above = row
    return rows
