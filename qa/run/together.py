"""One report and one verdict on several files, and against an earlier report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.config.settings import Settings
from qa.core.contracts import Metric
from qa.core.display import number
from qa.core.errors import InputError, NothingThereError
from qa.core.findings import Severity
from qa.core.report import Mqm, NotChecked, Report
from qa.judge.gate import beyond, judge
from qa.judge.mqm import mqm
from qa.judge.worse import Units, changes, units_of
from qa.registry import load_all
from qa.run.examine import gated

_MQM = "mqm"


def together(reports: Sequence[Report], settings: Settings, faults: Sequence[InputError] = ()) -> Report:
    """Return one report on the findings of several files; `faults` say which others could not be read.

    Scores of single files do not add up and are left out; where there is a bound, each file has to keep it. The MQM
    score of all files together has a bound, but for those files that have one of their own.
    """
    own = [settings.at(report.documents[0].path, report.documents[0].language) for report in reports]
    failing = [
        finding for report, at in zip(reports, own, strict=True) for finding in beyond(report.findings, at.gate())
    ]
    bound = settings.min_score.get(_MQM)
    shared = [report for report, at in zip(reports, own, strict=True) if at.min_score.get(_MQM) == bound]
    left = dict.fromkeys(_unread(fault) for fault in faults)
    left |= dict.fromkeys(item for report in reports for item in report.verdict.not_checked)
    missed = [reason for report, at in zip(reports, own, strict=True) for reason in _missed(report, at, bound)]
    return Report(
        documents=tuple(document for report in reports for document in report.documents),
        companions=tuple(document for report in reports for document in report.companions),
        words=tuple(count for report in reports for count in report.words),
        segments=tuple(scored for report in reports for scored in report.segments),
        findings=tuple(finding for report in reports for finding in report.findings),
        scores=(),
        verdict=judge(
            failing, mqm=_quality(shared), not_checked=tuple(left), fail_on=Severity.MINOR,
            min_scores={_MQM: bound} if bound is not None and shared else {}, more=missed,
        ),
        mqm=_quality(reports),
        rules=tuple(dict.fromkeys(rule for report in reports for rule in report.rules)),
        known=tuple(known for report in reports for known in report.known),
        stale=tuple(entry for report in reports for entry in report.stale),
        sifted=any(report.sifted for report in reports),
    )  # fmt: skip


def _unread(fault: InputError) -> NotChecked:
    path, _, why = str(fault).partition(": ")
    return NotChecked(path, why, asked=not isinstance(fault, NothingThereError))


def _quality(reports: Sequence[Report]) -> Mqm | None:
    counted = [finding for report in reports for finding in report.counted]
    return mqm(counted, sum(count for report in reports for count in report.words))


def _missed(report: Report, settings: Settings, shared: float | None) -> list[str]:
    """Return which bounds the scores of one file do not keep; the MQM score has one of its own where none is shared."""
    bounds = {name: value for name, value in settings.min_score.items() if name != _MQM or value != shared}
    verdict = judge((), scores=gated(report), mqm=report.mqm, min_scores=bounds)
    return [f"{report.documents[0].path}: {reason}" for reason in verdict.reasons]


def compared(report: Report, earlier: Units, name: str) -> Report:
    """Return the report with what changed since an earlier one, `name`; it does not pass where it became worse."""
    falling = [metric.id() for metric in load_all(Metric) if not metric.higher_is_better]
    found = changes(earlier, units_of(report), falling)
    if not found:
        left = (*report.verdict.not_checked, NotChecked(name, "has no segment in common with this run", True))
        return replace(report, verdict=replace(report.verdict, passed=False, not_checked=left))
    reasons = [
        f"worse than {name}: {number(each.after, 1)} {each.metric} a segment, {number(each.before, 1)} before "
        f"({each.segments} segments, p = {each.p:.3f})"
        for each in found
        if each.worse
    ]
    verdict = replace(
        report.verdict, passed=report.verdict.passed and not reasons, reasons=(*report.verdict.reasons, *reasons)
    )
    return replace(report, changes=found, verdict=verdict)
