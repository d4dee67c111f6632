from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.run import Runner
from tests.cli.test_report import GOOD

BAD = GOOD.replace("the new", "the the new")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(BAD)
    return tmp_path / "bad.txt"


def test_a_baseline_hides_what_is_known_and_tells_what_is_gone(qa: Runner, bad: Path, tmp_path: Path) -> None:
    assert qa("check", "bad.txt", "--baseline", "known.json").code == 2
    made = qa("check", "bad.txt", "--baseline", "known.json", "--update-baseline")
    assert (made.code, made.out, made.err) == (
        0,
        "",
        "known.json: knows 1 finding of this run\n",
    )
    bad.write_text("A new first paragraph that says little.\n\n" + BAD, encoding="utf-8")
    again = qa("check", "bad.txt", "--baseline", "known.json", "-o", "sarif:qa.sarif", "-f", "concise")
    assert again.code == 0
    assert "known: 1 finding in the baseline" in again.out.splitlines()
    [result] = json.loads((tmp_path / "qa.sarif").read_text())["runs"][0]["results"]
    assert result["baselineState"] == "unchanged"
    assert result["suppressions"][0]["kind"] == "external"
    bad.write_text(GOOD + "\nHere is the the other fault of this kind.\n", encoding="utf-8")
    new = qa("check", "bad.txt", "--baseline", "known.json", "-f", "json")
    report = json.loads(new.out)
    assert (new.code, [finding["text"] for finding in report["findings"]]) == (1, ["the the"])
    assert len(report["stale"]) == 1
    assert qa("check", "bad.txt", "--baseline", "known.json", "--update-baseline").code == 0
    assert json.loads(qa("check", "bad.txt", "--baseline", "known.json", "-f", "json").out)["stale"] == []


def test_the_baseline_can_be_named_in_the_configuration(qa: Runner, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "qa.toml").write_text('baseline = "known.json"\n')
    assert qa("check", "bad.txt", "--update-baseline").code == 0
    assert qa("report", bad).code == 0


def test_a_baseline_needs_a_name(qa: Runner, bad: Path) -> None:
    assert "--baseline FILE" in qa("check", "bad.txt", "--update-baseline").err


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_only_changed_text_is_looked_at(qa: Runner, bad: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "bad.txt")
    git(tmp_path, "commit", "-qm", "one")
    assert qa("check", "bad.txt").code == 1
    outcome = qa("check", "bad.txt", "--since", "HEAD")
    assert outcome.code == 0
    assert "known: 1 finding in text unchanged since HEAD" in outcome.out
    bad.write_text(BAD + "\nHere is the the other fault of this kind.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text(BAD)
    outcome = qa("check", "bad.txt", "new.txt", "--since", "HEAD")
    assert outcome.code == 1
    assert [line.partition(": minor")[0] for line in outcome.out.splitlines() if "doubled-word" in line] == [
        "bad.txt:5:9", "new.txt:3:33",
    ]  # fmt: skip


def doubled(out: str) -> list[str]:
    return [line.partition(": minor")[0] for line in out.splitlines() if "doubled-word" in line]


def test_a_renamed_file_is_what_it_was(qa: Runner, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "old [1]").mkdir()
    (tmp_path / "old [1]" / "ä.txt").write_text(BAD + "\nMore was said on that day, and it was good.\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "mv", "old [1]", "new *")
    moved = tmp_path / "new *" / "ä.txt"
    moved.write_text(f"{moved.read_text()}\nHere is the the other fault of this kind.\n")
    assert doubled(qa("check", moved, "--since", "HEAD").out) == [f"{moved}:7:9"]
    monkeypatch.chdir(tmp_path / "new *")
    assert doubled(qa("check", "ä.txt", "--since", "HEAD").out) == ["ä.txt:7:9"]
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "two")
    assert doubled(qa("check", "ä.txt", "--since", "HEAD~1").out) == ["ä.txt:7:9"]
    (tmp_path / "new *" / "untracked.txt").write_text(BAD)
    assert doubled(qa("check", "untracked.txt", "--since", "HEAD").out) == ["untracked.txt:3:33"]


def test_a_shallow_clone_says_what_it_lacks(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "bad.txt").write_text(GOOD)
    git(tmp_path / "whole", "init", "-q")
    for text in (GOOD, BAD):
        (tmp_path / "whole" / "bad.txt").write_text(text)
        git(tmp_path / "whole", "add", ".")
        git(tmp_path / "whole", "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/whole", "part")
    outcome = qa("check", "part/bad.txt", "--since", "HEAD~1")
    assert (outcome.code, "fetch-depth: 0" in outcome.err) == (2, True)
    assert doubled(qa("check", "whole/bad.txt", "--since", "HEAD~1").out) == ["whole/bad.txt:3:33"]


def test_a_packed_file_is_new_as_a_whole_once_it_changed(qa: Runner, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    packed = tmp_path / "a.txt.gz"
    packed.write_bytes(gzip.compress(BAD.encode()))
    git(tmp_path, "add", "a.txt.gz")
    git(tmp_path, "commit", "-qm", "packed")
    assert qa("check", "a.txt.gz", "--since", "HEAD").code == 0
    packed.write_bytes(gzip.compress(f"{BAD}\nMore was said.\n".encode()))
    assert qa("check", "a.txt.gz", "--since", "HEAD").code == 1


@pytest.mark.parametrize("revision", ["none", "--output=x", "HEAD; true"])
def test_a_revision_has_to_exist(qa: Runner, bad: Path, tmp_path: Path, revision: str) -> None:
    git(tmp_path, "init", "-q")
    outcome = qa("check", "bad.txt", f"--since={revision}")
    assert (outcome.code, outcome.out) == (2, "")
    assert "has no revision" in outcome.err


def test_git_is_asked_only_in_a_repository(qa: Runner, bad: Path) -> None:
    outcome = qa("check", "bad.txt", "--since", "HEAD")
    assert outcome.code == 2
    assert "is in no git repository" in outcome.err


def test_a_report_can_be_held_against_an_earlier_one(qa: Runner, tmp_path: Path) -> None:
    lines = [
        {"source": f"Дом номер {n} большой.", "mt": f"The house number {n} is big and old.", "key": str(n)}
        for n in range(20)
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    never = ("--fail-on", "never", "--lang", "en", "--source-lang", "ru", "--select", "doubled-word")
    assert qa("check", "a.jsonl", "-o", "json:old.json", *never).code == 0
    assert qa("check", "a.jsonl", "--not-worse-than", "old.json", *never).code == 0
    for line in lines[:9]:
        line["mt"] = line["mt"].replace("The", "The the")
    file.write_text("\n".join(map(json.dumps, lines)))
    worse = qa("check", "a.jsonl", "--not-worse-than", "old.json", *never)
    assert worse.code == 1
    assert "worse than old.json: 0.450 penalty a segment, 0.000 before (20 segments, p = 0.0" in worse.out
    file.write_text('{"source": "Иное", "mt": "Something else.", "key": "x"}')
    assert qa("check", "a.jsonl", "--not-worse-than", "old.json", *never).code == 3
