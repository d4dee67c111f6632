from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.findings import Evidence, Finding, Fix, Severity, Span, across
from qa.core.report import NotChecked, Score
from qa.judge.gate import judge
from qa.judge.merge import merge
from qa.judge.mqm import mqm


def finding(start: int, end: int, check: str = "a", confidence: float = 0.9, **more) -> Finding:
    fields = {"category": "accuracy/mistranslation", "severity": Severity.MINOR} | more
    return Finding("1", check, confidence=confidence, message=check, spans=(Span("p", start, end),), **fields)


def test_two_findings_on_one_word_become_one_that_keeps_the_best_of_both() -> None:
    evidence = (Evidence("r", 0, 3, "why"),)
    weak = finding(0, 6, "weak", 0.6, severity=Severity.MAJOR, suggestion="word", evidence=evidence)
    (one,) = merge([weak, finding(0, 6, "sure", 0.95, category="terminology/wrong-term")])
    assert (one.check, one.also, one.message) == ("sure", ("weak",), "sure")
    assert (one.severity, one.suggestion, one.evidence) == (Severity.MAJOR, "word", evidence)


def test_a_cut_sentence_and_a_wrong_name_inside_it_stay_two_findings() -> None:
    cut = finding(0, 14, "cut-sentence", category="linguistic-conventions/grammar")
    assert len(merge([cut, finding(8, 14, "wrong-term")])) == 2


def test_one_error_is_told_where_places_share_more_than_half() -> None:
    def count(one: tuple[int, int], other: tuple[int, int], category: str) -> int:
        return len(merge([finding(*one), finding(*other, "b", category=category)]))

    other = "style/unidiomatic"
    assert [count((0, 4), (0, end), other) for end in (7, 8)] == [1, 2]
    same = "accuracy/addition"
    assert [count((0, 4), (start, 20), same) for start in (1, 2)] == [1, 2]
    assert count((0, 4), (1, 20), other) == 2


def test_two_omissions_at_one_place_stay_two() -> None:
    lost = [finding(5, 5, "omission", evidence=(Evidence("r", 4 * n, 4 * n + 3, f"no{n}"),)) for n in range(2)]
    assert len(merge(lost)) == 2
    assert len(merge([lost[0], lost[0]])) == 1


def test_an_omission_before_what_is_left_of_the_word_is_told_once() -> None:
    ending = finding(5, 7, "lost-name", 0.5, category="accuracy/omission", suggestion="Pudong's")
    lost = finding(5, 5, "missing-word", 0.6, category="accuracy/omission")
    (one,) = merge([ending, lost])
    assert (one.check, one.also) == ("missing-word", ("lost-name",))
    assert len(merge([ending, finding(5, 5, "omission")])) == 2


def test_what_is_found_where_the_file_is_broken_is_held_back() -> None:
    broken = across(finding(0, 5, "misaligned", category="file/misaligned"), [(0, 5), (20, 30), (40, 40)])
    inside = [finding(1, 3), finding(20, 30), finding(40, 40, category="accuracy/omission")]
    outside = [finding(6, 9), finding(25, 31), finding(41, 41, category="accuracy/omission")]
    assert merge([*inside, broken, *outside]) == (broken, *outside)


def test_an_omission_that_another_finding_tells_is_no_finding_of_its_own() -> None:
    evidence = (Evidence("r", 0, 6, "Meduza"),)
    lost = finding(4, 4, "lost-name", 0.5, evidence=evidence, suggestion="Meduza")
    (one,) = merge([lost, finding(4, 4, "missing-name", 0.6, evidence=evidence)])
    assert (one.check, one.also) == ("missing-name", ("lost-name",))
    wrong = finding(5, 11, "wrong-term", suggestion="Meduza")
    assert [item.check for item in merge([lost, wrong])] == ["wrong-term"]
    second = finding(40, 40, "lost-name", 0.5, evidence=(Evidence("r", 50, 56, "Meduza"),), suggestion="Meduza")
    assert len(merge([lost, second, wrong])) == 2


def test_fix_and_evidence_are_taken_over_for_the_same_words_only() -> None:
    evidence, fix = (Evidence("r", 0, 4, "word"),), Fix(0, 6, "word")
    weak = finding(0, 6, "weak", 0.6, suggestion="word", evidence=evidence, fix=fix)

    def taken(start: int, end: int, suggestion: str | None = None) -> tuple[object, ...]:
        (one,) = merge([finding(start, end, suggestion=suggestion), weak])
        return one.evidence, one.suggestion, one.fix

    assert taken(0, 6) == (evidence, "word", fix)
    assert taken(0, 6, "word") == (evidence, "word", fix)
    assert taken(0, 6, "other") == (evidence, "other", None)
    assert taken(0, 8) == ((), None, None)


def test_a_check_that_tells_an_error_twice_agrees_with_nobody() -> None:
    (one,) = merge([finding(0, 6, "a"), finding(0, 6, "a", 0.5), finding(0, 6, "b", 0.5), finding(1, 6, "b", 0.4)])
    assert (one.check, one.also) == ("a", ("b",))


def test_omissions_of_two_segments_stay_two() -> None:
    lost = finding(5, 5, "omission", evidence=(Evidence("r", 0, 3, "not"),))
    assert len(merge([lost, replace(lost, key="2", check="other")])) == 2
    assert len(merge([lost, replace(lost, check="other")])) == 1


def test_a_suggestion_for_other_words_is_not_taken_over() -> None:
    cut = finding(0, 10, "cut", 0.95)
    (one,) = merge([cut, finding(0, 6, "weak", 0.6, suggestion="word")])
    assert one.suggestion is None


def test_neighbours_and_other_files_are_never_merged() -> None:
    other = Finding("1", "b", "x/y", Severity.MINOR, 0.9, "", (Span("q", 0, 5),))
    assert len(merge([finding(0, 5), finding(5, 9), finding(6, 6, "omission"), other])) == 4


spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(spans, st.sampled_from("abc"), st.sampled_from([0.5, 0.7, 0.9]))))
def test_merging_is_stable_and_does_not_depend_on_the_order(items) -> None:
    found = [finding(*span, check, confidence) for span, check, confidence in items]
    once = merge(found)
    assert merge(once) == once
    places = [item.spans for item in merge(found[::-1])]
    assert places == [item.spans for item in once]
    assert [item.span.start for item in once] == sorted(item.span.start for item in once)


def test_the_gate_fails_at_its_severity_and_above() -> None:
    found = [finding(0, 1, severity=Severity.MINOR), finding(2, 3, severity=Severity.MAJOR)]
    verdicts = {gate: judge(found, fail_on=gate) for gate in (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL, None)}
    assert verdicts[Severity.MINOR].reasons == ("1 major finding", "1 minor finding")
    assert verdicts[Severity.MAJOR].reasons == ("1 major finding",)
    assert verdicts[Severity.CRITICAL].passed
    assert verdicts[None].passed


def test_the_bound_of_a_score_where_lower_is_better_is_an_upper_one() -> None:
    def reasons(value: float) -> tuple[str, ...]:
        return judge([], scores=[Score("ter", value, None, "", higher_is_better=False)], min_scores={"ter": 50}).reasons

    assert reasons(40) == reasons(50) == ()
    assert reasons(60) == ("ter is 60.00; at most 50 was asked for",)


def test_the_bound_of_mqm_is_one_of_the_raw_score() -> None:
    quality = mqm([finding(0, 1, severity=Severity.MAJOR)] * 2, 1000)
    assert (quality.score, quality.calibrated) == (99, 95)
    assert judge([], mqm=quality, min_scores={"mqm": 97}).passed
    assert judge([], mqm=quality, min_scores={"mqm": 99.5}).reasons == ("mqm is 99.00; at least 99.5 was asked for",)


def test_a_score_below_its_minimum_or_never_computed_fails() -> None:
    missing = (NotChecked("bleu", "no reference"),)
    verdict = judge(
        [], scores=[Score("chrf", 49.96, None, "")], not_checked=missing, min_scores={"chrf": 50, "bleu": 30}
    )
    assert verdict.reasons == ("chrf is 49.96; at least 50 was asked for",)
    assert verdict.not_checked == (*missing, NotChecked("bleu", "was not computed; 30 was asked for", True))
    incomplete = judge([], min_scores={"bleu": 30})
    assert (incomplete.passed, incomplete.reasons) == (False, ())
