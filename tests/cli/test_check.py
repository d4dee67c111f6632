from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.cli.run import Runner
from tests.cli.test_report import GOOD


def test_many_files_give_one_list_of_findings(qa: Runner, corpora: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "bad.txt").write_text(GOOD.replace("the new", "the the new"))
    outcome = qa("check", "good.txt", "bad.txt", corpora / "kremlin-uk")
    lines = outcome.out.splitlines()
    assert outcome.code == 1
    assert 'bad.txt:3:33: minor doubled-word: "the the": the word stands twice' in lines
    assert any("article.uk.txt:31:268: major wrong-term:" in line for line in lines)
    assert lines[-1].startswith("3 files: ")
    assert qa("check", "good.txt").code == 0


def test_json_has_a_document_for_each_file(qa: Runner, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(GOOD.replace("the new", "the the new"))
    report = json.loads(qa("check", "one.txt", "two.txt", "-f", "json").out)
    assert [(document["path"], document["segments"]) for document in report["documents"]] == [
        ("one.txt", 2), ("two.txt", 2),
    ]  # fmt: skip
    assert [(finding["path"], finding["text"]) for finding in report["findings"]] == [
        ("one.txt", "the the"), ("two.txt", "the the"),
    ]  # fmt: skip
    assert report["mqm"]["words"] == sum(document["words"] for document in report["documents"])


def test_one_missing_file_stops_the_check(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    outcome = qa("check", "good.txt", "gone.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert "gone.txt" in outcome.err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(qa: Runner, tmp_path: Path) -> None:
    texts = {"bad.json": '{"a": "the the"}', "broken.json": '{"a": ', "new.json": "{}"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    for jobs in (1, 2):
        outcome = qa("check", *texts, "--lang", "en", "-j", jobs)
        assert outcome.code == 2
        assert outcome.err == "qa: broken.json:1:7: this is not JSON: Expecting value\n"
        assert "bad.json:1:8: minor doubled-word" in outcome.out
        assert "not checked: broken.json:1:7: this is not JSON: Expecting value" in outcome.out
        assert "not checked: new.json: no key holds a translation" in outcome.out
    assert qa("check", "bad.json", "new.json", "--lang", "en").code == 1
    alone = qa("check", "new.json", "broken.json")
    assert (alone.code, alone.out, alone.err) == (2, "", "qa: new.json: no key holds a translation\n")


def test_the_files_of_folders_are_checked_each_with_its_counterpart(qa: Runner, tmp_path: Path) -> None:
    texts = {"fr/app.json": '{"a": "%s fichiers"}', "fr/sub/b.json": '{"b": "le le"}', "fr/.c.json": '{"b": "le le"}',
             "fr/photo.png": "", "en/app.json": '{"a": "%d files"}', "en/sub/b.json": '{"b": "the"}'}  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "fr" / "round").symlink_to(tmp_path / "fr")
    found = [line for line in qa("check", "fr", "-s", "en").out.splitlines() if line.startswith("fr")]
    assert [line.partition(" ")[0] for line in found] == ["fr/app.json:1:8:", "fr/sub/b.json:1:8:"]
    assert "placeholder-mismatch" in found[0]
    (tmp_path / "en" / "app.json").unlink()
    outcome = qa("check", "fr", "fr/app.json", "-s", "en")
    assert (outcome.code, outcome.err) == (2, "qa: en/app.json: no such file\n")
    (tmp_path / "empty").mkdir()
    assert "holds no file of a format that is read" in qa("check", "empty").err


def test_standard_input_is_a_file_too(qa: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))

    given(GOOD.replace("the new", "the the new"))
    assert '-:3:33: minor doubled-word: "the the": the word stands twice' in qa("check", "-").out
    given("A cat sat.\n")
    (tmp_path / "reference.txt").write_text("A cat sat.\n")
    assert "100.0" in qa("score", "-", "-r", "reference.txt", "-m", "chrf2").out
    given(GOOD)
    assert qa("fix", "-").err == "qa: -: standard input is no file that can be fixed; name a file\n"


def test_what_was_asked_for_and_not_checked_gives_3(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert qa("check", "good.txt", "--select", "wrong-term").code == 3


def test_several_formats_are_written_at_once(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(GOOD.replace("the new", "the the new"))
    outcome = qa("check", "bad.txt", "-o", "sarif:qa.sarif", "-o", "junit:qa.xml", "-o", "qa.csv")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "")
    result = json.loads((tmp_path / "qa.sarif").read_text())["runs"][0]["results"][0]
    assert result["ruleId"] == "doubled-word"
    assert "doubled-word" in (tmp_path / "qa.xml").read_text()
    assert "doubled-word" in (tmp_path / "qa.csv").read_text()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "bad.txt",
        "qa.csv",
        "qa.sarif",
        "qa.xml",
    ]


def test_scores_are_asked_for_where_they_are_shown_or_have_a_bound(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    outcome = qa("check", "good.txt", "-r", "good.txt", "-m", "bleu")
    assert (outcome.code, outcome.out) == (2, "")
    assert "-m: no score is shown here; name a format that shows them" in outcome.err
    assert '"bleu"' in qa("check", "good.txt", "-r", "good.txt", "-m", "bleu", "-f", "json").out
    assert qa("check", "good.txt", "-r", "good.txt", "-m", "bleu", "--min-score", "bleu=90").code == 0


def test_what_no_one_asked_for_is_named_in_short(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    lines = qa("check", "good.txt", "--model", "none").out.splitlines()
    assert any(line.startswith("not checked: addition, aspect-mismatch, exchanged-roles and ") for line in lines)
    assert all(" more: " in line for line in lines if line.count(",") > 5)
    assert not any("bleu" in line for line in lines)
    asked = qa("check", "good.txt", "--model", "none", "--select", "accuracy").out
    assert "unsupported-word: no reference was given (-r)" in asked


def test_a_source_too_short_to_tell_its_language_is_compared_all_the_same(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("source,target\n5 cats,6 chats\n", encoding="utf-8")
    outcome = qa("check", "rows.csv", "--lang", "fr", "--select", "number-mismatch")
    assert outcome.code == 1
    assert 'number-mismatch: "6": the source lacks it; it has "5"' in outcome.out
    assert "not checked: source language: could not be told from the text; give it with --source-lang" in outcome.out
    assert "source language" not in qa("check", "rows.csv", "--lang", "fr", "--source-lang", "en").out


def test_a_format_that_no_file_takes_goes_to_stdout(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(GOOD.replace("the new", "the the new"))
    both = qa("report", "bad.txt", "-f", "concise", "-o", "sarif:qa.sarif")
    assert both.out.startswith("bad.txt:3:33: minor doubled-word")
    assert qa("report", "bad.txt", "-f", "concise", "-o", "qa.out").out == ""
    assert (tmp_path / "qa.out").read_text() == both.out


def test_two_formats_cannot_share_a_file(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    outcome = qa("check", "good.txt", "-o", "json:a", "-o", "csv:./a")
    assert outcome.code == 2
    assert "is written to twice" in outcome.err
    outcome = qa("check", "bad.txt", "-o", "sarf:qa.sarif")
    assert (outcome.code, outcome.err) == (2, 'qa: sarf:qa.sarif: there is no format "sarf"; did you mean "sarif"?\n')
    outcome = qa("check", "bad.txt", "-o", "github")
    assert (outcome.code, outcome.err) == (
        2, "qa: github: is a format; write github:FILE, or -f github for standard output\n",
    )  # fmt: skip


def test_files_in_parallel_and_from_the_cache_give_the_same(qa: Runner, tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in range(3)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(GOOD.replace("the new", "the the new") if number else GOOD)
    plain = qa("check", *names, "--no-cache", "-f", "json")
    assert not (tmp_path / ".cache").exists()
    for options in ((), (), ("-j", "2")):
        assert qa("check", *names, *options, "-f", "json") == plain
    [file] = (tmp_path / ".cache").rglob("*.sqlite3")
    file.write_bytes(file.read_bytes()[:3000])
    assert qa("check", *names, "-f", "json") == plain


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_several_files_have_one_head(qa: Runner, tmp_path: Path, form: str) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(GOOD)
    outcome = qa("check", "one.txt", "two.txt", "-f", form)
    assert "2 files" in outcome.out
    assert "52 words" in outcome.out
    assert "one.txt" not in outcome.out
