"""JSON lines in the shape that this product shares with its users: one judged translation a line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from qa.core.errors import InputError
from qa.gold.rows import HumanSpan, Judged, is_human, languages_of, objects, severity_of

_LOWER_IS_BETTER = frozenset({"hter", "ter", "critical_error"})


def sniff(fields: Mapping[str, Any]) -> bool:
    """Say whether the first object has a translation."""
    return "mt" in fields


def read(content: str, path: str) -> list[Judged]:
    """Read `{"lp", "system", "doc", "seg_id", "source", "references", "mt", "scores", "spans", "domain"}`, none of which must be there.

    A row without `mt` says that the system gave no output: its translation is empty. Scores are as they stand, higher is better,
    except `hter`, `ter` and `critical_error`, which are turned round. A span of side `none` has no place. A row without spans was judged free of errors
    where others of its language pair have some, unless it lacks the score that they have. Where a human translation
    is judged, a reference with the very same words is itself, and is left out.

    Raises:
        InputError: a line is no such object, or a span lies outside its text.
    """  # noqa: E501
    rows = []
    for line, fields in objects(content, path):
        try:
            rows.append(_row(fields, line.number))
        except (InputError, TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
            raise InputError(f"{path}:{line.number}: cannot be used: {_plain(error)}") from error
    return _without_errors(rows)


def _plain(error: Exception) -> str:
    return f"the field {error} is missing" if isinstance(error, KeyError) else str(error)


def _row(fields: Mapping[str, Any], number: int) -> Judged:
    pair, target = str(fields.get("lp") or ""), _text(fields.get("mt"), "mt") or ""
    system = str(fields.get("system") or "")
    source = _text(fields.get("source"), "source")
    place = [str(fields[name]) for name in ("doc", "seg_id") if fields.get(name) is not None]
    return Judged(
        pair=pair,
        languages=languages_of(pair),
        system=system,
        doc=str(fields.get("doc") or ""),
        item=":".join(place) if "seg_id" in fields else str(source or f"line {number}"),
        target=target,
        source=source,
        references=_references(fields.get("references"), system, target),
        scores=dict(_scores(_mapping(fields, "scores"))),
        spans=tuple(_span(span, target) for span in fields["spans"]) if fields.get("spans") else None,
        domain=str(fields.get("domain") or ""),
    )


def _text(value: object, name: str) -> str | None:
    """Return a text; None where nothing stands, or NaN, which tables put there."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if not isinstance(value, str):
        raise InputError(f"the field '{name}' is no text: {value!r}")
    return value


def _mapping(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name) or {}
    if not isinstance(value, Mapping):
        raise InputError(f"the field '{name}' is no object with names and values: {value!r}")
    return value


def _references(given: object, system: str, target: str) -> tuple[str, ...]:
    values: Iterable[object] = (
        given.values() if isinstance(given, Mapping) else (given if isinstance(given, list) else [given])
    )
    texts = [text for value in values if (text := _text(value, "references"))]
    return tuple(text for text in texts if not (is_human(system) and text == target))


def _scores(given: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    for name, value in given.items():
        if value is not None:
            yield name, -float(value) if name in _LOWER_IS_BETTER else float(value)


def _span(given: Mapping[str, Any], target: str) -> HumanSpan:
    side = str(given.get("side") or "target")
    start, end = (0, 0) if side == "none" else (int(given["start"]), int(given["end"]))
    if side == "target" and not 0 <= start <= end <= len(target):
        raise InputError(f"the span {start} to {end} lies outside the translation, which has {len(target)} characters")
    category, rater = str(given.get("category") or ""), str(given.get("rater") or "")
    return HumanSpan(start, end, severity_of(given.get("severity")), side, category, rater)


def _without_errors(rows: list[Judged]) -> list[Judged]:
    """Give no spans, rather than unknown ones, to the rows in which people found nothing."""
    marked = {row.pair for row in rows if row.spans is not None}
    scored = {row.pair for row in rows if row.spans is not None and row.scores}
    return [
        replace(row, spans=())
        if row.spans is None and row.pair in marked and (row.scores or row.pair not in scored)
        else row
        for row in rows
    ]
