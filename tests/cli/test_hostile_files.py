"""Files and names that are there to do harm, or that no program expects."""

from __future__ import annotations

import csv
import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import qa.inputs.files as qa_files
from qa.core.display import visible
from tests.cli.run import Runner
from tests.cli.test_bad_input import complains
from tests.cli.test_report import GOOD

BAD = GOOD.replace("the new", "the the new")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.txt")
    return tmp_path / "pipe.txt"


def test_a_pipe_into_which_nothing_writes_is_not_waited_for(qa: Runner, pipe: Path) -> None:
    complains(qa("check", pipe), "pipe.txt", "empty")


def test_a_pipe_is_read_to_its_end(qa: Runner) -> None:
    end, beginning = os.pipe()
    with os.fdopen(end), os.fdopen(beginning, "w") as writer:
        writer.write(BAD)
        writer.close()
        outcome = qa("check", f"/dev/fd/{end}")
    assert (outcome.code, outcome.out.count("doubled-word")) == (1, 1)


@pytest.mark.parametrize("name", ["huge.txt", "huge.tmx", "huge.docx", "huge.po.gz"])
def test_a_file_without_end_is_refused(qa: Runner, tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.setattr(qa_files, "_LARGEST", 2**22)
    (tmp_path / name).touch()
    os.truncate(tmp_path / name, 2**34)
    complains(qa("check", name), name, "has more than 4 MB")


def test_a_device_without_end_is_refused(qa: Runner, monkeypatch) -> None:
    monkeypatch.setattr(qa_files, "_LARGEST", 2**22)
    complains(qa("check", "/dev/zero"), "/dev/zero", "has more than 4 MB")


def test_links_in_a_circle_and_names_too_long_are_no_files(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "itself").symlink_to("../folder")
    complains(qa("check", "loop.txt"), "loop.txt", "is a link that leads nowhere")
    complains(qa("check", "folder/itself/itself"), "folder/itself", "corpus.toml")
    complains(qa("check", "x" * 300 + ".txt"), "File name too long")
    (tmp_path / "good.txt").write_text(GOOD)
    complains(qa("check", "good.txt", "-r", "x" * 300), "File name too long")
    complains(qa("check", "good.txt", "-o", "x" * 300 + ".json"), "File name too long")
    assert qa("check", "good.txt", "-o", "x" * 250 + ".json").code == 0


def test_a_file_that_cannot_be_read_or_is_gone_by_then_is_named(qa: Runner, tmp_path: Path, monkeypatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD)

    def forbidden(path: object, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    def gone(path: object, *_: object) -> int:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(qa_files.os, "open", forbidden)
    complains(qa("check", "a.txt", "b.txt"), "a.txt: cannot be read: Permission denied")
    monkeypatch.setattr(qa_files.os, "open", gone)
    complains(qa("check", "a.txt", "b.txt"), "a.txt: no such file")


def test_what_may_not_be_read_is_told_and_the_other_files_are_checked(qa: Runner, tmp_path: Path, monkeypatch) -> None:
    for name in ("open.txt", "secret.txt"):
        (tmp_path / name).write_text(GOOD)
    opened = os.open

    def forbidden(path: object, *rest: Any) -> int:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest)

    monkeypatch.setattr(os, "access", lambda path, *_, **__: not str(path).endswith("secret.txt"))
    monkeypatch.setattr(qa_files.os, "open", forbidden)
    outcome = qa("check", "secret.txt", "open.txt", "--lang", "en")
    assert (outcome.code, outcome.err) == (2, "qa: secret.txt: cannot be read: Permission denied\n")
    assert outcome.out.endswith("1 file: incomplete\n")


def test_a_folder_that_may_not_be_listed_is_told(qa: Runner, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "open.txt").write_text(GOOD)
    listed = os.scandir

    def forbidden(path: Any) -> Any:
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    complains(qa("check", tmp_path), "secret: cannot be read: Permission denied")


def test_a_name_that_is_no_text_goes_into_every_report(qa: Runner, tmp_path: Path) -> None:
    name = os.fsdecode(b"f\xff\xfe.txt")
    (tmp_path / name).write_text(BAD)
    forms = (
        "sarif",
        "json",
        "gitlab",
        "rdjson",
        "json-lines",
        "junit",
        "checkstyle",
        "html",
        "csv",
        "xlsx",
        "markdown",
    )
    outcome = qa("check", name, *(part for form in forms for part in ("-o", f"{form}:out.{form}")), "-f", "concise")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith("f\\udcff\\udcfe.txt:3:")
    run = json.loads((tmp_path / "out.sarif").read_text())["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "f%FF%FE.txt"
    assert json.loads((tmp_path / "out.json").read_text())["findings"][0]["path"] == name
    for form in ("junit", "checkstyle"):
        ET.parse(tmp_path / f"out.{form}")
    table = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert list(csv.reader(table))[1][0] == "f\\udcff\\udcfe.txt"


def test_an_odd_name_is_one_address_in_sarif(qa: Runner, tmp_path: Path) -> None:
    name = "a%20b#c?d [x]:é.txt"
    (tmp_path / name).write_text(BAD)
    run = json.loads(qa("check", name, "-f", "sarif").out)["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%2520b%23c%3Fd%20%5Bx%5D%3A%C3%A9.txt"
    assert unquote(uri) == name


NASTY = "a\n::error::b,c%0A\x1b[31m\u202e##[add-mask]x##vso[task.complete]<img src=x>|=1.txt"
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_a_name_gives_no_order_to_a_terminal_or_a_build_server(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / NASTY).write_text(BAD)
    outcomes = [qa("check", NASTY, "-f", form) for form in ("concise", "text", "github", "markdown", "csv")]
    outcomes += [qa("check", f"gone{NASTY}"), qa("check", NASTY, "--since", "HEAD"), qa("fix", "--diff", NASTY)]
    for outcome in outcomes:
        for line in (outcome.out + outcome.err).splitlines():
            assert not CONTROLS.search(line), line
            assert not line.strip().startswith("::error::"), line
            assert "##[" not in line
            assert "##vso[" not in line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error file=a::b", ":\\x3aerror file=a::b"),
        ("::Stop-Commands::x", ":\\x3aStop-Commands::x"),
        ("##[group]##vso[x]##teamcity[y]", "#\\x23[group]#\\x23vso[x]#\\x23teamcity[y]"),
        ("std::vector ::error_code 1::2 ## [x] ##x", "std::vector ::error_code 1::2 ## [x] ##x"),
    ],
)
def test_what_a_build_server_would_obey_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_settings_and_manifests_nested_without_end_are_refused(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    deep = "a = " + "[" * 20_000
    (tmp_path / "deep.toml").write_text(deep)
    complains(qa("check", "good.txt", "--config", "deep.toml"), "deep.toml", "not a valid configuration file")
    (tmp_path / "corpus.toml").write_text(deep)
    complains(qa("check", tmp_path), "corpus.toml", "not valid TOML")


def test_where_memory_ends_one_line_says_so(qa: Runner, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "good.txt").write_text(GOOD)

    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(qa_files, "decode", exhausted)
    complains(qa("check", "good.txt"), "not enough memory")
