from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifSchema

from qa.core.contracts import Reporter
from qa.core.findings import Fix, Severity
from qa.core.report import NotChecked, Report, Rule, Verdict
from qa.registry import load, load_all
from qa.reporters.github import _property
from qa.reporters.sarif import _uri
from tests.reporters.conftest import text_report

HOSTILE = "::set-output name=x::y\x1b[31m \u202eevil %0A <b>&amp;</b> \x00"
LINE = "First.\nDer 🦊 sagte =cmd|x zum Haus.\n"


def written(name: str, report: Report) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    load(Reporter, name)().write(report, stream)
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


def one(message: str = "wrong", text: str = "sagte", content: str = LINE, **fields: Any) -> Report:
    return text_report(content, (text, {"message": message, "check": "some-check"} | fields), lang="de")


def sarif(report: Report) -> dict[str, Any]:
    log = written("sarif", report)
    SarifSchema.model_validate_json(log, strict=True)
    return json.loads(log)["runs"][0]


def test_sarif_keeps_to_its_schema_and_says_where(kremlin: Report, arabic: Report) -> None:
    run = sarif(kremlin)
    assert sarif(arabic)["columnKind"] == run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(kremlin.findings)
    lines = kremlin.documents[0].content.split("\n")
    for result, finding in zip(run["results"], kremlin.findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        shown = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert shown == region.get("snippet", {"text": ""})["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.check
    assert len({result["partialFingerprints"]["translationQa/v1"] for result in run["results"]}) == len(run["results"])


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.MAJOR, "error"),
        (Severity.MINOR, "warning"),
        (Severity.NEUTRAL, "note"),
    ],
)
def test_sarif_tells_the_severity_as_a_level(severity: Severity, level: str) -> None:
    assert sarif(one(severity=severity))["results"][0]["level"] == level


def test_sarif_has_the_manual_and_the_fix_and_what_was_not_checked() -> None:
    report = one(fix=Fix(13, 18, "sagt"))
    rule = Rule("some-check", "accuracy/mistranslation", Severity.MINOR, "A summary.", "A summary.\n\nWhy: because.")
    left = NotChecked("grammar", "no server", asked=True)
    made = Report(report.documents, report.words, report.segments, report.findings, (), Verdict(False, (), (left,)),
                  rules=(rule,))  # fmt: skip
    run = sarif(made)
    assert run["tool"]["driver"]["rules"][0]["help"]["text"] == rule.manual
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "warning"
    assert run["invocations"][0]["executionSuccessful"] is False
    replacement = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"]["text"] == "sagt"
    assert (replacement["deletedRegion"]["startLine"], replacement["deletedRegion"]["startColumn"]) == (2, 7)


def test_addresses_in_sarif_are_escaped() -> None:
    report = one()
    assert sarif(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "text.txt"
    assert _uri("a b/ü#1.txt") == "a%20b/%C3%BC%231.txt"
    assert _uri("/a b.txt") == "file:///a%20b.txt"


def test_a_fingerprint_does_not_change_with_the_place() -> None:
    def name(content: str) -> str:
        return json.loads(written("gitlab", one(content=content)))[0]["fingerprint"]

    assert name(LINE) == name("A new line.\nAnother.\n" + LINE)
    assert name(LINE) != name(LINE.replace("sagte =cmd", "sagte zu"))


def test_github_takes_nothing_in_a_text_for_a_command() -> None:
    lines = written("github", one(HOSTILE, severity=Severity.MINOR)).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::warning file=text.txt,line=2,endLine=2,col=7,endColumn=11,title=some-check (minor)::")
    assert "\\x1b[31m \\u202eevil %250A" in lines[0]
    assert written("github", one("x\n::error::y")).count("\n") == 1
    assert _property("a:b,c%\n") == "a%3Ab%2Cc%25%0A"


def test_gitlab_has_what_it_asks_for() -> None:
    issue = json.loads(written("gitlab", one()))[0]
    assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
    assert issue["severity"] == "major"
    assert issue["location"]["positions"]["begin"] == {"line": 2, "column": 7}


def test_rdjson_counts_bytes() -> None:
    diagnostic = json.loads(written("rdjson", one(fix=Fix(13, 18, "sagt"))))["diagnostics"][0]
    assert diagnostic["location"]["range"] == {"start": {"line": 2, "column": 10}, "end": {"line": 2, "column": 15}}
    assert diagnostic["suggestions"][0]["text"] == "sagt"
    assert diagnostic["severity"] == "ERROR"


def xml(name: str, report: Report) -> Element:
    root: Element = fromstring(written(name, report))
    return root


def test_junit_counts_its_tests() -> None:
    root = xml("junit", one(HOSTILE))
    assert (root.get("tests"), root.get("failures")) == ("1", "1")
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("type") == "major"
    assert failure.get("message", "").endswith("<b>&amp;</b> \\x00")
    clean = xml("junit", text_report("All is well.\n"))
    assert (clean.get("tests"), clean.get("failures")) == ("1", "0")


def test_checkstyle_groups_by_file() -> None:
    error = xml("checkstyle", one(HOSTILE)).find("file/error")
    assert error is not None
    assert (error.get("line"), error.get("column"), error.get("severity")) == ("2", "7", "error")


def test_json_lines_are_one_finding_each(kremlin: Report) -> None:
    rows = [json.loads(line) for line in written("json-lines", kremlin).splitlines()]
    content = kremlin.documents[0].content
    assert [row["text"] for row in rows] == [content[row["start"] : row["end"]] for row in rows]


def test_no_cell_of_a_table_is_a_formula() -> None:
    report = one(" =1+1", text="=cmd|x", suggestion="@SUM(1)")
    row = next(csv.DictReader(io.StringIO(written("csv", report).removeprefix("\ufeff"))))
    assert (row["what is wrong"], row["text"], row["write instead"]) == ("' =1+1", "'=cmd|x", "'@SUM(1)")
    assert (row["line"], row["column"]) == ("2", "13")


def test_a_workbook_holds_text_and_no_clock(tmp_path: Path) -> None:
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for file in files:
        with file.open("w", encoding="utf-8") as stream:
            load(Reporter, "xlsx")().write(one("=1+1 \x1b", text="=cmd|x"), stream)
    assert files[0].read_bytes() == files[1].read_bytes()
    sheet = load_workbook(files[0]).active
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert (cells["what is wrong"].value, cells["what is wrong"].data_type) == ("=1+1 \\x1b", "s")
    assert (cells["text"].value, cells["text"].data_type) == ("=cmd|x", "s")
    assert cells["line"].value == 2


@pytest.mark.parametrize("name", ["concise", "text", "markdown", "github", "csv", "junit", "checkstyle"])
def test_nothing_acts_on_a_terminal(name: str) -> None:
    shown = written(name, one(HOSTILE, text="sagte", content=LINE.replace("sagte", "sagte \x1b[2J\u202e")))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_every_ending_belongs_to_one_format() -> None:
    endings = [suffix for reporter in load_all(Reporter) for suffix in reporter.suffixes]
    assert len(endings) == len(set(endings))
