from __future__ import annotations

import doctest
import subprocess
import sys

import pandas as pd
import polars as pl
import pytest
from sacrebleu.metrics import CHRF

import qa
import qa.api
from qa.core.errors import InputError

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
    assert list(table.columns) == ["segment", "target", "chrf2"]
    assert table["chrf2"].to_list() == [row["chrf2"] for row in found.records()]


def test_references_may_differ_in_number() -> None:
    found = qa.score(["It was late.", "Go."], [["It was late.", "It grew late."], "Go."], metrics=["ter"])
    assert found["ter"].value == 0


def test_a_text_is_checked_against_references_and_glossary(tmp_path) -> None:
    (tmp_path / "terms.csv").write_text("en\nMeduza\n", encoding="utf-8")
    glossary = qa.load_glossary(tmp_path / "terms.csv")
    assert [term.text for term in glossary.terms] == ["Meduza"]
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


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: qa.score("one text"), "a list of texts"),
        (lambda: qa.score([]), "no translations"),
        (lambda: qa.score(["one"], ["a", "b"]), "references: has 2 entries, the translations 1"),
        (lambda: qa.score(pd.DataFrame({"text": ["a"]})), 'no column "target" or "mt"'),
        (lambda: qa.compare({"one": ["a", "b"]}, ["a", "b"]), "at least one other system"),
        (lambda: qa.check("A text.", source=["A list."]), "one text too"),
    ],
)
def test_what_the_caller_must_change_is_said(call, message: str) -> None:
    with pytest.raises(InputError, match=message):
        call()


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="chek"):
        qa.chek  # noqa: B018
