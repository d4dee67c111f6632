"""What the command `qa glossary check` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa.cli.app import FAILED, PASSED
from qa.cli.listing import FORMATS, Cell, Listing, write_csv, write_html
from qa.cli.output import written
from qa.cli.outputs import check_format, write_json
from qa.config.settings import gate_of
from qa.core.display import counted, visible
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.inspect import Fault, inspect
from qa.glossary.records import cells_of
from qa.inputs.opened import read_base

_HEADER = ("path", "line", "severity", "kind", "message", "concept", "language", "term")


def run_check(path: Path, form: str, output: Path | None, fail_on: str) -> int:
    """Write what is wrong with a base, and return the exit code."""
    check_format(form, FORMATS)
    gate = gate_of(fail_on)
    base = read_base(path)[1]
    faults = inspect(base)
    with written(output, [path]) as stream:
        if form == "json":
            write_json(_checked(path, base, faults), stream)
        elif form == "text":
            stream.writelines(f"{line}\n" for line in _lines(path, base, faults))
        else:
            (write_csv if form == "csv" else write_html)(_listing(path, base, faults), stream)
    worst = max([fault.severity for fault in faults] + [problem.severity for problem in base.problems], default=None)
    return FAILED if gate is not None and worst is not None and worst >= gate else PASSED


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
                "line": _line(fault),
                "terms": [_said(term) for term in fault.terms],
            }
            for fault in faults
        ],
        "problems": [{"entry": problem.key, "message": problem.message} for problem in base.problems],
    }


def _said(term: Term) -> dict[str, Any]:
    return {name: value for name, value in cells_of(term).items() if value} | ({"line": term.line} if term.line else {})


def _line(fault: Fault) -> int | None:
    """Return the line of the entry to look at: the last of those that the fault concerns, None where none is known."""
    return max((term.line for term in fault.terms), default=0) or None


def _lines(path: Path, base: Glossary, faults: Sequence[Fault]) -> Iterator[str]:
    for problem in base.problems:
        yield visible(f"{path}: {problem.severity.label} unreadable-entry {problem.message}")
    for fault in faults:
        where = f' (concept "{fault.terms[0].concept}"{_on_lines(fault)})' if fault.terms else ""
        yield visible(f"{path}: {fault.severity.label} {fault.kind} {fault.message}{where}")
    yield _summary(base, faults)


def _on_lines(fault: Fault) -> str:
    lines = sorted({term.line for term in fault.terms if term.line})
    return f", line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}" if lines else ""


def _summary(base: Glossary, faults: Sequence[Fault]) -> str:
    concepts = len({term.concept for term in base.terms})
    found = counted(len(faults) + len(base.problems), "fault")
    return f"{counted(len(base.terms), 'term')} of {counted(concepts, 'concept')}; {found}"


def _listing(path: Path, base: Glossary, faults: Sequence[Fault]) -> Listing:
    found = [
        (problem.key.removeprefix("line "), problem.severity.label, "unreadable-entry", problem.message, "", "", "")
        for problem in base.problems
    ]
    for fault in faults:
        term = fault.terms[0] if fault.terms else Term("", "", "")
        kind = (str(_line(fault) or ""), fault.severity.label, fault.kind, fault.message)
        found.append((*kind, term.concept, term.language, term.text))
    rows = tuple((Cell(str(path)), *map(Cell, row[:-1]), Cell(row[-1], row[-2])) for row in found)
    return Listing(f"Faults of {path}", _summary(base, faults), _HEADER, rows)
