"""The reporter `gitlab`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TextIO

from qa.core.contracts import Reporter
from qa.core.findings import Severity
from qa.core.report import Report
from qa.reporters._located import located

_SEVERITIES = {
    Severity.CRITICAL: "critical", Severity.MAJOR: "major", Severity.MINOR: "minor", Severity.NEUTRAL: "info",
}  # fmt: skip


@dataclass(frozen=True)
class Gitlab(Reporter):
    """A code quality report for GitLab, which shows the findings in a merge request.

    Name it in `artifacts: reports: codequality`. GitLab tells new findings from old ones by their fingerprints.
    """

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings as a JSON list."""
        issues = [
            {
                "type": "issue",
                "check_name": item.finding.check,
                "description": item.finding.message,
                "categories": ["Style"],
                "severity": _SEVERITIES[item.finding.severity],
                "fingerprint": item.fingerprint,
                "location": {
                    "path": PurePath(item.path).as_posix(),
                    "positions": {
                        "begin": {"line": item.line, "column": item.column},
                        "end": {"line": item.end_line, "column": item.end_column},
                    },
                },
            }
            for item in located(report)
        ]
        json.dump(issues, stream, ensure_ascii=False, indent=2)
        stream.write("\n")
