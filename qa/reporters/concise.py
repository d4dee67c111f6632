"""The reporter `concise`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from qa.core.contracts import Reporter
from qa.core.display import counted, visible
from qa.core.report import NotChecked, Report
from qa.reporters._tally import Places, beside, by_reason

_MOST, _FIRST = 5, 3


@dataclass(frozen=True)
class Concise(Reporter):
    """One line for each finding, `path:line:column: severity check: message`, as compilers write them.

    What was not checked and the verdict follow; of a long list that nobody asked for only the first names are given.
    Editors and terminals make links of such lines.
    """

    shows_scores = False

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings, one a line."""
        places = Places(report)
        for finding in report.findings:
            place = places.place(finding)
            stream.write(f"{place}: {finding.severity.label} {finding.check}: {visible(finding.message)}\n")
        for why, items in by_reason(report.verdict.not_checked).items():
            stream.write(f"not checked: {_named(items)}: {visible(why)}\n")
        stream.writelines(f"{line}\n" for line in beside(report))
        verdict = "pass" if report.verdict.passed else ", ".join(report.verdict.reasons) or "incomplete"
        stream.write(f"{counted(len(report.documents), 'file')}: {verdict}\n")


def _named(items: Sequence[NotChecked]) -> str:
    names = [item.what for item in items]
    if len(names) > _MOST and not any(item.asked for item in items):
        return f"{', '.join(names[:_FIRST])} and {len(names) - _FIRST} more"
    return ", ".join(names)
