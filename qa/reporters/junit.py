"""The reporter `junit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO
from xml.etree.ElementTree import Element

from qa.core.contracts import Reporter
from qa.core.report import NotChecked, Report
from qa.reporters._located import Located, located
from qa.reporters._xml import add, clean, write


@dataclass(frozen=True)
class Junit(Reporter):
    """JUnit's XML, which nearly every build server shows: a suite for each file, a failed test for each finding.

    A file without findings is a test that passed. What was asked for and could not be checked is a skipped test.
    """

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the suites."""
        by_path: dict[str, list[Located]] = {document.path: [] for document in report.documents}
        for item in located(report):
            by_path.setdefault(item.path, []).append(item)
        skipped = [left for left in report.verdict.not_checked if left.asked]
        root = Element("testsuites", name="translation-qa")
        for path, items in by_path.items():
            _suite(root, path, items)
        if skipped:
            _not_checked(root, skipped)
        tests = sum(max(1, len(items)) for items in by_path.values()) + len(skipped)
        counts = {"tests": tests, "failures": len(report.findings), "errors": 0, "skipped": len(skipped)}
        root.attrib |= {name: str(count) for name, count in counts.items()}
        write(root, stream)


def _suite(root: Element, path: str, items: list[Located]) -> None:
    suite = add(root, "testsuite", name=path, tests=max(1, len(items)), failures=len(items), errors=0, skipped=0)
    if not items:
        add(suite, "testcase", name="no findings", classname=path, file=path)
    for item in items:
        finding = item.finding
        name = f"{item.line}:{item.column} {finding.check}"
        case = add(suite, "testcase", name=name, classname=path, file=path, line=item.line)
        failure = add(case, "failure", type=finding.severity.label, message=finding.message)
        wanted = f"\nsuggestion: {clean(finding.suggestion)}" if finding.suggestion else ""
        failure.text = f"{clean(item.path)}:{name}\ntext: {clean(item.text)}{wanted}"


def _not_checked(root: Element, skipped: list[NotChecked]) -> None:
    count = len(skipped)
    suite = add(root, "testsuite", name="not checked", tests=count, failures=0, errors=0, skipped=count)
    for left in skipped:
        add(add(suite, "testcase", name=left.what, classname="not checked"), "skipped", message=left.why)
