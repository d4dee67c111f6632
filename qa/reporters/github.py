"""The reporter `github`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from qa.core.contracts import Reporter
from qa.core.display import visible
from qa.core.findings import Severity
from qa.core.report import Report
from qa.reporters._located import located

_COMMANDS = {
    Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "notice",
}  # fmt: skip


@dataclass(frozen=True)
class Github(Reporter):
    """Workflow commands that annotate the changed files of a pull request on GitHub.

    What was not checked becomes a notice. Nothing in a text can be taken for a command.

    Limits: GitHub shows ten errors and ten warnings of one step; SARIF has no such limit.
    """

    def write(self, report: Report, stream: TextIO) -> None:
        """Write a command for each finding."""
        stream.writelines(f"{line}\n" for line in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    for item in located(report):
        finding = item.finding
        place = {"file": item.path, "line": item.line, "endLine": item.end_line, "col": item.column}
        if item.line == item.end_line:
            place["endColumn"] = max(item.column, item.end_column - 1)
        properties = place | {"title": f"{finding.check} ({finding.severity.label})"}
        yield _command(_COMMANDS[finding.severity], properties, finding.message)
    for left in report.verdict.not_checked:
        yield _command("notice", {"title": "not checked"}, f"{left.what}: {left.why}")


def _command(name: str, properties: dict[str, object], message: str) -> str:
    """Return a workflow command, escaped as https://github.com/actions/toolkit does in core/src/command.ts."""
    given = ",".join(f"{key}={_property(visible(str(value)))}" for key, value in properties.items())
    return f"::{name} {given}::{_data(visible(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
