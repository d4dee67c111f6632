"""One verdict on several files."""

from __future__ import annotations

from qa.config.override import Override
from qa.config.settings import Settings
from qa.core.documents import Document
from qa.core.findings import Finding, Severity, Span
from qa.core.report import Report
from qa.judge.gate import judge
from qa.judge.mqm import mqm
from qa.run.together import together


def report(path: str, errors: int) -> Report:
    findings = tuple(
        Finding(str(place), "a", "style", Severity.MAJOR, 1.0, "", (Span(path, place, place + 1),))
        for place in range(errors)
    )
    verdict = judge(findings)
    return Report((Document(path, "x" * errors, ()),), (100,), (), findings, (), verdict, mqm=mqm(findings, 100))


def reasons(settings: Settings) -> tuple[str, ...]:
    return together([report("good.txt", 0), report("bad.txt", 4)], settings).verdict.reasons


def test_the_mqm_score_of_all_files_has_the_bound() -> None:
    assert reasons(Settings(fail_on="never", min_score={"mqm": 90})) == ()
    assert reasons(Settings(fail_on="never", min_score={"mqm": 95})) == ("mqm is 90.00; at least 95 was asked for",)


def test_a_file_with_a_bound_of_its_own_does_not_count_for_that_of_the_others() -> None:
    def own(bound: float) -> Settings:
        override = Override(("bad.txt",), (), {"min_score": {"mqm": bound}})
        return Settings(fail_on="never", min_score={"mqm": 95}, override=(override,))

    assert reasons(own(70)) == ()
    assert reasons(own(85)) == ("bad.txt: mqm is 80.00; at least 85 was asked for",)


def test_each_file_has_a_gate_of_its_own() -> None:
    lenient = Override(("bad.txt",), (), {"fail_on": "critical"})
    assert reasons(Settings()) == ("4 major findings",)
    assert reasons(Settings(override=(lenient,))) == ()
