"""A file that is too large to be held is checked in parts."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from qa.core import large_text
from qa.inputs import files
from qa.readers import _xml, tmx
from tests.cli.run import Runner
from tests.readers.test_xml_readers import tmx as memory
from tests.readers.test_xml_readers import variant

ENTRY = "<tu>{}{}</tu>\r\n"
GOOD = ENTRY.format(
    variant("en", "Good {name} & all".replace("&", "&amp;")), variant("de", "Guter {name} &amp; alle 😀")
)
BAD = ENTRY.format(variant("en", "Hello {name}"), variant("de", "Hallo hallo {nome}"))
NEW = ENTRY.format(variant("en", "Hello"), "")
CONTENT = memory((GOOD * 9 + BAD + NEW) * 4)
CHECKS = ("--select", "placeholder-mismatch,doubled-word")


@pytest.fixture(params=["utf-8", "utf-16-le"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(large_text, "_BYTES", 600)
    monkeypatch.setattr(_xml, "_WINDOW", 500)
    monkeypatch.setattr(tmx, "_PART", 2000)
    mark = codecs.BOM_UTF16_LE if request.param == "utf-16-le" else b""
    (tmp_path / "f.tmx").write_bytes(mark + CONTENT.encode(request.param))
    return tmp_path / "f.tmx"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LARGEST_HELD", 1000)


def test_findings_are_those_of_the_whole(qa: Runner, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("check", file.name, *CHECKS, "-f", "json", "--no-cache", "-q")
    whole = json.loads(qa(*command).out)
    monkeypatch.setattr(files, "_LARGEST_HELD", 1000)
    found = json.loads(qa(*command).out)
    assert found["findings"] == whole["findings"]
    assert len(found["findings"]) >= 4
    assert found["documents"] == whole["documents"]
    assert found["mqm"] == whole["mqm"]
    assert (found["scores"], found["fluency"]) == ([], None)
    for finding in found["findings"]:
        assert CONTENT[finding["start"] : finding["end"]] == finding["text"]
    left = {item["what"]: item["why"] for item in found["verdict"]["not_checked"]}
    assert left["4 entries of f.tmx"] == "not translated yet"
    assert "each of its" in left["entries of different parts of f.tmx against each other"]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("form", ["concise", "text", "sarif", "html", "xlsx", "junit", "github"])
def test_every_reporter_can_write_it(qa: Runner, file: Path, form: str) -> None:
    assert qa("check", file.name, *CHECKS, "-o", f"{form}:out", "-q").code == 1
    assert (file.parent / "out").stat().st_size


@pytest.mark.usefixtures("large")
def test_the_second_run_and_a_baseline_know_what_was_found(qa: Runner, file: Path) -> None:
    first = qa("check", file.name, *CHECKS, "-q", "-j", "2")
    assert qa("check", file.name, *CHECKS, "-q").out == first.out
    assert qa("check", file.name, *CHECKS, "-q", "--baseline", "b.json", "--update-baseline").code == 0
    assert qa("check", file.name, *CHECKS, "-q", "--baseline", "b.json").code == 0


@pytest.mark.usefixtures("large")
def test_what_is_wrong_with_a_term_base_is_told_once(qa: Runner, file: Path) -> None:
    rows = ["concept,language,term,status", "1,en,Meduza,preferred", "2,en,Medusa,no such status"]
    (file.parent / "terms.csv").write_text("\n".join(rows), encoding="utf-8")
    outcome = qa("check", file.name, *CHECKS, "-g", "terms.csv", "-q")
    assert outcome.out.count("terms.csv:3:1:") == 1


@pytest.mark.usefixtures("large")
def test_a_comment_is_heeded(qa: Runner, file: Path) -> None:
    order = "<!-- qa: ignore placeholder-mismatch it is meant so -->"
    file.write_text(memory((GOOD * 9 + BAD.replace("\r\n", f"{order}\r\n")) * 4), encoding="utf-8", newline="")
    outcome = qa("check", file.name, "--select", "placeholder-mismatch", "-q")
    assert (outcome.code, "4 findings ignored by a comment" in outcome.out) == (0, True)


@pytest.mark.usefixtures("large")
def test_a_large_file_whose_encoding_has_to_be_told_is_read_as_a_whole(qa: Runner, file: Path) -> None:
    file.write_bytes(CONTENT.encode("utf-16-le"))
    outcome = qa("check", file.name, *CHECKS, "-q")
    assert (outcome.code, "different parts" in outcome.out) == (1, False)


@pytest.mark.usefixtures("large")
def test_a_bound_on_a_score_is_not_passed_over(qa: Runner, file: Path) -> None:
    outcome = qa("check", file.name, "--select", "omission", "--min-score", "fluency=1", "-q")
    assert "was not computed" in outcome.out
    assert outcome.code == 3
