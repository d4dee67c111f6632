from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa import __version__
from tests.cli.run import Runner

GOOD = (
    "The council met on Tuesday evening.\n\n"
    "It took three hours to agree on the new budget, and nobody was happy with the result in the end.\n"
)


@pytest.fixture(scope="module")
def report() -> dict:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "qa", "report", "corpora/kremlin", "--model", "none", "-f", "json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_the_report_has_the_shape_of_the_contract(report: dict, corpora: Path) -> None:
    assert report["schema"] == "qa-report/1"
    assert report["tool"] == {"name": "translation-qa", "version": __version__}
    (document,) = report["documents"]
    assert (document["language"], document["source_language"], document["words"]) == ("en", None, 927)
    assert document["path"].endswith("article.en.txt")
    assert document["segments"] == len(report["segments"])
    assert report["verdict"]["pass"] is False
    assert set(report["mqm"]) >= {"score", "penalty", "per_1000_words", "interval", "model"}
    assert set(report["fluency"]) >= {"score", "signature"}
    assert [score["metric"] for score in report["scores"]] == ["bleu", "chrf", "ter"]
    for score in report["scores"]:
        assert score["interval"][0] <= score["value"] <= score["interval"][1]
        assert score["signature"].startswith("nrefs:2|")
    keys = {"check", "category", "severity", "confidence", "message", "path", "start", "end", "line", "column", "text",
            "segment", "fix", "evidence"}  # fmt: skip
    assert all(set(finding) >= keys for finding in report["findings"])
    keys = {"key", "path", "start", "end", "target", "source", "references", "scores"}
    assert all(set(segment) >= keys for segment in report["segments"])


def test_every_offset_points_at_its_text(report: dict) -> None:
    root = Path(__file__).parents[2]
    content: dict[str, str] = {}
    places = [*report["findings"], *(item for finding in report["findings"] for item in finding["evidence"])]
    assert len(places) > 40
    for place in places:
        path = place["path"]
        if path not in content:
            content[path] = (root / path).read_bytes().decode("utf-8")
        assert content[path][place["start"] : place["end"]] == place["text"]
    for finding in report["findings"]:
        before = content[finding["path"]][: finding["start"]]
        assert finding["line"] == before.count("\n") + 1
        assert finding["column"] == len(before) - (before.rfind("\n") + 1) + 1
    for segment in report["segments"]:
        assert content[segment["path"]][segment["start"] : segment["end"]].split() == segment["target"].split()


def test_the_scars_of_the_article_are_found(report: dict) -> None:
    found = {finding["text"]: finding for finding in report["findings"]}
    assert found["UkraineMoscow"]["check"] == "glued-words"
    assert found["Mizham Obiasnet"]["fix"]["text"] == "Mozhem Obyasnit"
    assert found["Fugitives"]["suggestion"] == "Deserters"
    assert found["weeks"]["fix"]["text"] == "Weeks"
    assert found["medusa"]["fix"]["text"] == "Meduza"
    assert found["institute for the study of war"]["suggestion"] == "Institute for the Study of War"


def test_a_clean_article_passes(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    outcome = qa("report", "good.txt", "-r", "good.txt")
    assert outcome.code == 0
    assert outcome.err == ""
    assert outcome.out.rstrip().endswith("Pass")


def test_what_was_asked_for_and_not_checked_gives_3(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    outcome = qa("report", "good.txt", "--select", "unsupported-word")
    assert outcome.code == 3
    assert "Incomplete" in outcome.out
    assert qa("report", "good.txt").code == 0


def test_a_model_that_cannot_be_used_is_not_a_pass(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert qa("report", "good.txt", "--model", "none").code == 0
    for model in ("some/model", "comet:some/model"):
        outcome = qa("report", "good.txt", "--model", model)
        assert outcome.code == 3
        assert "some/model" in outcome.out


def test_the_gate_decides_the_exit_code(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(GOOD.replace("the new", "the the new"))
    assert qa("report", "bad.txt").code == 1
    assert qa("report", "bad.txt", "--fail-on", "major").code == 0
    assert qa("report", "bad.txt", "--fail-on", "never").code == 0
    assert qa("report", "bad.txt", "--min-confidence", "0.95").code == 0
    assert qa("report", "bad.txt", "--ignore", "doubled-word").code == 0
    assert qa("report", "bad.txt", "--select", "style,accuracy/omission,doubled-word".split(",", 1)[1]).code == 1
    assert qa("report", "bad.txt", "--fail-on", "never", "--min-score", "fluency=99").code == 1
    assert qa("report", "bad.txt", "--fail-on", "never", "--min-score", "chrf=1").code == 3


def test_a_score_where_lower_is_better_has_an_upper_bound(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert qa("report", "good.txt", "-r", "good.txt", "--min-score", "ter=5").code == 0
    (tmp_path / "other.txt").write_text(GOOD.replace("three hours", "the whole long night"))
    worse = qa("report", "good.txt", "-r", "other.txt", "--min-score", "ter=5", "--fail-on", "never")
    assert worse.code == 1
    assert "at most 5" in worse.out


def test_a_category_that_was_asked_for_chooses_findings(qa: Runner, corpora: Path) -> None:
    folder = corpora / "kremlin"
    names = json.loads(qa("report", folder, "--select", "accuracy/named-entity", "-f", "json").out)["findings"]
    assert {"wrong-term", "lower-case-name"} <= {finding["check"] for finding in names}
    assert {finding["category"] for finding in names} == {"accuracy/named-entity"}
    rest = json.loads(qa("report", folder, "--ignore", "accuracy", "-f", "json").out)["findings"]
    assert rest
    assert not [finding for finding in rest if finding["category"].startswith("accuracy")]
    assert qa("report", folder / "reference-close.en.txt", "--select", "terminology").code == 3


def test_what_does_not_cover_the_language_is_named(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "ja.txt").write_text(
        "評議会は火曜日の夜に開かれた。\n\n新しい予算に合意するまでに三時間かかった。\n", encoding="utf-8"
    )
    report = json.loads(qa("report", "ja.txt", "-f", "json").out)
    missing = {item["what"]: item["why"] for item in report["verdict"]["not_checked"]}
    assert missing["doubled-word"] == missing["stray-capital"] == "does not cover Japanese"


def test_an_entry_without_translation_and_a_lost_number_are_found(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_text(
        "source\ttarget\nWir sahen fünf große Vögel.\t\nSie warteten 25 Tage lang auf ihn.\tThey waited for him.\n",
        encoding="utf-8",
    )
    options = ["--lang", "en", "--source-lang", "de", "--min-confidence", "0.4", "-f", "json"]
    findings = json.loads(qa("report", "rows.tsv", *options).out)["findings"]
    assert [(finding["check"], finding["start"] == finding["end"]) for finding in findings] == [
        ("omission", True), ("number-mismatch", True),
    ]  # fmt: skip


def test_the_source_language_of_entries_is_detected(qa: Runner, tmp_path: Path) -> None:
    rows = "Der Rat kam am Dienstagabend zusammen und stritt lange.\tThe council met on Tuesday evening and argued.\n"
    (tmp_path / "rows.tsv").write_text("source\ttarget\n" + rows * 3)
    (document,) = json.loads(qa("report", "rows.tsv", "-f", "json").out)["documents"]
    assert (document["language"], document["source_language"]) == ("en", "de")


def test_a_table_of_several_languages_is_in_several(qa: Runner, tmp_path: Path) -> None:
    rows = "Der Rat kam am Dienstagabend zusammen und stritt lange.\tde\nThe council met on Tuesday evening.\ten\n"
    (tmp_path / "rows.tsv").write_text("target\tlang\n" + rows)
    (document,) = json.loads(qa("report", "rows.tsv", "-f", "json").out)["documents"]
    assert document["language"] == "mul"


def test_a_norwegian_reference_fits_a_norwegian_article(qa: Runner, tmp_path: Path) -> None:
    text = "Rådet møttes tirsdag kveld.\n\nDet tok tre timer å bli enige om det nye budsjettet, og ingen var fornøyd.\n"
    (tmp_path / "nb.txt").write_text(text, encoding="utf-8")
    assert qa("report", "nb.txt", "-r", "nb.txt", "--lang", "nb").code == 0


def test_less_is_checked_without_references_and_the_report_says_so(qa: Runner, corpora: Path) -> None:
    outcome = qa("report", corpora / "kremlin" / "article.en.txt", "-f", "json")
    missing = {item["what"]: item["why"] for item in json.loads(outcome.out)["verdict"]["not_checked"]}
    assert missing["unsupported-word"] == "no reference was given (-r)"
    assert missing["wrong-term"] == "no glossary was given (-g)"
    assert missing["bleu"] == "no reference was given (-r)"


@pytest.mark.parametrize(("name", "language"), [("kremlin-ru", "ru"), ("kremlin-uk", "uk")])
def test_the_other_corpora_are_reported_on_too(qa: Runner, corpora: Path, name: str, language: str) -> None:
    outcome = qa("report", corpora / name, "-f", "json")
    report = json.loads(outcome.out)
    (document,) = report["documents"]
    assert (document["language"], document["source_language"]) == (language, "en")
    assert all(segment["source"] for segment in report["segments"])
    assert len(report["findings"]) >= 10


def test_options_take_the_place_of_the_manifest(qa: Runner, corpora: Path) -> None:
    folder = corpora / "kremlin"
    outcome = qa("report", folder, "-r", folder / "reference-free.en.txt", "-f", "json")
    assert "nrefs:1" in json.loads(outcome.out)["scores"][0]["signature"]


def test_the_same_input_gives_the_same_report_whatever_the_jobs(qa: Runner, corpora: Path) -> None:
    one = qa("report", corpora / "kremlin-ru", "-f", "json").out
    assert qa("report", corpora / "kremlin-ru", "-f", "json", "-j", "2").out == one


def test_the_output_name_tells_the_format(qa: Runner, corpora: Path, tmp_path: Path) -> None:
    for name, start in (("a.json", "{"), ("a.md", "### Translation quality: fail"), ("a.html", "<!doctype html>")):
        outcome = qa("report", corpora / "kremlin-uk", "-o", name)
        assert (outcome.code, outcome.out) == (1, "")
        assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start.lower())


def test_the_configuration_file_is_found_and_the_command_line_wins(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(GOOD.replace("the new", "the the new"))
    (tmp_path / "pyproject.toml").write_text('[tool.qa]\nignore = ["doubled-word"]\n')
    assert qa("report", "bad.txt").code == 0
    assert qa("report", "bad.txt", "--ignore", "omission").code == 1
    assert "pyproject.toml" in qa("config").out


def test_list_and_explain_show_every_component(qa: Runner) -> None:
    listed = qa("list").out
    for name in ("glued-words", "bleu", "plain-text", "markdown"):
        assert name in listed
    page = qa("explain", "glued-words").out
    assert "Why:" in page
    assert "⟦UkraineMoscow⟧" in page
    assert qa("explain", "glued-word").code == 2
    both = qa("explain", "markdown").out
    assert "markdown (reader)" in both
    assert "markdown (reporter)" in both


def test_help_and_version(qa: Runner) -> None:
    assert "report" in qa().out
    assert "--reference" in qa("report", "--help").out
    assert qa("--version").out == f"translation-qa {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["report", "corpora/kremlin", "--model", "none", "-f", "json"]])
def test_no_neural_library_is_loaded(arguments: list[str]) -> None:
    code = (
        f"import sys; from qa.cli.process import main; sys.argv = ['qa', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'onnxruntime', 'sentencepiece'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
