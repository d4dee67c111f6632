from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Runner

REFERENCE = "The minister met 15 people in March."
WRONG = "The minister met 51 people in March."
SPAN = {"start": 17, "end": 19, "side": "target", "severity": "minor", "category": "Accuracy", "rater": "r1"}


def row(system: str, item: int, target: str, score: float, *spans: object, **changes: object) -> dict[str, object]:
    return {
        "lp": "uk-en", "system": system, "doc": "d", "seg_id": item, "references": {"refA": REFERENCE}, "mt": target,
        "scores": {"mqm": score}, "spans": list(spans),
    } | changes  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> str:
    rows = [
        row("good", 1, REFERENCE, 0), row("bad", 1, WRONG, -5, SPAN), row("good", 2, REFERENCE, 0),
        row("bad", 2, WRONG.replace("51", "16"), -1, SPAN), row("good", 1, REFERENCE, 0, lp="de-en"),
    ]  # fmt: skip
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(item) + "\n" for item in rows), encoding="utf-8")
    return "gold.jsonl"


def test_json_has_the_fields_of_the_contract(qa: Runner, gold: str) -> None:
    outcome = qa("evaluate", gold, "-f", "json", "--select", "number-mismatch")
    assert (outcome.code, outcome.err) == (0, "")
    result = json.loads(outcome.out)
    assert result["schema"] == "qa-evaluate/1"
    assert (result["metric"], result["gold"]["human_score"]) == ("mqm", "mqm")
    assert result["segment"]["n"] == 5
    assert 0 < result["segment"]["kendall"] <= 1
    assert 0 < result["segment"]["pearson"] <= 1
    assert result["segment"]["kendall_interval"][0] <= result["segment"]["kendall"]
    assert (result["system"]["pairwise_accuracy"], result["system"]["n"]) == (1.0, 1)
    assert {name: result["spans"][name] for name in ("precision", "recall", "f1")} == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip
    assert result["spans"]["with_severity"]["f1"] == 0.5
    assert result["by_check"] == {
        "number-mismatch": {"findings": 2, "right": 2, "precision": 1.0, "confidence": pytest.approx(0.6, abs=0.4)}
    }
    assert set(result["by_language_pair"]) == {"de-en", "uk-en"}
    assert {"segment", "system", "spans", "metrics"} <= result["by_language_pair"]["uk-en"].keys()
    assert set(result["metrics"]) == {"mqm", "bleu", "chrf", "fluency", "ter"}


def test_text_shows_the_figures_as_tables(qa: Runner, gold: str) -> None:
    outcome = qa("evaluate", gold)
    assert outcome.code == 0
    assert outcome.out.startswith("gold.jsonl: 5 translations by 3 systems, 2 language pairs\nHuman score: mqm\n")
    for part in ("Kendall", "pairs in order", "by severity", "By language pair, scores by mqm", "number-mismatch"):
        assert part in outcome.out
    assert not any(line.endswith(" ") for line in outcome.out.splitlines())


def test_the_confidence_asked_for_decides_what_counts(qa: Runner, gold: str) -> None:
    spans = json.loads(qa("evaluate", gold, "-f", "json", "--min-confidence", "1").out)["spans"]
    assert (spans["precision"], spans["recall"], spans["f1"]) == (None, 0.0, 0.0)


def test_score_files_are_measured_and_tested_against_each_other(qa: Runner, gold: str, tmp_path: Path) -> None:
    (tmp_path / "right.seg.score").write_text("good\t9\nbad\t1\ngood\t9\nbad\t5\ngood\t9\n")
    (tmp_path / "wrong.seg.score").write_text("good\t1\nbad\t9\ngood\t2\nbad\t3\ngood\t0\n")
    arguments = ("evaluate", gold, "--scores", "right.seg.score", "--scores", "wrong.seg.score")
    result = json.loads(qa(*arguments, "-f", "json").out)
    assert (result["metric"], result["segment"]["kendall"]) == ("right", pytest.approx(1.0))
    assert result["metrics"]["wrong"]["segment"]["kendall"] < 0
    [test] = result["comparisons"]
    assert (test["first"], test["second"], test["n"]) == ("right", "wrong", 5)
    assert "right against wrong" in qa(*arguments).out


def test_output_goes_to_a_file_in_the_format_of_its_name(qa: Runner, gold: str, tmp_path: Path) -> None:
    assert qa("evaluate", gold, "-o", "out.json").out == ""
    assert json.loads((tmp_path / "out.json").read_text())["schema"] == "qa-evaluate/1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.jsonl"], "no such file"),
        (["gold.jsonl", "-f", "html"], "there are: text, json"),
        (["gold.jsonl", "--metric", "blue"], 'did you mean "bleu"'),
        (["gold.jsonl", "--human", "esa"], 'there is no human score "esa"'),
        (["gold.jsonl", "-r", "ref.txt"], "No such option: -r"),
        (["gold.jsonl", "--fail-on", "major"], "No such option: --fail-on"),
        (["gold.jsonl", "--scores", "gone.seg.score"], "no such file"),
        (["gold.jsonl", "-o", "gold.jsonl"], 'there is no format "json-lines"'),
    ],
)
def test_what_the_user_must_change_is_one_line(qa: Runner, gold: str, arguments: list[str], message: str) -> None:
    outcome = qa("evaluate", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_what_was_asked_for_and_not_checked_gives_3(qa: Runner, gold: str) -> None:
    outcome = qa("evaluate", gold, "--select", "wrong-term")
    assert outcome.code == 3
    assert "Not checked: wrong-term: no glossary was given (-g)" in outcome.out
