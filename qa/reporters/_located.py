"""What the reporters for programs share: findings with their lines, columns, texts and fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import Any

from qa.core.assemble import UNREADABLE
from qa.core.findings import Finding
from qa.core.fingerprints import digests, fingerprints
from qa.core.large_text import lines_of
from qa.core.report import Report

_STEP = 1024


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the lines and columns of its start and its end, from 1, in code points, the end exclusive.

    `fingerprint` is its name from one run to the next.
    """

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    fingerprint: str

    @property
    def path(self) -> str:
        """The file that the finding points into."""
        return self.finding.span.path


class Files:
    """The contents of a report's files, by path, and the lines of each."""

    def __init__(self, report: Report) -> None:
        self._contents = {file.path: file.content for file in report.files}
        self._lines = {path: lines_of(content) for path, content in self._contents.items()}
        self._bytes: dict[str, list[int]] = {}

    def text(self, path: str, start: int, end: int) -> str:
        """Return the characters of a file; none where the file is not in the report."""
        return self._contents.get(path, "")[start:end]

    def position(self, path: str, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        return self._lines[path].position(offset) if path in self._lines else (1, 1)

    def bytes_before(self, path: str, offset: int) -> int:
        """Return how many bytes of UTF-8 stand before an offset; a long line takes no longer than a short one."""
        content = self._contents.get(path, "")
        if path not in self._bytes:
            parts = (content[start : start + _STEP] for start in range(0, len(content), _STEP))
            self._bytes[path] = [0, *accumulate(len(_utf8(part)) for part in parts)]
        steps = min(offset, len(content)) // _STEP
        return self._bytes[path][steps] + len(_utf8(content[steps * _STEP : offset]))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def located(report: Report, findings: Iterable[Finding] | None = None, files: Files | None = None) -> Iterator[Located]:
    """Yield the findings with their places, by default all of the report."""
    chosen = report.findings if findings is None else tuple(findings)
    files = files or Files(report)
    names = digests(fingerprints(report, chosen))
    for finding, name in zip(chosen, names, strict=True):
        span = finding.span
        line, column = files.position(span.path, span.start)
        end_line, end_column = files.position(span.path, span.end)
        text = files.text(span.path, span.start, span.end)
        yield Located(finding, line, column, end_line, end_column, text, name)


def as_object(item: Located) -> dict[str, Any]:
    """Return a finding as plain values, in the shape of the public contract."""
    finding, fix = item.finding, item.finding.fix
    return {
        "check": finding.check,
        "also": list(finding.also),
        "category": finding.category,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "message": finding.message,
        "path": item.path,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
        "text": item.text,
        "segment": finding.key if finding.check != UNREADABLE else None,
        "suggestion": finding.suggestion,
        "fix": None if fix is None else {"start": fix.start, "end": fix.end, "text": fix.text},
        "evidence": [asdict(evidence) for evidence in finding.evidence],
        "fingerprint": item.fingerprint,
    }
