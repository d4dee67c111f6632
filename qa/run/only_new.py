"""Tells new findings from those that are known already and those in text that was not changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa.core.findings import Finding
from qa.core.fingerprints import fingerprints
from qa.core.large_text import lines_of
from qa.core.report import Known, Report
from qa.judge.baseline import Baseline
from qa.run.changes import Changes


@dataclass(frozen=True, slots=True)
class OnlyNew:
    """What makes a finding old: that a baseline knows it, or that git says that its text was not changed."""

    baseline: Baseline | None = None
    changes: Changes | None = None

    def sift(self, report: Report) -> Report:
        """Return the report with its old findings among those that are known."""
        if self.baseline is not None:
            prints = fingerprints(report, report.findings)
            divided = self.baseline.divide(prints, {document.path for document in report.documents})
            report = _aside(replace(report, stale=divided.stale), divided.known, "in the baseline")
        if self.changes is not None:
            touched = _Touched(report, self.changes)
            old = tuple(not touched.by(finding) for finding in report.findings)
            report = _aside(report, old, f"in text unchanged since {self.changes.since}")
        return replace(report, sifted=True)


def _aside(report: Report, old: tuple[bool, ...], reason: str) -> Report:
    pairs = list(zip(report.findings, old, strict=True))
    known = tuple(Known(finding, "external", reason) for finding, is_old in pairs if is_old)
    fresh = tuple(finding for finding, is_old in pairs if not is_old)
    return replace(report, findings=fresh, known=report.known + known)


class _Touched:
    """Looks up whether a finding, or anything of its segment, stands in changed lines."""

    def __init__(self, report: Report, changes: Changes) -> None:
        self._changes = changes
        self._lines = {file.path: lines_of(file.content) for file in report.files}
        self._segments = report.named_segments

    def by(self, finding: Finding) -> bool:
        segment = self._segments.get((finding.span.path, finding.key))
        places = [(span.path, span.start, span.end) for span in finding.spans]
        if segment is not None:
            texts = (segment.target, *segment.references, *([segment.source] if segment.source is not None else []))
            places += [(text.path, *text.place(0, len(text.text))) for text in texts]
        return any(self._is_changed(*place) for place in places)

    def _is_changed(self, path: str, start: int, end: int) -> bool:
        if path not in self._lines:
            return False
        first, last = (self._lines[path].position(offset)[0] for offset in (start, max(start, end - 1)))
        return self._changes.touch(path, first, last)
