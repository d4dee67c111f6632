from __future__ import annotations

import pytest
from scipy import stats

from qa.core.findings import Finding, Severity, Span
from qa.judge.mqm import ScoringModel, mqm


def findings(*severities: Severity) -> list[Finding]:
    return [
        Finding(str(n), "check", "accuracy/mistranslation", severity, 1.0, "", (Span("a", n, n + 1),))
        for n, severity in enumerate(severities)
    ]


def test_the_raw_score_is_100_minus_the_penalty_per_100_words() -> None:
    found = findings(*[Severity.CRITICAL] * 9, *[Severity.MAJOR] * 8, *[Severity.MINOR] * 2, Severity.NEUTRAL)
    result = mqm(found, 927)
    assert result.penalty == 267
    assert result.per_1000_words == pytest.approx(288.03, abs=0.01)
    assert result.score == pytest.approx(71.2, abs=0.01)


def test_the_calibrated_score_passes_exactly_at_the_agreed_penalty() -> None:
    model = ScoringModel(acceptable_per_1000_words=10, passing_score=95)
    at = mqm(findings(*[Severity.MAJOR] * 2), 1000, model)
    over = mqm(findings(*[Severity.MAJOR] * 2, Severity.MINOR), 1000, model)
    assert at.calibrated == 95
    assert at.passed
    assert not over.passed


def test_a_short_perfect_sample_proves_little() -> None:
    short, long = mqm([], 100), mqm([], 100_000)
    assert short.score == long.score == 100
    assert short.interval[1] == long.interval[1] == 100
    assert short.interval[0] < 97
    assert long.interval[0] > 99.9


def test_an_error_that_was_not_seen_may_be_as_grave_as_the_gravest_that_was() -> None:
    low, high = (25 * stats.chi2.ppf(chance, degrees) / 2 for chance, degrees in ((0.025, 2), (0.975, 4)))
    interval = mqm(findings(Severity.CRITICAL), 1000).interval
    assert interval == pytest.approx((100 - high / 10, 100 - low / 10), abs=0.3)


def test_what_is_broken_in_the_file_is_no_error_of_the_translation() -> None:
    broken = Finding("1", "unreadable-entry", "file/unreadable-entry", Severity.MAJOR, 1.0, "", (Span("a", 0, 1),))
    assert mqm([broken, *findings(Severity.MINOR)], 100) == mqm(findings(Severity.MINOR), 100)


def test_scores_stop_at_0_and_no_words_have_no_score() -> None:
    assert mqm(findings(*[Severity.CRITICAL] * 10), 10).score == 0
    assert mqm([], 0) is None
