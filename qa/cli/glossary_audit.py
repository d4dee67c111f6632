"""What the command `qa glossary audit` does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa.cli.app import FAILED, PASSED, UNCHECKED
from qa.cli.glossary_texts import Read, Texts, read
from qa.cli.listing import FORMATS, Cell, Listing, write_csv, write_html
from qa.cli.output import written
from qa.cli.outputs import check_format, write_json
from qa.config.settings import gate_of
from qa.core.display import counted, visible
from qa.core.findings import Severity
from qa.glossary.audit import Place, Places, Usage, audit
from qa.glossary.base import Glossary
from qa.glossary.unlisted import audit_unlisted
from qa.inputs.opened import read_glossaries

_SHOWN = 5
_HEADER = ("concept", "language", "form", "status", "count", "path", "line", "column", "text")
_NONE = "none of the base's forms"


def run_audit(texts: Texts, bases: Sequence[Path], form: str, output: Path | None, fail_on: str) -> int:
    """Write how names and terms are rendered in the texts, and return the exit code."""
    check_format(form, FORMATS)
    gate = gate_of(fail_on)
    found = read(texts, references=False)
    paths = tuple(bases) or found.glossaries
    base, _ = read_glossaries(paths)
    places = Places(found.documents)
    usages = audit_unlisted(found.segments, places) if base is None else audit(found.segments, base, places)
    not_checked = [*found.problems, *(_without_terms(found, base) if base is not None else ())]
    with written(output, [*found.files, *paths]) as stream:
        if form == "json":
            write_json(_audited(usages, not_checked, listed=base is not None), stream)
        elif form == "text":
            stream.writelines(f"{line}\n" for line in (_lines(usages) if base is not None else _unlisted(usages)))
        else:
            (write_csv if form == "csv" else write_html)(_listing(usages, listed=base is not None), stream)
    sys.stderr.writelines(visible(line) + "\n" for line in not_checked)
    worst = max((_severity(usage, listed=base is not None) for usage in usages), default=Severity.NEUTRAL)
    if gate is not None and worst >= gate:
        return FAILED
    return UNCHECKED if not_checked else PASSED


def _without_terms(found: Read, base: Glossary) -> Iterator[str]:
    for language in dict.fromkeys(segment.target_lang for segment in found.segments):
        if not base.in_language(language):
            yield f'not checked: the term base has no terms in the language "{language}"'


def _severity(usage: Usage, *, listed: bool) -> Severity:
    """Return how bad a usage is: with a base, a form that it advises against; without one, several forms."""
    if listed:
        return Severity.NEUTRAL if all(term.is_good for term, _ in usage.forms) else Severity.MAJOR
    return Severity.MINOR if usage.wavers else Severity.NEUTRAL


def _audited(usages: Sequence[Usage], not_checked: Sequence[str], *, listed: bool) -> dict[str, Any]:
    concepts = [_usage(usage, listed=listed) for usage in usages]
    return {"schema": "qa-glossary-audit/1", "concepts": concepts, "not_checked": list(not_checked)}


def _usage(usage: Usage, *, listed: bool) -> dict[str, Any]:
    return {
        "concept": usage.concept,
        "language": usage.language,
        "severity": _severity(usage, listed=listed).label,
        "used": sum(len(places) for _, places in usage.forms),
        "drifts": usage.drifts,
        "forms": [
            {
                "term": term.text,
                "status": term.status.value if listed else None,
                "count": len(places),
                "places": [*map(_place, places)],
            }
            for term, places in usage.forms
        ],
        "untranslated": [*map(_place, usage.untranslated)],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column, "text": place.text}


def _listing(usages: Sequence[Usage], *, listed: bool) -> Listing:
    rows = []
    for usage in usages:
        forms = [(term.text, term.status.value if listed else "", places) for term, places in usage.forms]
        forms += [("", _NONE, usage.untranslated)] if usage.untranslated else []
        for text, status, places in forms or [("", "never used", ())]:
            shown = places or (Place("", 0, 0, ""),)
            rows += [_row(usage, text, status, len(places), place) for place in shown]
    lines = _lines(usages) if listed else _unlisted(usages)
    title = "How the texts name the concepts of the term base" if listed else "Names and terms rendered in several ways"
    return Listing(title, next(line for line in lines if line.endswith((" never", " ways"))), _HEADER, tuple(rows))


def _row(usage: Usage, text: str, status: str, times: int, place: Place) -> tuple[Cell, ...]:
    return (
        Cell(usage.concept),
        Cell(usage.language),
        Cell(text, usage.language),
        Cell(status),
        Cell(times),
        Cell(place.path),
        Cell(place.line or ""),
        Cell(place.column or ""),
        Cell(place.text, usage.language),
    )


def _lines(usages: Sequence[Usage]) -> Iterator[str]:
    for usage in usages:
        if not usage.wavers:
            continue
        drift = ", differently from document to document" if usage.drifts else ""
        yield visible(f"{usage.concept} ({usage.language}): {counted(len(usage.forms), 'form')}{drift}")
        for term, places in usage.forms:
            yield visible(f'  "{term.text}" ({term.status}): {_times(places)}')
        if usage.untranslated:
            yield visible(f"  {_NONE}: {_times(usage.untranslated)}")
    unused = [usage.concept for usage in usages if not usage.forms and not usage.untranslated]
    used = len(usages) - len(unused)
    yield f"{counted(used, 'concept')} used, {len(unused)} never"
    if unused:
        yield visible(f"never used: {', '.join(unused)}")


def _unlisted(usages: Sequence[Usage]) -> Iterator[str]:
    for usage in usages:
        total = sum(len(places) for _, places in usage.forms)
        yield visible(f'"{usage.concept}" ({usage.language}): {len(usage.forms)} ways, {total} places')
        for term, places in usage.forms:
            yield visible(f'  "{term.text}": {_times(places)}')
    yield f"{len(usages)} names and terms rendered in several ways"


def _times(places: Sequence[Place]) -> str:
    """Return how often a form stands in the texts, and where."""
    shown = ", ".join(f"{place.path}:{place.line}:{place.column}" for place in places[:_SHOWN])
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return f"{counted(len(places), 'time')}: {shown}{more}"
