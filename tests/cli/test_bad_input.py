"""Whatever the input, one clear line says what is wrong, where, and what to do; exit code 2, and no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Outcome, Runner

ARTICLE = (
    "The council met on Tuesday evening.\n\n"
    "It took three hours to agree on the new budget, and nobody was happy with the result in the end.\n"
)
RUSSIAN = (
    "Совет собрался во вторник вечером.\n\n"
    "Чтобы согласовать новый бюджет, понадобилось три часа, и в конце концов результатом никто не был доволен.\n"
)


def complains(outcome: Outcome, *words: str) -> None:
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("qa: ")
    for word in words:
        assert word in outcome.err


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_a_missing_file(qa: Runner) -> None:
    complains(qa("report", "nowhere.txt"), "nowhere.txt", "no such file or folder")


def test_a_missing_reference_and_a_folder_as_reference(qa: Runner, article: Path, tmp_path: Path) -> None:
    complains(qa("report", article, "-r", "gone.txt"), "gone.txt", "no such file")
    complains(qa("report", article, "-r", tmp_path), "is a folder")


def test_a_folder_without_manifest(qa: Runner, tmp_path: Path) -> None:
    complains(qa("report", tmp_path), "corpus.toml")


@pytest.mark.parametrize(
    ("manifest", "word"),
    [
        ("title = 'x'\n[artcle]\npath = 'a.txt'\n", 'did you mean "article"'),
        ("[article]\npth = 'a.txt'\n", "needs a path"),
        ("[article]\npath = 'a.txt'\nlanguage = 'no such'\n", "is not a language tag"),
        ("[article\n", "not valid TOML"),
        ("title = 'x'\n", "needs one [article]"),
    ],
)
def test_a_wrong_manifest(qa: Runner, tmp_path: Path, manifest: str, word: str) -> None:
    (tmp_path / "corpus.toml").write_text(manifest, encoding="utf-8")
    complains(qa("report", tmp_path), "corpus.toml", word)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        (b"One word.\x00Two words.", "binary"),
        (ARTICLE.encode() + b"\xff\xfe\xfd\x80", "byte"),
        ("lone \ud800 surrogate".encode("utf-8", "surrogatepass"), "byte 5"),
    ],
)
def test_a_file_that_is_no_text(qa: Runner, tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    complains(qa("report", path), "file.txt", word)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251"])
def test_other_encodings_are_read_or_refused_but_never_garbled(qa: Runner, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes((RUSSIAN * 3).encode(encoding))
    outcome = qa("report", path, "-f", "json")
    if outcome.code == 2:
        complains(outcome, "UTF-8")
    else:
        assert json.loads(outcome.out)["segments"][0]["target"] == RUSSIAN.split("\n")[0]


@pytest.mark.parametrize("option", ["--lang", "--source-lang"])
def test_an_unknown_language_tag(qa: Runner, article: Path, option: str) -> None:
    complains(qa("report", article, option, "xx-klingon"), "xx-klingon", "BCP 47")


def test_a_reference_in_another_language(qa: Runner, article: Path, tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text(RUSSIAN, encoding="utf-8")
    complains(qa("report", article, "-r", "ru.txt"), "ru.txt", "Russian", "English", "--source")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--fail-on", "maior"], 'did you mean "minor"'),
        (["--select", "glued-word"], 'did you mean "glued-words"'),
        (["--ignore", "accuracy/mistranslatoin"], 'did you mean "accuracy/mistranslation"'),
        (["-f", "jsn"], 'did you mean "json"'),
        (["--min-confidence", "7"], "from 0 to 1"),
        (["--min-score", "chrf"], "NAME=VALUE"),
        (["--min-score", "chrf=nan"], "finite"),
        (["--min-score", "blue=1"], 'did you mean "bleu"'),
        (["--lang", ""], "BCP 47"),
        (["-o", "report.pdf"], "-f"),
        (["-o", "article.txt"], "is read by this run"),
        (["-j", "0"], "jobs"),
        (["--nonsense"], "--nonsense"),
        (["-o", "no/such/folder/report.json"], "cannot be written"),
        (["--config", "none.toml"], "none.toml"),
    ],
)
def test_wrong_options(qa: Runner, article: Path, arguments: list[str], word: str) -> None:
    complains(qa("report", article, *arguments), word)


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ('fail-onn = "major"', 'did you mean "fail-on"'),
        ("min-confidence = true", "min-confidence"),
        ('select = "glued-words"', 'give a list, such as ["one", "two"]'),
        ("[checks.glued-wrds]", 'did you mean "glued-words"'),
        ("[checks.glued-words]\nlength = 3", 'no option "length"'),
        ("a = ", "not a valid configuration file"),
        ('[min-score]\nchrf = "x"', "min-score.chrf"),
        ("[checks]\nglued-words = 3", "checks.glued-words"),
        ("[metrics.chrf]\nbeta = 'two'", "beta"),
        ("[metrics.chfr]\nbeta = 2", 'did you mean "chrf"'),
    ],
)
def test_wrong_configuration(qa: Runner, article: Path, tmp_path: Path, config: str, word: str) -> None:
    (tmp_path / "qa.toml").write_text(config, encoding="utf-8")
    complains(qa("report", article), word)


def test_a_folder_as_configuration(qa: Runner, article: Path, tmp_path: Path) -> None:
    complains(qa("report", article, "--config", tmp_path), "cannot be read: Is a directory")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("base.csv", "no,such\n1,2\n", "is not a language tag"),
        ("base.csv", "concept,language,term\n", "no terms"),
        ("base.tbx", "<tbx><text>", "not well-formed"),
        ("base.tbx", '<!DOCTYPE t [<!ENTITY a "b">]><tbx>&a;</tbx>', "entities"),
    ],
)
def test_a_broken_glossary(qa: Runner, article: Path, tmp_path: Path, name: str, content: str, word: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    complains(qa("report", article, "-g", name), name, word)


def test_a_broken_row_is_reported_with_its_line_and_the_rest_is_read(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_text("source\ttarget\nHallo Welt\tHello world\nkaputt\nTag\tGood good day\n")
    (tmp_path / "rows.jsonl").write_text('{"mt": "Hello world"}\n{"mt": \n{"mt": "Good good day"}\n')
    for name, line, last in (("rows.tsv", 3, 4), ("rows.jsonl", 2, 3)):
        outcome = qa("report", name, "--lang", "en", "-f", "json")
        found = [(finding["check"], finding["line"]) for finding in json.loads(outcome.out)["findings"]]
        assert outcome.code == 1
        assert found == [("unreadable-entry", line), ("doubled-word", last)]
        assert json.loads(outcome.out)["mqm"]["penalty"] == 1


def test_entries_are_not_compared_with_running_text(qa: Runner, article: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_text("source\ttarget\nHallo Welt\tHello world\n")
    complains(qa("report", "rows.tsv", "-r", article), "rows.tsv", "bring their own")
    complains(qa("report", article, "-r", "rows.tsv"), "rows.tsv", "bring their own")


def test_a_wrong_language_in_a_row_is_a_problem_of_that_row(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_text("target\tlang\nHallo Welt\tGerman!\nGuten Tag\tde\n")
    (tmp_path / "rows.jsonl").write_text('{"mt": "Hallo Welt", "lp": "en-g!"}\n{"mt": "Guten Tag", "lp": "en-de"}\n')
    for name in ("rows.tsv", "rows.jsonl"):
        report = json.loads(qa("report", name, "-f", "json").out)
        assert [finding["check"] for finding in report["findings"]] == ["unreadable-entry"]
        assert report["documents"][0]["language"] == "de"


def test_a_broken_row_of_a_glossary_is_reported_with_its_place(qa: Runner, article: Path, tmp_path: Path) -> None:
    rows = "concept,language,term,status\n1,en,Meduza,bogus\n2,en,Vesna,\n"
    (tmp_path / "base.csv").write_text(rows)
    (finding,) = json.loads(qa("report", article, "-g", "base.csv", "-f", "json").out)["findings"]
    assert (finding["path"], finding["line"], finding["text"]) == ("base.csv", 2, "1,en,Meduza,bogus\n")


def test_long_lines_and_long_texts_are_read(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("The council met again. " * 4500)
    (tmp_path / "word.txt").write_text("a" * 100_000)
    assert qa("report", "line.txt", "-f", "json").code in (0, 1)
    assert qa("report", "word.txt", "-f", "json").code == 0


def test_nothing_half_written_is_left(qa: Runner, article: Path, tmp_path: Path, monkeypatch) -> None:
    from qa.reporters.json import Json

    (tmp_path / "report.json").write_text("old")

    def fails(self: Json, report: object, stream) -> None:
        stream.write("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Json, "write", fails)
    complains(qa("report", article, "-o", "report.json"), "report.json", "No space left")
    assert (tmp_path / "report.json").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} - {".cache"} == {"article.txt", "report.json"}
