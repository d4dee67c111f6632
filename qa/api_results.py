"""What `qa.check` and `qa.score` return: data with tables, frames and a view for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup, escape

from qa.core.display import counted, interval, number, visible
from qa.core.findings import Finding
from qa.core.report import Mqm, NotChecked, Report, Score, ScoredSegment
from qa.core.tables import Table
from qa.run.examine import Measured
from qa.systems import Group, groups


@dataclass(frozen=True, slots=True, repr=False)
class Checked(Table):
    """The errors found in a translation. A row of the table is a finding, its offsets counted in its segment."""

    report: Report

    def __repr__(self) -> str:
        score = f"; MQM {number(self.mqm.score)}" if self.mqm else ""
        found = counted(len(self.findings), "finding")
        return f"<Checked: {found} in {counted(len(self.report.segments), 'segment')}{score}>"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, in the order of the text; offsets count in the whole text, segments joined by line breaks."""
        return self.report.findings

    @property
    def mqm(self) -> Mqm | None:
        """The MQM score; None for a text without words."""
        return self.report.mqm

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return self.report.verdict.passed

    @property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """What could not be checked, and why."""
        return self.report.verdict.not_checked

    def records(self) -> list[dict[str, Any]]:
        """Return one row for each finding; `fix` is what certainly belongs there, `suggestion` what may."""
        targets = {scored.segment.key: scored.segment.target for scored in self.report.segments}
        content = self.report.documents[0].content
        rows = []
        for finding in self.findings:
            start, end = finding.span.start, finding.span.end
            base = targets[finding.key].place(0, 0)[0] if finding.key in targets else 0
            rows.append(
                {
                    "segment": finding.key,
                    "start": start - base,
                    "end": end - base,
                    "text": content[start:end],
                    "check": finding.check,
                    "category": finding.category,
                    "severity": finding.severity.label,
                    "confidence": finding.confidence,
                    "message": finding.message,
                    "suggestion": finding.suggestion,
                    "fix": finding.fix.text if finding.fix else None,
                }
            )
        return rows

    def _repr_html_(self) -> str:
        columns = ("segment", "text", "severity", "message", "suggestion")
        if not self.findings:
            return "<p>Nothing was found.</p>"
        return _table(columns, ([row[name] for name in columns] for row in self.records()))


@dataclass(frozen=True, slots=True, repr=False)
class Scored(Table):
    """The scores of translations. A row of the table is a segment."""

    system: Measured

    def __repr__(self) -> str:
        scores = ", ".join(f"{score.metric} {number(score.value)}" for score in self.scores)
        return f"<Scored: {len(self.segments)} segments; {scores or 'no score'}>"

    @property
    def scores(self) -> tuple[Score, ...]:
        """The scores of the whole, with intervals and signatures."""
        return self.system.scores

    @property
    def segments(self) -> tuple[ScoredSegment, ...]:
        """The segments with their own scores."""
        return self.system.segments

    @property
    def not_scored(self) -> tuple[NotChecked, ...]:
        """The scores that could not be computed, and why."""
        return self.system.not_scored

    def __getitem__(self, metric: str) -> Score:
        """Return the score by a metric.

        Raises:
            KeyError: it was not computed; the message says why.
        """
        for score in self.scores:
            if score.metric == metric:
                return score
        why = {item.what: item.why for item in self.not_scored}.get(metric, "it was not asked for")
        raise KeyError(f"{metric}: {why}")

    def groups(self, by: Literal["document", "domain"]) -> tuple[Group, ...]:
        """Return the scores of each document or domain, in their order; segments without one are left out."""
        return groups(self.system, by)

    def records(self) -> list[dict[str, Any]]:
        """Return one row for each segment: its text, and its score by each metric that scores single segments.

        BLEU does where it was asked for by name. Documents and domains are there where they were given.
        """
        scored = {name for own in self.segments for name in own.scores}
        metrics = [name for metric in self.system.metrics if (name := metric.id()) in scored]
        told = [by for by in ("document", "domain") if any(getattr(own.segment, by) for own in self.segments)]
        return [
            {"segment": own.segment.key}
            | {by: getattr(own.segment, by) for by in told}
            | {"target": own.segment.target.text}
            | {metric: own.scores.get(metric) for metric in metrics}
            for own in self.segments
        ]

    def _repr_html_(self) -> str:
        rows = (
            [own.metric, number(own.value), interval(own.interval, own.value), own.signature] for own in self.scores
        )
        left = (Markup("<p>Not scored: {}: {}</p>").format(item.what, item.why) for item in self.not_scored)
        return "".join((_table(("metric", "score", "95 % interval", "signature"), rows), *left))


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return an HTML table in which nothing that comes from a text acts as markup."""
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in header)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_cell(cell)) for cell in row))
        for row in rows
    )
    return str(Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body))


def _cell(value: object) -> Markup:
    return escape("" if value is None else visible(str(value)))
