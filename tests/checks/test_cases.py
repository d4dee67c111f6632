from __future__ import annotations

import pytest

from qa.config.settings import Settings
from qa.core.contracts import Check
from qa.registry import load_all, names
from tests.checks.cases import FOLDER, Case, manual_cases, read_cases

CASES, MANUAL = read_cases(), manual_cases()
# Checks that a single sentence leaves unsure: their manual pages say what makes them surer.
HIDDEN_IN_MANUAL = frozenset({"altered-abbreviation", "disfluent", "unsupported-word"})


@pytest.mark.parametrize("case", [case for case in CASES if case.kind == "bad"] + MANUAL, ids=str)
def test_finds_just_the_marked_spans(case: Case) -> None:
    findings = case.findings()
    found = [(finding.span.start, finding.span.end) for finding in findings]
    text = case.text
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in case.spans]
    assert found == case.spans
    assert [finding.message for finding in findings if case.says not in finding.message] == []
    hidden = case.hidden or (case in MANUAL and case.check in HIDDEN_IN_MANUAL)
    confidences = [finding.confidence for finding in findings]
    shown = [confidence >= Settings().min_confidence for confidence in confidences]
    assert shown == [not hidden] * len(shown), f"hidden = {str(not hidden).lower()}: {confidences}"


@pytest.mark.parametrize("case", [case for case in CASES if case.kind == "good"], ids=str)
def test_is_quiet_on_good_text(case: Case) -> None:
    assert "⟦" not in case.target
    assert [finding.message for finding in case.findings()] == []


@pytest.mark.xfail(reason="a known miss, described in the case", raises=AssertionError, strict=True)
@pytest.mark.parametrize("case", [case for case in CASES if case.kind == "known_miss"], ids=str)
def test_known_miss(case: Case) -> None:
    assert [(finding.span.start, finding.span.end) for finding in case.findings()] == case.spans


# Those that look at whole texts, at marks and signs, or at what is lost, and those that ask a model.
JUDGE_CODE_TOO = frozenset(
    """
    addition address-mismatch broken-message-format comet-error-span disproportionate-length hidden-character
    inconsistent-translation lost-name lost-quotation misaligned missing-translations placeholder-mismatch
    question-mismatch same-translation scrambled-words tag-mismatch unmarked-speech wrong-encoding wrong-language
    """.split()
)


@pytest.mark.parametrize("name", sorted({*names(Check)} - JUDGE_CODE_TOO))
def test_leaves_code_inside_the_text_alone(name: str) -> None:
    bad = [case for case in CASES if case.check == name and case.kind == "bad" and not case.aligned]
    of_words = [case for case in bad if any(start < end for start, end in case.spans)]
    for case in of_words[:2]:
        found = {(finding.span.start, finding.span.end) for finding in case.findings(as_code=True)}
        assert found.isdisjoint(case.spans), case


@pytest.mark.parametrize("name", names(Check))
def test_good_cases_outnumber_bad_ones_and_every_case_says_why(name: str) -> None:
    own = [case for case in CASES if case.check == name]
    bad = sum(case.kind == "bad" for case in own)
    assert bad >= 3
    assert sum(case.kind == "good" for case in own) > bad
    assert all(case.why.strip() for case in own)


@pytest.mark.parametrize("check", load_all(Check), ids=lambda check: check.id())
def test_manual_page_has_its_parts(check: type[Check]) -> None:
    page = check.__doc__ or ""
    assert page.partition("\n")[0].endswith(".")
    assert "Why:" in page
    assert "Limits:" in page


def test_every_case_file_belongs_to_a_check() -> None:
    assert {path.stem.replace("_", "-") for path in FOLDER.glob("*.toml")} == set(names(Check))


@pytest.mark.parametrize("case", [case for case in CASES if case.fixed is not None], ids=str)
def test_certain_fixes_give_what_the_case_says(case: Case) -> None:
    assert case.with_fixes() == case.fixed


@pytest.mark.parametrize("case", [case for case in CASES if case.kind == "bad"], ids=str)
def test_a_fix_removes_its_finding(case: Case) -> None:
    for finding in case.findings():
        if finding.fix is None:
            continue
        text = case.text
        fixed = text[: finding.fix.start] + finding.fix.text + text[finding.fix.end :]
        again = Case(**{**vars(case), "target": fixed}).findings()
        assert len(again) < len(case.findings())
