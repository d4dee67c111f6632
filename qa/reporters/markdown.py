"""The reporter `markdown`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, TextIO

from qa.core.contracts import Reporter
from qa.core.display import interval, number, visible
from qa.core.findings import Finding, Severity
from qa.core.report import Report
from qa.reporters._tally import Places, articles, beside, by_severity, outcome, why_not_checked

_SPECIAL = re.compile(r"(?P<name>[@#]|www(?=\.))|[\\`*_{}\[\]<>()+!|~&:]", re.IGNORECASE)
_CONTEXT = 30


@dataclass(frozen=True)
class Markdown(Reporter):
    """The report for a pull-request comment: verdict, scores and a table of findings, in GitHub's Markdown.

    Stays under GitHub's limit of 65,536 characters: what does not fit is counted, not shown.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    most: int = 60

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the report as Markdown."""
        stream.write("\n".join(self._lines(report)) + "\n")

    def _lines(self, report: Report) -> Iterator[str]:
        verdict = report.verdict
        reasons = f": {escape(', '.join(verdict.reasons))}" if verdict.reasons else ""
        yield f"### Translation quality: {outcome(verdict)}{reasons}"
        yield ""
        name, languages = articles(report)
        yield f"{escape(name)} ({languages}, {sum(report.words):,} words)"
        yield ""
        yield from _scores(report)
        places = Places(report)
        for severity, findings in by_severity(report.findings).items():
            yield from self._findings(severity, findings, places)
        if lines := [escape(line) for line in beside(report)]:
            yield from ("", *(f"- {line}" for line in lines))
        reasons_not = why_not_checked(verdict.not_checked)
        if reasons_not:
            yield ""
            yield "**Not checked**"
            yield ""
            for why, what in reasons_not.items():
                yield f"- {escape(', '.join(what))}: {escape(why)}"

    def _findings(self, severity: Severity, findings: list[Finding], places: Places) -> Iterator[str]:
        yield ""
        yield f"<details{' open' if severity >= Severity.MAJOR else ''}>"
        yield f"<summary><b>{severity.label.capitalize()}: {len(findings)}</b></summary>"
        yield ""
        yield "| line | text | what is wrong | check |"
        yield "| ---: | --- | --- | --- |"
        for finding in findings[: self.most]:
            before, text, after = places.quote(finding, _CONTEXT)
            marked = f"{escape(before)}<ins><b>{escape(text) or '‸'}</b></ins>{escape(after)}"
            message = escape(visible(finding.message))
            place = escape(places.position(finding))
            yield f"| {place} | {marked} | {message} | {finding.check} {finding.confidence:.0%} |"
        if len(findings) > self.most:
            yield f"| | | and {len(findings) - self.most} more | |"
        yield ""
        yield "</details>"


def _scores(report: Report) -> Iterator[str]:
    yield "| score | value | 95 % interval |"
    yield "| --- | ---: | --- |"
    if report.mqm is not None:
        yield f"| MQM | {number(report.mqm.score)} | {interval(report.mqm.interval, report.mqm.score)} |"
    for score in (*((report.fluency,) if report.fluency else ()), *report.scores):
        name = f'<span title="{escape(score.signature)}">{score.metric}</span>'
        yield f"| {name} | {number(score.value)} | {interval(score.interval, score.value)} |"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it and nothing in it acts: no markup, no link, no mention.

    People, issues and addresses are looked for in the page that was made, so that a comment has to divide their names.
    """
    return _SPECIAL.sub(lambda match: f"{match[0]}<!-- -->" if match["name"] else f"&#{ord(match[0])};", text)
