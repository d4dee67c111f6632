"""A comparison as Markdown, for an issue or a merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.comparison.results import Bucket, Compared, Comparison, Piece, Verdict
from qa.core.display import change, changes, number, score_cells, score_names, visible
from qa.lang.tags import display_name
from qa.reporters.markdown import escape

_SHOWN = 10
SAID: dict[Verdict, str] = {"better": "fewer", "worse": "more", "none": "may be chance"}
"""What is said of the errors of a kind."""


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
    scored = dict.fromkeys((score.metric, score.signature) for score in comparison.baseline_scores)
    yield from (f"- {metric}: `{signature}`" for metric, signature in scored)
    tests = dict.fromkeys(against.signature for system in comparison.systems for against in system.against)
    yield from (f"- `{signature}`" for signature in tests)
    yield from (f"- not checked, {_plain(why)}: {_plain(items)}" for why, items in comparison.gaps.items())


def _system(system: Compared, comparison: Comparison) -> Iterator[str]:
    yield from ("", f"## {_plain(system.name)}", "")
    if system.against:
        yield from _differences(system)
    changed = [errors for errors in system.errors if errors.change]
    if changed:
        yield ""
        rows = (
            [own.category, str(own.baseline), str(own.system), f"{own.change:+d}", f"{own.corrected_p:.4f}",
             SAID[own.verdict]]
            for own in changed
        )  # fmt: skip
        yield from _table(("errors found", "baseline", "system", "change", "corrected p", ""), rows)
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


def _differences(system: Compared) -> Iterator[str]:
    yield from _table(
        ("metric", "difference", "interval", "p", "corrected p", "wins", "losses"),
        (
            [own.metric, change(own.difference), changes(own.interval), f"{own.p:.4f}", f"{own.corrected_p:.4f}",
             count(own.wins), count(own.losses)]
            for own in system.against
        ),
    )  # fmt: skip
    yield ""
    yield from (f"- {', '.join(metrics)}: {meaning}" for meaning, metrics in system.meanings.items())


def _bucket(bucket: Bucket, metrics: Iterable[str]) -> list[str]:
    cells = (
        f"{number(bucket.baseline[name])} → {number(bucket.system[name])}" if name in bucket.system else "-"
        for name in metrics
    )
    return [f"{bucket.kind}: {_plain(bucket.name)}", str(bucket.segments), *cells]


def count(segments: int | None) -> str:
    """Return a number of segments for people."""
    return "-" if segments is None else f"{segments:,}"


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
