"""A comparison of systems as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.cli.table import table
from qa.comparison.cells import (
    DIFFERENCES,
    ERRORS,
    difference_cells,
    error_cells,
    signatures_of_scores,
    signatures_of_tests,
)
from qa.comparison.results import Bucket, Compared, Comparison, Piece
from qa.core.display import change, number, score_cells, score_names, visible
from qa.lang.tags import display_name

_SHOWN = 5


def lines_of(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the comparison; JSON and HTML say more."""
    language = display_name(comparison.language)
    yield f"{comparison.segments:,} segments in {language}, against {visible(comparison.baseline)}"
    yield from (f"Left out: {visible(item.what)}: {item.why}" for item in comparison.left_out)
    metrics = [score.metric for score in comparison.baseline_scores]
    every = [(comparison.baseline, comparison.baseline_scores), *((own.name, own.scores) for own in comparison.systems)]
    yield ""
    header = ("system", *score_names(comparison.baseline_scores))
    if metrics:
        yield from table(header, [(visible(name), *score_cells(scores, metrics)) for name, scores in every])
    else:
        yield "  No score could be computed."
    for system in comparison.systems:
        yield from _system(system, comparison)
    yield ""
    yield comparison.method
    yield from (f"  {metric}: {signature}" for metric, signature in signatures_of_scores(comparison))
    yield from (f"  {signature}" for signature in signatures_of_tests(comparison))
    yield from (f"Not checked, {why}: {items}" for why, items in comparison.gaps.items())


def _system(system: Compared, comparison: Comparison) -> Iterator[str]:
    yield from ("", f"{visible(system.name)} against {visible(comparison.baseline)}")
    if system.against:
        yield from table(("", *DIFFERENCES), difference_cells(system))
    yield from (f"  {', '.join(metrics)}: {meaning}" for meaning, metrics in system.meanings.items())
    if comparison.checked:
        yield ""
        errors = error_cells(system)
        yield from table(ERRORS, errors) if errors else ("  As many errors were found of each category.",)
    if system.buckets:
        yield ""
        metrics = [own.metric for own in system.against]
        header = ("segments", "number", *(f"{metric}, change" for metric in metrics))
        yield from table(header, [_bucket(bucket, metrics) for bucket in system.buckets])
    for example in system.examples[:_SHOWN]:
        one, other = example.scores
        yield from ("", f"  {visible(example.key)}, {comparison.leading} {number(one)} and {number(other)}")
        if example.reference:
            yield f"    = {visible(example.reference)}"
        yield f"    - {_marked(example.baseline)}"
        yield f"    + {_marked(example.system)}"


def _bucket(bucket: Bucket, metrics: Iterable[str]) -> tuple[str, ...]:
    found = (
        change(bucket.system[metric] - bucket.baseline[metric]) if metric in bucket.system else "-"
        for metric in metrics
    )
    return (visible(f"{bucket.kind}: {bucket.name}"), str(bucket.segments), *found)


def _marked(pieces: tuple[Piece, ...]) -> str:
    """Return a text with the words in brackets that the other one lacks."""
    return visible(
        "".join(piece.text if piece.same or not piece.text.strip() else f"[{piece.text}]" for piece in pieces)
        or "(empty)"
    )
