"""A comparison as Markdown, for an issue or a merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.comparison.cells import (
    DIFFERENCES,
    ERRORS,
    difference_cells,
    error_cells,
    signatures_of_scores,
    signatures_of_tests,
)
from qa.comparison.results import Bucket, Compared, Comparison, Piece
from qa.core.display import number, score_cells, score_names, visible
from qa.lang.tags import display_name
from qa.reporters.markdown import escape

_SHOWN = 10


def markdown(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the comparison."""
    yield f"# Comparison with {_plain(comparison.baseline)}"
    yield from ("", f"{comparison.segments:,} segments in {display_name(comparison.language)}.", "")
    yield from (f"Left out: {_plain(item.what)}: {_plain(item.why)}.\n" for item in comparison.left_out)
    metrics = [score.metric for score in comparison.baseline_scores]
    every = [(comparison.baseline, comparison.baseline_scores), *((own.name, own.scores) for own in comparison.systems)]
    if metrics:
        rows = ([_plain(name), *score_cells(scores, metrics)] for name, scores in every)
        yield from _table(("system", *score_names(comparison.baseline_scores)), rows)
    else:
        yield "No score could be computed."
    for system in comparison.systems:
        yield from _system(system, comparison)
    yield from ("", f"{comparison.method}.", "")
    yield from (f"- {metric}: `{signature}`" for metric, signature in signatures_of_scores(comparison))
    yield from (f"- `{signature}`" for signature in signatures_of_tests(comparison))
    yield from (f"- not checked, {_plain(why)}: {_plain(items)}" for why, items in comparison.gaps.items())


def _system(system: Compared, comparison: Comparison) -> Iterator[str]:
    yield from ("", f"## {_plain(system.name)}", "")
    if system.against:
        yield from _table(("metric", *DIFFERENCES), difference_cells(system))
        yield ""
        yield from (f"- {', '.join(metrics)}: {meaning}" for meaning, metrics in system.meanings.items())
    if errors := error_cells(system):
        yield ""
        yield from _table(ERRORS, errors)
    if system.buckets:
        metrics = [own.metric for own in system.against]
        yield ""
        yield from _table(("segments", "number", *metrics), (_bucket(own, metrics) for own in system.buckets))
    for example in system.examples[:_SHOWN]:
        one, other = example.scores
        yield from ("", f"**{_plain(example.key)}**, {comparison.leading} {number(one)} and {number(other)}", "")
        if example.reference:
            yield f"- reference: {_plain(example.reference)}"
        yield f"- {_marked(example.baseline)}"
        yield f"- {_marked(example.system)}"


def _bucket(bucket: Bucket, metrics: Iterable[str]) -> list[str]:
    cells = (
        f"{number(bucket.baseline[name])} → {number(bucket.system[name])}" if name in bucket.system else "-"
        for name in metrics
    )
    return [f"{bucket.kind}: {_plain(bucket.name)}", str(bucket.segments), *cells]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (header, ["---"] * len(header), *rows):
        yield f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return escape(visible(text))


def _marked(pieces: tuple[Piece, ...]) -> str:
    """Return a text with the words in bold that the other one lacks."""
    return "".join(_plain(piece.text) if piece.same else _bold(piece.text) for piece in pieces) or "(empty)"


def _bold(text: str) -> str:
    """Return words in bold; the spaces around them stay outside, where Markdown wants them."""
    inner = text.strip()
    start, _, end = text.partition(inner) if inner else (text, "", "")
    return f"{start}**{_plain(inner)}**{end}" if inner else text
