"""The reporter `json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TextIO

from qa import __version__
from qa.core.assemble import UNREADABLE
from qa.core.contracts import Reporter
from qa.core.findings import Finding
from qa.core.lines import Lines
from qa.core.passage import Passage
from qa.core.report import Report, Score, ScoredSegment


@dataclass(frozen=True)
class Json(Reporter):
    """The whole report as one JSON object, for programs; schema `qa-report/1`.

    Offsets are code points in the file as decoded (without a byte order mark), `end` exclusive, and
    `text == content[start:end]`; lines and columns count from 1.
    """

    indent: int | None = 2

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the report as JSON."""
        json.dump(as_json(report), stream, ensure_ascii=False, indent=self.indent)
        stream.write("\n")


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as plain values, in the shape of the public contract."""
    contents = {document.path: document.content for document in (*report.documents, *report.companions)}
    counts = Counter(scored.segment.target.path for scored in report.segments)
    lines = {path: Lines.of(content) for path, content in contents.items()}
    return {
        "schema": "qa-report/1",
        "tool": {"name": "translation-qa", "version": __version__},
        "title": report.title,
        "documents": [
            {
                "path": document.path,
                "language": document.language,
                "source_language": document.source_language,
                "words": words,
                "segments": counts[document.path],
            }
            for document, words in zip(report.documents, report.words, strict=True)
        ],
        "verdict": {
            "pass": report.verdict.passed,
            "reasons": list(report.verdict.reasons),
            "not_checked": [{"what": item.what, "why": item.why} for item in report.verdict.not_checked],
        },
        "mqm": None if report.mqm is None else asdict(report.mqm),
        "fluency": None if report.fluency is None else _fluency(report.fluency),
        "scores": [asdict(score) for score in report.scores],
        "findings": [_finding(finding, contents, lines) for finding in report.findings],
        "segments": [_segment(scored) for scored in report.segments],
    }


def _fluency(score: Score) -> dict[str, Any]:
    return {"score": score.value, "interval": score.interval, "signature": score.signature}


def _finding(finding: Finding, contents: Mapping[str, str], lines: Mapping[str, Lines]) -> dict[str, Any]:
    span = finding.span
    line, column = lines[span.path].position(span.start) if span.path in lines else (1, 1)
    fix = finding.fix
    return {
        "check": finding.check,
        "also": list(finding.also),
        "category": finding.category,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "message": finding.message,
        "path": span.path,
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "text": contents.get(span.path, "")[span.start : span.end],
        "segment": finding.key if finding.check != UNREADABLE else None,
        "suggestion": finding.suggestion,
        "fix": None if fix is None else {"start": fix.start, "end": fix.end, "text": fix.text},
        "evidence": [asdict(evidence) for evidence in finding.evidence],
    }


def _segment(scored: ScoredSegment) -> dict[str, Any]:
    segment = scored.segment
    start, end = segment.target.place(0, len(segment.target.text))
    return {
        "key": segment.key,
        "path": segment.target.path,
        "start": start,
        "end": end,
        "target": segment.target.text,
        "source": _text(segment.source),
        "references": [reference.text for reference in segment.references],
        "scores": dict(scored.scores),
    }


def _text(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text
