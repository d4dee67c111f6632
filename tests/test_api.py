from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from sacrebleu.metrics import BLEU, CHRF

import qa
import qa.api
from qa.metrics.chrf2 import Chrf2

SAID = [f"The council met on day {day}." for day in range(6)]
WRONG = [text.replace("met", "meet <b>") for text in SAID]


def test_the_examples_are_true() -> None:
    outcome = doctest.testmod(qa.api)
    assert (outcome.attempted > 10, outcome.failed) == (True, 0)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, qa; print([name for name in sys.modules if name.startswith('qa.') or name == 'numpy'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("library", [pd, pl])
def test_frames_go_in_and_come_out(library) -> None:
    frame = library.DataFrame(
        {
            "mt": WRONG,
            "reference_a": SAID,
            "reference_b": [SAID[0], *[None] * 5],
            "domain": ["news"] * 3 + ["talks"] * 3,
        }
    )
    found = qa.score(frame, metrics=["chrf2"], language="en")
    streams = [SAID, [SAID[0], *[None] * 5]]
    assert found["chrf2"].value == CHRF().corpus_score(WRONG, streams).score
    assert "nrefs:var" in found["chrf2"].signature
    assert {scored.segment.domain for scored in found.segments} == {"news", "talks"}
    table = found.to_pandas() if library is pd else found.to_polars()
    assert list(table.columns) == ["segment", "domain", "target", "chrf2"]
    assert table["chrf2"].to_list() == [row["chrf2"] for row in found.records()]


def test_documents_and_domains_have_scores_of_their_own() -> None:
    frame = pd.DataFrame({"target": WRONG, "reference": SAID, "document": ["a"] * 2 + ["b"] * 3 + [pd.NA]})
    groups = qa.score(frame, metrics=["chrf2"], language="en").groups("document")
    assert [(group.name, group.segments) for group in groups] == [("a", 2), ("b", 3)]
    assert groups[0].scores["chrf2"] == CHRF().corpus_score(WRONG[:2], [SAID[:2]]).score


def test_intervals_are_those_of_sacrebleu() -> None:
    expected = BLEU().corpus_score(WRONG, [SAID], n_bootstrap=1000)
    found = qa.score(WRONG, SAID, metrics=["bleu"], language="en")["bleu"]
    assert (found.interval[1] - found.interval[0]) / 2 == expected._ci


def test_a_score_that_was_not_computed_says_why() -> None:
    found = qa.score(["It was late."], language="en")
    with pytest.raises(KeyError, match="bleu: no reference was given"):
        found["bleu"]
    assert "Not scored: bleu" in found._repr_html_()


def test_results_print_as_one_short_line_and_one_name_may_stand_alone() -> None:
    assert repr(qa.score(SAID, SAID, metrics="bleu")) == "<Scored: 6 segments; bleu 100.0>"
    assert repr(qa.check("We we left.", language="en", select="doubled-word")).startswith("<Checked: 1 finding in 1")
    compared = qa.compare({"old": WRONG, "new": SAID}, SAID, metrics="chrf2", errors=False, language="en")
    assert repr(compared).startswith("<Comparison with old on 6 segments: new chrf2 +")


def test_references_may_differ_in_number() -> None:
    found = qa.score(["It was late.", "Go."], [["It was late.", "It grew late."], "Go."], metrics=["ter"])
    assert found["ter"].value == 0


def test_a_text_is_checked_against_references_and_glossary(tmp_path) -> None:
    (tmp_path / "terms.csv").write_text("en\nMeduza\n", encoding="utf-8")
    glossary = qa.load_glossary(tmp_path / "terms.csv")
    assert [term.text for term in glossary.terms] == ["Meduza"]
    assert repr(glossary) == "<Glossary: 1 term in en>"
    found = qa.check(
        "It took 180 days to agree on it.\n\nIt was late.",
        references=["It took 18 days to agree on it.\n\nIt was late."],
        glossary=glossary,
        language="en",
        select=["number-mismatch"],
    )
    [row] = found.records()
    assert row["text"].startswith("180")
    assert not found.passed
    assert found.mqm.penalty > 0


def test_findings_of_segments_count_from_the_start_of_their_segment() -> None:
    texts = ["It was late.", "We we left.", "We we left."]
    found = qa.check(texts, language="en", select=["doubled-word"])
    assert [(row["segment"], row["start"], row["end"]) for row in found.records()] == [("2", 0, 5), ("3", 0, 5)]
    assert list(found.to_polars().columns) == list(found.to_pandas().columns)


def test_results_show_themselves_in_notebooks_and_no_text_acts_as_markup() -> None:
    compared = qa.compare({"<i>old": WRONG, "new": SAID}, SAID, metrics=["chrf"], errors=False, language="en")
    for result in (compared, qa.score(WRONG, SAID, metrics=["chrf"]), qa.check(["a <b> <b> </i>"], language="en")):
        shown = result._repr_html_()
        assert "<table" in shown
        assert "<i>" not in shown
        assert "<b>" not in shown
    assert [row["system"] for row in compared.records()] == ["new"]
    assert compared.to_pandas().shape[0] == 1
    assert compared.to_html().startswith("<!doctype html>")


def test_a_metric_that_gives_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Chrf2, "rows", lambda self, segments: [(float("nan"), 1.0) for _ in segments])
    with pytest.raises(qa.QaError, match="chrf2: the segment 1 got no number"):
        qa.compare({"old": WRONG, "new": SAID}, SAID, metrics="chrf2", errors=False, language="en")


def test_systems_are_compared_by_the_references_that_both_have() -> None:
    one = pd.DataFrame({"target": WRONG, "reference_a": SAID, "reference_b": WRONG})
    two = pl.DataFrame({"target": SAID, "reference": SAID})
    found = qa.compare({"one": one, "two": two}, metrics="chrf2", errors=False, language="en")
    assert found.baseline_scores[0].value == CHRF().corpus_score(WRONG, [SAID]).score
    assert [item.what for item in found.left_out] == ["6 of 6 segments"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: qa.score("one text"), "a list of texts"),
        (lambda: qa.score({"system": ["a"]}), "one for each segment, not a dict"),
        (lambda: qa.score(Path("a.txt")), "one for each segment, not a PosixPath"),
        (lambda: qa.score([1, 2]), "1 is no text"),
        (lambda: qa.score(["one"], "a"), "one entry for each segment, not one text"),
        (lambda: qa.score(["a", "b"], [["a", "b"]]), r"give list\(zip\(\*references\)\)"),
        (lambda: qa.score([]), "no translations"),
        (lambda: qa.score(["one"], ["a", "b"]), "references: has 2 entries, the translations 1"),
        (lambda: qa.score(pd.DataFrame({"text": ["a"]})), 'no column "target" or "mt"'),
        (lambda: qa.compare({"one": ["a", "b"]}, ["a", "b"]), "at least one other system"),
        (lambda: qa.compare([["a", "b"], ["a", "c"]], ["a", "b"]), "given by their names"),
        (lambda: qa.compare({"one": ["a", "b"], "two": ["a"]}), "two: has 1 segments, one 2"),
        (lambda: qa.compare({"one": SAID, "two": WRONG}, SAID, test="boot"), 'no test "boot"; did you mean'),
        (lambda: qa.compare({"one": SAID, "two": WRONG}, SAID, correction="bonferroni"), "no correction"),
        (lambda: qa.check("A text.", source=["A list."]), "one text too"),
        (lambda: qa.check("A text.", glossary="terms.csv"), "no glossary; give what qa.load_glossary"),
    ],
)
def test_what_the_caller_must_change_is_said(call, message: str) -> None:
    with pytest.raises(qa.QaError, match=message):
        call()


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="chek"):
        qa.chek  # noqa: B018


def test_editors_complete_the_names_of_the_package() -> None:
    assert dir(qa) == ["QaError", "__version__", "check", "compare", "load_glossary", "score"]


def test_a_column_may_hold_the_list_of_references_of_each_segment() -> None:
    said, references = ["A cat sat.", "It was late."], [["A cat sat."], ["It grew late.", "It was late."]]
    expected = qa.score(said, references, metrics="chrf2")["chrf2"]
    assert qa.score(pd.DataFrame({"mt": said, "references": references}), metrics="chrf2")["chrf2"] == expected
    assert qa.score(pl.DataFrame({"mt": said, "references": references}), metrics="chrf2")["chrf2"] == expected


def test_wrong_frames_and_options_are_told() -> None:
    with pytest.raises(qa.QaError, match=r"the frame is lazy; give what its collect\(\) returns"):
        qa.check(pl.LazyFrame({"target": ["A cat sat."]}))
    with pytest.raises(qa.QaError, match=r"metrics\.bleu takes options by their names, not 3"):
        qa.score(["A cat sat."], ["A cat sat."], metrics="bleu", options={"bleu": 3})
