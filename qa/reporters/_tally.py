"""What the reporters for people share: counts, places and quotations of findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from qa.core.display import counted, number, visible
from qa.core.findings import Finding, Severity
from qa.core.report import NotChecked, Report, Verdict
from qa.reporters._located import Files

_LONGEST, _AROUND = 160, 1000


def by_severity(findings: Iterable[Finding]) -> dict[Severity, list[Finding]]:
    """Return the findings grouped, the worst first; within a group in the order of the text."""
    groups: dict[Severity, list[Finding]] = {severity: [] for severity in sorted(Severity, reverse=True)}
    for finding in findings:
        groups[finding.severity].append(finding)
    return {severity: group for severity, group in groups.items() if group}


def by_reason(items: Iterable[NotChecked]) -> Mapping[str, list[NotChecked]]:
    """Return what was not checked, grouped by the reason."""
    reasons: dict[str, list[NotChecked]] = {}
    for item in items:
        reasons.setdefault(item.why, []).append(item)
    return reasons


def why_not_checked(items: Iterable[NotChecked]) -> Mapping[str, list[str]]:
    """Return the names of what was not checked, grouped by the reason."""
    return {why: [item.what for item in same] for why, same in by_reason(items).items()}


def articles(report: Report) -> tuple[str, str]:
    """Return how a report names its articles, and their languages: the file's name, or how many files there are."""
    documents = report.documents
    name = documents[0].path if len(documents) == 1 else f"{len(documents):,} files"
    return visible(name), ", ".join(dict.fromkeys(document.language for document in documents))


def outcome(verdict: Verdict) -> str:
    """Return the verdict in one word: pass, fail or incomplete."""
    return "pass" if verdict.passed else "fail" if verdict.reasons else "incomplete"


def beside(report: Report) -> Iterator[str]:
    """Yield what there is to say of findings that are not shown, and of an earlier report."""
    for reason, count in Counter(each.reason for each in report.known if each.kind == "external").items():
        yield f"known: {counted(count, 'finding')} {visible(reason)}"
    if ignored := sum(each.kind == "inSource" for each in report.known):
        yield f"known: {counted(ignored, 'finding')} ignored by a comment"
    if stale := len(report.stale):
        yield f"stale: {counted(stale, 'finding')} of the baseline {'is' if stale == 1 else 'are'} gone"
    for each in report.changes:
        means = f"{number(each.before, 1)} a segment before, {number(each.after, 1)} now"
        judged = f"{'worse' if each.worse else 'not worse'}, p = {each.p:.3f}"
        yield f"{each.metric}: {means} ({each.segments} segments, {judged})"


class Places:
    """Looks up the text and the line of findings in the files of a report."""

    def __init__(self, report: Report) -> None:
        self._files = Files(report)
        self._segments = report.named_segments
        self._article = report.documents[0].path if len(report.documents) == 1 else ""

    def position(self, finding: Finding) -> str:
        """Return line and column, from 1, after the file's name where it is not the only article."""
        place = self.place(finding)
        return place.removeprefix(f"{visible(self._article)}:") if self._article else place

    def place(self, finding: Finding) -> str:
        """Return the file's name, line and column, from 1."""
        line, column = self._files.position(finding.span.path, finding.span.start)
        return f"{visible(finding.span.path)}:{line}:{column}"

    def quote(self, finding: Finding, context: int) -> tuple[str, str, str]:
        """Return what stands before the finding, its text, and what stands after, within the same paragraph.

        The text is that of the segment, without markup, where the finding lies in one; otherwise the file's.
        """
        text, start, end = self._around(finding)
        before, after = text[max(0, start - 4 * context) : start], text[end : end + 4 * context]
        before = re.split(r"[\r\n]", before)[-1]
        after = re.split(r"[\r\n]", after, maxsplit=1)[0]
        if len(before) > context:
            before = "…" + (before[-context:].partition(" ")[2] or before[-context // 2 :])
        if len(after) > context:
            after = (after[:context].rpartition(" ")[0] or after[: context // 2]) + "…"
        return visible(before), _shorten(visible(text[start:end])), visible(after)

    def _around(self, finding: Finding) -> tuple[str, int, int]:
        span = finding.span
        segment = self._segments.get((span.path, finding.key))
        if segment is not None and span.start < span.end:
            place = segment.target.find(span.start, span.end)
            if place is not None and segment.target.place(*place) == (span.start, span.end):
                return segment.target.text, *place
        low = max(0, span.start - _AROUND)
        return self._files.text(span.path, low, span.end + _AROUND), span.start - low, span.end - low


def _shorten(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"
