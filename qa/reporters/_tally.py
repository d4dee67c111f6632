"""What the reporters for people share: counts, places and quotations of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qa.core.findings import Finding, Severity
from qa.core.lines import Lines
from qa.core.report import NotChecked, Report, Verdict

_LONGEST = 160
_HIDDEN = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def visible(text: str) -> str:
    """Return `text` with line breaks as spaces, and control and direction characters written out."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ").translate(_HIDDEN)


def by_severity(findings: Iterable[Finding]) -> dict[Severity, list[Finding]]:
    """Return the findings grouped, the worst first; within a group in the order of the text."""
    groups: dict[Severity, list[Finding]] = {severity: [] for severity in sorted(Severity, reverse=True)}
    for finding in findings:
        groups[finding.severity].append(finding)
    return {severity: group for severity, group in groups.items() if group}


def why_not_checked(items: Iterable[NotChecked]) -> Mapping[str, list[str]]:
    """Return what was not checked, grouped by the reason."""
    reasons: dict[str, list[str]] = {}
    for item in items:
        reasons.setdefault(item.why, []).append(item.what)
    return reasons


def outcome(verdict: Verdict) -> str:
    """Return the verdict in one word: pass, fail or incomplete."""
    return "pass" if verdict.passed else "fail" if verdict.reasons else "incomplete"


class Places:
    """Looks up the text and the line of findings in the files of a report."""

    def __init__(self, report: Report) -> None:
        documents = (*report.documents, *report.companions)
        self._contents = {document.path: document.content for document in documents}
        self._lines = {path: Lines.of(content) for path, content in self._contents.items()}

    def position(self, finding: Finding) -> tuple[int, int]:
        """Return line and column, from 1."""
        lines = self._lines.get(finding.span.path)
        return lines.position(finding.span.start) if lines else (1, 1)

    def quote(self, finding: Finding, context: int) -> tuple[str, str, str]:
        """Return what stands before the finding, its text, and what stands after, cut to the same paragraph."""
        content = self._contents.get(finding.span.path, "")
        start, end = finding.span.start, finding.span.end
        before = content[max(0, start - context) : start].rpartition("\n")[2]
        after = content[end : end + context].partition("\n")[0]
        if start > context and "\n" not in content[start - context : start]:
            before = "…" + before.partition(" ")[2]
        if len(after) == context:
            after = after.rpartition(" ")[0] + "…"
        return visible(before), _shorten(visible(content[start:end])), visible(after)


def _shorten(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"
