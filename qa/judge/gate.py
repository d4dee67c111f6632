"""Decides whether a translation passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from qa.core.display import counted
from qa.core.findings import Finding, Severity
from qa.core.report import Mqm, NotChecked, Score, Verdict


def beyond(findings: Iterable[Finding], fail_on: Severity | None) -> list[Finding]:
    """Return the findings that fail a gate."""
    return [finding for finding in findings if fail_on is not None and finding.severity >= fail_on]


def judge(
    findings: Sequence[Finding],
    *,
    scores: Iterable[Score] = (),
    mqm: Mqm | None = None,
    not_checked: Sequence[NotChecked] = (),
    fail_on: Severity | None = None,
    min_scores: Mapping[str, float] = MappingProxyType({}),
    more: Sequence[str] = (),
) -> Verdict:
    """Return the verdict: nothing at or above `fail_on` (None: never fails), and no score worse than its bound.

    Worse is below the bound, or above it where lower is better.
    Where something that was asked for was not checked, the translation does not pass, and has no reason to fail either.
    So it is with a score that has a bound and was not computed. `more` are reasons to fail that others found.
    """
    reasons: list[str] = []
    if fail_on is not None:
        for severity in sorted(Severity, reverse=True):
            count = sum(finding.severity is severity for finding in findings)
            if severity >= fail_on and count:
                reasons.append(counted(count, f"{severity.label} finding"))
    unknown: list[NotChecked] = []
    known = {score.metric: (score.value, score.higher_is_better) for score in scores}
    known |= {"mqm": (mqm.score, True)} if mqm else {}
    for name, bound in sorted(min_scores.items()):
        if name not in known:
            unknown.append(NotChecked(name, f"was not computed; {bound:g} was asked for", True))
            continue
        value, higher_is_better = known[name]
        if value < bound if higher_is_better else value > bound:
            reasons.append(
                f"{name} is {value:.2f}; at {'least' if higher_is_better else 'most'} {bound:g} was asked for"
            )
    reasons += more
    left = (*not_checked, *unknown)
    return Verdict(not reasons and not any(item.asked for item in left), tuple(reasons), left)
