"""The reporter `sarif`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, ClassVar, TextIO
from urllib.parse import quote

from qa import __version__
from qa.core.contracts import Reporter
from qa.core.findings import Evidence, Severity
from qa.core.report import NotChecked, Report, Rule
from qa.reporters._located import Files, Located, located

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "note",
}  # fmt: skip


@dataclass(frozen=True)
class Sarif(Reporter):
    """SARIF 2.1.0, which GitHub code scanning and many editors read.

    Each check is a rule with its manual page. Columns count code points. Findings that are known or ignored are there
    as suppressed, with the reason. What was not checked is a notification.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".sarif",)

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the report as one run."""
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
        json.dump(log, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


def _run(report: Report) -> dict[str, Any]:
    files = Files(report)
    items = list(located(report, (*report.findings, *(each.finding for each in report.known)), files))
    results = [_result(item, files) for item in items]
    rules = _rules(report, items)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    for result in results:
        result["ruleIndex"] = numbers[result["ruleId"]]
    _mark(report, results)
    return {
        "tool": {
            "driver": {"name": "translation-qa", "version": __version__, "semanticVersion": __version__, "rules": rules}
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(report.verdict.not_checked)],
        "artifacts": [{"location": {"uri": _uri(document.path)}, "encoding": "utf-8"} for document in report.documents],
        "results": results,
    }


def _rules(report: Report, items: Iterable[Located]) -> list[dict[str, Any]]:
    """Return the checks that ran, and any other that something was found by."""
    rules = {rule.check: rule for rule in report.rules}
    for item in items:
        found = item.finding
        rules.setdefault(found.check, Rule(found.check, found.category, found.severity, found.check, found.category))
    return [_rule(rules[name]) for name in sorted(rules)]


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.check,
        "name": "".join(part.capitalize() for part in rule.check.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.manual, "markdown": _fenced(rule.manual)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["translation", *rule.category.split("/")], "category": rule.category},
    }


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def _invocation(left: Sequence[NotChecked]) -> dict[str, Any]:
    return {
        "executionSuccessful": not any(item.asked for item in left),
        "toolExecutionNotifications": [
            {"level": "warning" if item.asked else "note", "message": {"text": f"not checked: {item.what}: {item.why}"}}
            for item in left
        ],
    }


def _mark(report: Report, results: Sequence[dict[str, Any]]) -> None:
    """Say which results are new and which are known."""
    new = len(report.findings)
    for result in results[:new] if report.sifted else ():
        result["baselineState"] = "new"
    for result, known in zip(results[new:], report.known, strict=True):
        result["suppressions"] = [{"kind": known.kind, "status": "accepted", "justification": known.reason}]
        if known.kind == "external":
            result["baselineState"] = "unchanged"


def _result(item: Located, files: Files) -> dict[str, Any]:
    finding, fix = item.finding, item.finding.fix
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "level": _LEVELS[finding.severity],
        "rank": round(100 * finding.confidence, 1),
        "message": {"text": finding.message},
        "locations": [_location(item.path, finding.span.start, finding.span.end, files)],
        "partialFingerprints": {"translationQa/v1": item.fingerprint},
        "properties": {
            "category": finding.category,
            "severity": finding.severity.label,
            "confidence": finding.confidence,
            "suggestion": finding.suggestion,
        },
    }
    if finding.evidence:
        result["relatedLocations"] = [
            _evidence(number, evidence, files) for number, evidence in enumerate(finding.evidence, start=1)
        ]
    if fix is not None:
        replacement = {
            "deletedRegion": _region(item.path, fix.start, fix.end, files),
            "insertedContent": {"text": fix.text},
        }
        change = {"artifactLocation": {"uri": _uri(item.path)}, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": f"write: {fix.text}"}, "artifactChanges": [change]}]
    return result


def _evidence(number: int, evidence: Evidence, files: Files) -> dict[str, Any]:
    place = _location(evidence.path, evidence.start, evidence.end, files) if evidence.path else {}
    return {"id": number, "message": {"text": evidence.text}, **place}


def _location(path: str, start: int, end: int, files: Files) -> dict[str, Any]:
    region = _region(path, start, end, files)
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _region(path: str, start: int, end: int, files: Files) -> dict[str, Any]:
    line, column = files.position(path, start)
    end_line, end_column = files.position(path, end)
    region: dict[str, Any] = {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    }  # fmt: skip
    text = files.text(path, start, end)
    return region | ({"snippet": {"text": text}} if text else {})


def _uri(path: str) -> str:
    """Return a relative path as a relative reference, and an absolute one as a file's address."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(os.fsencode(PurePath(path).as_posix()))
