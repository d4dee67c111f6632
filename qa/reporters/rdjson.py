"""The reporter `rdjson`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TextIO

from qa.core.contracts import Reporter
from qa.core.findings import Severity
from qa.core.report import Report
from qa.reporters._located import Files, Located, located

_SEVERITIES = {
    Severity.CRITICAL: "ERROR", Severity.MAJOR: "ERROR", Severity.MINOR: "WARNING", Severity.NEUTRAL: "INFO",
}  # fmt: skip


@dataclass(frozen=True)
class Rdjson(Reporter):
    """Reviewdog's diagnostic format, for review comments on many platforms; certain fixes become suggestions.

    Columns count bytes of UTF-8 from 1, as the format asks for.
    """

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings as one JSON object."""
        files = Files(report)
        diagnostics = [_diagnostic(item, files) for item in located(report, files=files)]
        json.dump({"source": {"name": "translation-qa"}, "diagnostics": diagnostics}, stream, ensure_ascii=False)
        stream.write("\n")


def _diagnostic(item: Located, files: Files) -> dict[str, Any]:
    finding, fix = item.finding, item.finding.fix
    place = {"path": item.path, "range": _range(item.path, finding.span.start, finding.span.end, files)}
    made: dict[str, Any] = {
        "message": finding.message,
        "location": place,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.check},
    }
    if fix is not None:
        made["suggestions"] = [{"range": _range(item.path, fix.start, fix.end, files), "text": fix.text}]
    return made


def _range(path: str, start: int, end: int, files: Files) -> dict[str, Any]:
    return {"start": _position(path, start, files), "end": _position(path, end, files)}


def _position(path: str, offset: int, files: Files) -> dict[str, int]:
    line, column = files.position(path, offset)
    return {
        "line": line,
        "column": files.bytes_before(path, offset) - files.bytes_before(path, offset - column + 1) + 1,
    }
