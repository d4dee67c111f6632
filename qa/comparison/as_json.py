"""A comparison as plain values; schema `qa-compare/1`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from qa import __version__
from qa.comparison.results import Compared, Comparison, Example, Piece
from qa.core.report import NotChecked, Score


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison in the shape of the public contract."""
    return {
        "schema": "qa-compare/1",
        "tool": {"name": "translation-qa", "version": __version__},
        "language": comparison.language,
        "segments": comparison.segments,
        "test": comparison.test,
        "correction": comparison.correction,
        "baseline": {"name": comparison.baseline, "scores": _scores(comparison.baseline_scores)},
        "systems": [_system(system, comparison.leading) for system in comparison.systems],
        "not_checked": _notes(comparison.not_checked),
        "left_out": _notes(comparison.left_out),
    }


def _notes(items: tuple[NotChecked, ...]) -> list[dict[str, str]]:
    return [{"what": item.what, "why": item.why} for item in items]


def _scores(scores: tuple[Score, ...]) -> list[dict[str, Any]]:
    return [asdict(score) for score in scores]


def _system(system: Compared, leading: str | None) -> dict[str, Any]:
    return {
        "name": system.name,
        "scores": _scores(system.scores),
        "differences": [asdict(against) for against in system.against],
        "errors": [asdict(errors) | {"change": errors.change} for errors in system.errors],
        "buckets": [asdict(bucket) for bucket in system.buckets],
        "examples": [_example(example, leading) for example in system.examples],
    }


def _example(example: Example, leading: str | None) -> dict[str, Any]:
    baseline, system = example.scores
    return {
        "key": example.key,
        "source": example.source,
        "reference": example.reference,
        "metric": leading,
        "baseline": {"text": _text(example.baseline), "score": baseline, "differs": _places(example.baseline)},
        "system": {"text": _text(example.system), "score": system, "differs": _places(example.system)},
    }


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _places(pieces: tuple[Piece, ...]) -> list[list[int]]:
    """Return where the words stand that the other text lacks, as [start, end) in code points."""
    found: list[list[int]] = []
    end = 0
    for piece in pieces:
        start, end = end, end + len(piece.text)
        if not piece.same:
            found.append([start, end])
    return found
