"""The reporter `text`."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, ClassVar, TextIO

from qa.core.contracts import Reporter
from qa.core.display import counted, interval, number, visible
from qa.core.findings import Finding, Severity
from qa.core.report import Report, Score
from qa.reporters._tally import Places, articles, beside, by_severity, why_not_checked

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "dim",
}
_CONTEXT = 36


@dataclass(frozen=True)
class Text(Reporter):
    """The report for a terminal: verdict, scores, findings by severity with the text marked, what was not checked.

    Colours only on a terminal that has them, and not where NO_COLOR is set.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".log")

    width: int | None = None

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the report as text."""
        from rich.console import Console

        page = stream if stream.isatty() else StringIO()
        console = Console(file=page, width=self._width(stream), highlight=False, soft_wrap=False)
        _Page(report, console).print()
        if isinstance(page, StringIO):
            # Cells are filled with spaces up to their width.
            stream.writelines(f"{line.rstrip(' ')}\n" for line in page.getvalue().removesuffix("\n").split("\n"))

    def _width(self, stream: TextIO) -> int | None:
        return self.width or (None if stream.isatty() else 100)


class _Page:
    def __init__(self, report: Report, console: Console) -> None:
        self._console, self._report, self._places = console, report, Places(report)

    def print(self) -> None:
        """Print the whole report."""
        self._head()
        self._scores()
        for severity, findings in by_severity(self._report.findings).items():
            self._findings(severity, findings)
        self._beside()
        self._not_checked()
        self._signatures()
        self._verdict()

    def _head(self) -> None:
        from rich.text import Text as Line

        name, languages = articles(self._report)
        size = f"{counted(sum(self._report.words), 'word')}, {counted(len(self._report.segments), 'segment')}"
        line = Line(name, style="bold")
        line.append(f"   {languages}, {size}", style="dim")
        self._console.print(line)

    def _scores(self) -> None:
        from rich.table import Table

        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True, style="dim")
        table.add_column(style="dim", overflow="fold")
        mqm = self._report.mqm
        if mqm is not None:
            outcome = "passes" if mqm.passed else "does not pass"
            told = f"{counted(mqm.penalty, 'penalty point')}, {mqm.per_1000_words:.0f} per 1,000 words"
            calibrated = f"calibrated {mqm.calibrated:.1f}, {outcome} at {mqm.threshold:g}"
            table.add_row("MQM", number(mqm.score), interval(mqm.interval, mqm.score), f"{told}; {calibrated}")
        for score in _every(self._report):
            table.add_row(_name(score), number(score.value), interval(score.interval, score.value), "")
        self._console.print()
        self._console.print(table)

    def _signatures(self) -> None:
        from rich.text import Text as Line

        self._console.print()
        self._console.print(Line("Signatures of the scores; their intervals are 95 %", style="bold"))
        rows = [(_name(score), score.signature) for score in _every(self._report)]
        if self._report.mqm is not None:
            rows.insert(0, ("MQM", self._report.mqm.model))
        for name, signature in rows:
            self._console.print(Line(f"  {name}: {signature}", style="dim"), soft_wrap=True)

    def _findings(self, severity: Severity, findings: list[Finding]) -> None:
        from rich.table import Table
        from rich.text import Text as Line

        self._console.print()
        title = Line(f"{severity.label.capitalize()} ({len(findings)})", style=_STYLES[severity])
        self._console.print(title)
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(justify="right", no_wrap=True, style="dim")
        table.add_column(overflow="fold", ratio=3)
        table.add_column(overflow="fold", ratio=4)
        for finding in findings:
            before, text, after = self._places.quote(finding, _CONTEXT)
            marked = Line(before, style="dim")
            marked.append(text or "‸", style=_STYLES[severity] + " underline")
            marked.append(after)
            message = Line(visible(finding.message))
            message.append(f"  {finding.check} {finding.confidence:.0%}", style="dim")
            table.add_row(self._places.position(finding), marked, message)
        self._console.print(table)

    def _beside(self) -> None:
        from rich.text import Text as Line

        for index, line in enumerate(beside(self._report)):
            if not index:
                self._console.print()
            self._console.print(Line(line))

    def _not_checked(self) -> None:
        from rich.padding import Padding
        from rich.text import Text as Line

        reasons = why_not_checked(self._report.verdict.not_checked)
        if not reasons:
            return
        self._console.print()
        self._console.print(Line("Not checked", style="bold"))
        for why, what in reasons.items():
            self._console.print(Padding(Line(f"{', '.join(what)}: {why}"), (0, 0, 0, 2)))

    def _verdict(self) -> None:
        from rich.text import Text as Line

        verdict = self._report.verdict
        self._console.print()
        if verdict.passed:
            self._console.print(Line("Pass", style="bold green"))
        elif not verdict.reasons:
            self._console.print(Line("Incomplete: something that was asked for was not checked", style="bold yellow"))
        else:
            self._console.print(
                Line("Fail", style="bold red").append(f": {', '.join(verdict.reasons)}", style="not bold")
            )


def _name(score: Score) -> str:
    return {"bleu": "BLEU", "chrf": "chrF2++", "ter": "TER", "fluency": "Fluency", "estimate": "Estimate"}.get(
        score.metric, score.metric
    )


def _every(report: Report) -> tuple[Score, ...]:
    return ((report.fluency,) if report.fluency else ()) + report.scores
