"""The reporter `checkstyle`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TextIO
from xml.etree.ElementTree import Element

from qa.core.contracts import Reporter
from qa.core.findings import Severity
from qa.core.report import Report
from qa.reporters._located import located
from qa.reporters._xml import add, write

_SEVERITIES = {
    Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "info",
}  # fmt: skip


@dataclass(frozen=True)
class Checkstyle(Reporter):
    """Checkstyle's XML, which Jenkins, reviewdog and many editors read."""

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings of each file."""
        root = Element("checkstyle", version="8.0")
        for path, items in groupby(sorted(located(report), key=lambda item: item.path), lambda item: item.path):
            file = add(root, "file", name=path)
            for item in items:
                add(
                    file,
                    "error",
                    line=item.line,
                    column=item.column,
                    severity=_SEVERITIES[item.finding.severity],
                    message=item.finding.message,
                    source=f"translation-qa.{item.finding.check}",
                )
        write(root, stream)
