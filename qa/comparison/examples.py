"""The segments on which two systems differ most, and the words in which they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel

from qa.comparison.results import Example, Piece
from qa.core.report import ScoredSegment
from qa.lang.words import words

_EXAMPLES = 20


def examples(
    baseline: Sequence[ScoredSegment], system: Sequence[ScoredSegment], metric: str, most: int = _EXAMPLES
) -> tuple[Example, ...]:
    """Return the segments whose scores by `metric` lie farthest apart, the farthest first.

    Half of them are those where the system scores more, half those where it does not, if there are as many.
    """
    pairs = [
        (one, other)
        for one, other in zip(baseline, system, strict=True)
        if metric in one.scores and metric in other.scores and one.segment.target.text != other.segment.target.text
    ]
    gaps = [other.scores[metric] - one.scores[metric] for one, other in pairs]
    farthest = sorted(range(len(pairs)), key=lambda place: -abs(gaps[place]))
    sides = [[place for place in farthest if gaps[place] > 0], [place for place in farthest if gaps[place] <= 0]]
    fewest = min(map(len, sides))
    chosen = {place for side in sides for place in side[: max(most // 2, most - fewest)]}
    return tuple(_example(*pairs[place], metric) for place in farthest if place in chosen)


def _example(one: ScoredSegment, other: ScoredSegment, metric: str) -> Example:
    segment = one.segment
    before, after = difference(segment.target.text, other.segment.target.text, segment.target_lang)
    return Example(
        key=segment.key,
        language=segment.target_lang,
        source_language=segment.source_lang,
        source=None if segment.source is None else segment.source.text,
        reference=segment.references[0].text if segment.references else None,
        baseline=before,
        system=after,
        scores=(one.scores[metric], other.scores[metric]),
    )


def difference(one: str, other: str, language: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut two texts where their words differ. The pieces of each, joined, are the text again."""
    first, second = _tokens(one, language), _tokens(other, language)
    before: list[Piece] = []
    after: list[Piece] = []
    for operation in Indel.opcodes(first, second):
        same = operation.tag == "equal"
        before += [Piece(token, same) for token in first[operation.src_start : operation.src_end]]
        after += [Piece(token, same) for token in second[operation.dest_start : operation.dest_end]]
    return _joined(before), _joined(after)


def _tokens(text: str, language: str) -> list[str]:
    """Return the words of a text, and each character between them."""
    found: list[str] = []
    end = 0
    for word in words(text, language):
        found += [*text[end : word.start], word.text]
        end = word.end
    return [*found, *text[end:]]


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours that are alike; spaces differ only within what differs, or where nothing else does."""
    runs = _runs(pieces)
    last = len(runs) - 1
    inner = _runs(
        Piece(run.text, run.same and not (0 < place < last and run.text.isspace())) for place, run in enumerate(runs)
    )
    return _runs(part for run in inner for part in _without_edges(run))


def _runs(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(
        Piece("".join(piece.text for piece in run), same) for same, run in groupby(pieces, key=lambda piece: piece.same)
    )


def _without_edges(run: Piece) -> Iterator[Piece]:
    """Divide the spaces at the ends from what differs between them."""
    words = run.text.strip()
    if run.same or not words or words == run.text:
        yield run
        return
    start, _, end = run.text.partition(words)
    yield from (Piece(text, same) for text, same in ((start, True), (words, False), (end, True)) if text)
