"""What the commands `qa glossary ...` do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa.cli.app import FAILED, PASSED, UNCHECKED
from qa.cli.output import written
from qa.core.display import visible
from qa.core.errors import SettingsError
from qa.core.findings import Finding, Severity
from qa.core.terms import Term
from qa.glossary.audit import Place, Usage, audit
from qa.glossary.base import Glossary
from qa.glossary.files import format_named, format_of
from qa.glossary.inspect import Fault, inspect
from qa.glossary.records import cells_of
from qa.inputs import Named, read_base, read_document, read_glossaries
from qa.lang.tags import canonical

_NEVER = "never"
_SHOWN = 5


def run_check(path: Path, form: str, output: Path | None, fail_on: str) -> int:
    """Write what is wrong with a base, and return the exit code."""
    _check_format(form)
    gate = _gate(fail_on)
    base = read_base(path)[1]
    faults = inspect(base)
    with written(output, [path]) as stream:
        if form == "json":
            stream.write(_json(_checked(path, base, faults)))
        else:
            stream.writelines(f"{line}\n" for line in _lines(path, base, faults))
    worst = max([fault.severity for fault in faults] + [problem.severity for problem in base.problems], default=None)
    return FAILED if gate is not None and worst is not None and worst >= gate else PASSED


def run_convert(source: Path, output: Path, form: str | None) -> int:
    """Write a base in another format; return 3 where an entry could not be read."""
    target = format_named(form) if form else format_of(str(output))
    if form is None and output.suffix.lower() not in target.suffixes:
        raise SettingsError(f"{output}: no format is known by this ending; name one with -f")
    base = read_base(source)[1]
    data = target.write(base.terms)
    with written(output, [source]) as stream:
        stream.buffer.write(data)
    for problem in base.problems:
        sys.stderr.write(visible(f"{source}: {problem.message}") + "\n")
    return UNCHECKED if base.problems else PASSED


def run_audit(
    paths: Sequence[Path], bases: Sequence[Path], language: str | None, form: str, output: Path | None
) -> int:
    """Write how the concepts of the bases are named in the texts."""
    _check_format(form)
    base, _ = read_glossaries(bases)
    tag = canonical(language) if language else None
    documents = [read_document(Named(path, tag)) for path in dict.fromkeys(paths)]
    usages = audit(documents, base or Glossary())
    with written(output, [*paths, *bases]) as stream:
        if form == "json":
            content = {"schema": "qa-glossary-audit/1", "concepts": [_usage(usage) for usage in usages]}
            stream.write(_json(content))
        else:
            stream.writelines(f"{line}\n" for line in _audited(usages))
    return FAILED if any(not term.is_good for usage in usages for term, _ in usage.forms) else PASSED


def _check_format(form: str) -> None:
    if form not in ("text", "json"):
        raise SettingsError(f'there is no format "{form}" here; there are: text, json')


def _gate(fail_on: str) -> Severity | None:
    names = {severity.label: severity for severity in Severity if severity is not Severity.NEUTRAL}
    if fail_on != _NEVER and fail_on not in names:
        raise SettingsError(f'--fail-on takes {", ".join(names)} or {_NEVER}, not "{fail_on}"')
    return names.get(fail_on)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _checked(path: Path, base: Glossary, faults: Sequence[Fault]) -> dict[str, Any]:
    return {
        "schema": "qa-glossary-check/1",
        "path": str(path),
        "terms": len(base.terms),
        "concepts": len({term.concept for term in base.terms}),
        "languages": sorted({term.language for term in base.terms}),
        "faults": [
            {
                "kind": fault.kind,
                "severity": fault.severity.label,
                "message": fault.message,
                "terms": [_said(term) for term in fault.terms],
            }
            for fault in faults
        ],
        "problems": [{"entry": problem.key, "message": problem.message} for problem in base.problems],
    }


def _said(term: Term) -> dict[str, str]:
    return {name: value for name, value in cells_of(term).items() if value}


def _lines(path: Path, base: Glossary, faults: Sequence[Fault]) -> Iterator[str]:
    problems: tuple[Finding, ...] = base.problems
    for problem in problems:
        yield visible(f"{path}: {problem.severity.label} unreadable-entry {problem.message}")
    for fault in faults:
        where = f' (concept "{fault.terms[0].concept}")' if fault.terms else ""
        yield visible(f"{path}: {fault.severity.label} {fault.kind} {fault.message}{where}")
    concepts = len({term.concept for term in base.terms})
    yield f"{len(base.terms)} terms of {concepts} concepts; {len(faults) + len(problems)} faults"


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column, "text": place.text}


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "concept": usage.concept,
        "language": usage.language,
        "used": sum(len(places) for _, places in usage.forms),
        "drifts": usage.drifts,
        "forms": [
            {"term": term.text, "status": term.status.value, "count": len(places), "places": [*map(_place, places)]}
            for term, places in usage.forms
        ],
        "untranslated": [*map(_place, usage.untranslated)],
    }


def _audited(usages: Sequence[Usage]) -> Iterator[str]:
    for usage in usages:
        if not usage.wavers:
            continue
        drift = ", differently from document to document" if usage.drifts else ""
        yield visible(f"{usage.concept} ({usage.language}): {len(usage.forms)} forms{drift}")
        for term, places in usage.forms:
            yield visible(f'  "{term.text}" ({term.status}): {len(places)} times: {_where(places)}')
        if usage.untranslated:
            count = len(usage.untranslated)
            yield visible(f"  none of the base's forms: {count} times: {_where(usage.untranslated)}")
    unused = [usage.concept for usage in usages if not usage.forms and not usage.untranslated]
    used = len(usages) - len(unused)
    yield f"{used} concepts used, {len(unused)} never"
    if unused:
        yield visible(f"never used: {', '.join(unused)}")


def _where(places: Sequence[Place]) -> str:
    shown = ", ".join(f"{place.path}:{place.line}:{place.column}" for place in places[:_SHOWN])
    return shown + (f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else "")
