"""The reporter `concise`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from qa.core.contracts import Reporter
from qa.core.display import counted, visible
from qa.core.report import Report
from qa.reporters._tally import Places, beside, why_not_checked


@dataclass(frozen=True)
class Concise(Reporter):
    """One line for each finding, `path:line:column: severity check: message`, as compilers write them.

    What was not checked and the verdict follow. Editors and terminals make links of such lines.
    """

    shows_scores = False

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings, one a line."""
        places = Places(report)
        for finding in report.findings:
            place = places.place(finding)
            stream.write(f"{place}: {finding.severity.label} {finding.check}: {visible(finding.message)}\n")
        for why, what in why_not_checked(report.verdict.not_checked).items():
            stream.write(f"not checked: {', '.join(what)}: {visible(why)}\n")
        stream.writelines(f"{line}\n" for line in beside(report))
        verdict = "pass" if report.verdict.passed else ", ".join(report.verdict.reasons) or "incomplete"
        stream.write(f"{counted(len(report.documents), 'file')}: {verdict}\n")
