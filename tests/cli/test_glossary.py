from __future__ import annotations

import json
from pathlib import Path

from tests.cli.run import Runner

GOOD = "concept,language,term,status\nkyiv,en,Kyiv,preferred\nkyiv,en,Kiev,deprecated\nkyiv,uk,Київ,preferred\n"


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_base_passes(qa: Runner) -> None:
    outcome = qa("glossary", "check", written("good.csv", GOOD))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "3 terms of 1 concepts; 0 faults\n"


def test_faults_and_broken_entries_fail_and_are_told(qa: Runner) -> None:
    base = written("bad.csv", GOOD + "kyiv,en,Kiev,preferred\nlviv,xx-,Lviv,preferred\n")
    outcome = qa("glossary", "check", base)
    assert outcome.code == 1
    assert "bad.csv: major unreadable-entry line 6: this entry was left out" in outcome.out
    assert (
        'bad.csv: major contradiction "Kiev" (en) is both deprecated and preferred (concept "kyiv", lines 3, 5)'
        in outcome.out
    )
    assert qa("glossary", "check", base, "--fail-on", "critical").code == 0
    assert qa("glossary", "check", base, "--fail-on", "never").code == 0
    content = json.loads(qa("glossary", "check", base, "-f", "json").out)
    assert (content["schema"], content["terms"]) == ("qa-glossary-check/1", 4)
    assert [problem["entry"] for problem in content["problems"]] == ["line 6"]
    assert content["faults"][0]["terms"][0]["term"] == "Kiev"


def test_a_base_is_converted_through_every_format_and_back(qa: Runner) -> None:
    last = written("base.csv", GOOD)
    for number, ending in enumerate(("tbx", "xlsx", "json", "yaml", "tmx", "tsv", "csv")):
        path = Path(f"base{number}.{ending}")
        assert qa("glossary", "convert", last, path).code == 0
        last = path
    assert last.read_text(encoding="utf-8") == GOOD.replace("status\n", "status,part_of_speech,note\n").replace(
        "preferred\n", "preferred,,\n"
    ).replace("deprecated\n", "deprecated,,\n")


def test_a_style_of_tbx_is_chosen_by_name(qa: Runner) -> None:
    base = written("base.csv", GOOD)
    assert qa("glossary", "convert", base, "base.tbx", "-f", "tbx-v2").code == 0
    assert "<martif" in Path("base.tbx").read_text(encoding="utf-8")
    outcome = qa("glossary", "convert", base, "-", "-f", "tbx-dct")
    assert (outcome.code, "<min:administrativeStatus>" in outcome.out) == (0, True)


def test_what_cannot_be_converted_is_told(qa: Runner) -> None:
    base = written("base.csv", GOOD + "lviv,xx-,Lviv,preferred\n")
    outcome = qa("glossary", "convert", base, "base.json")
    assert (outcome.code, "line 5" in outcome.err) == (3, True)
    assert qa("glossary", "convert", base, "base.docx").code == 2
    assert qa("glossary", "convert", base, "base.xlf").code == 2
    assert qa("glossary", "convert", base, base).code == 2
    assert qa("glossary", "check", "missing.csv").code == 2
    assert qa("glossary", "check", base, "-f", "docx").code == 2
    assert qa("glossary", "check", base, "--fail-on", "often").code == 2


def test_a_huge_base_is_refused_before_it_is_read(qa: Runner) -> None:
    with Path("huge.csv").open("wb") as stream:
        stream.truncate(200 * 2**20)
    outcome = qa("glossary", "check", "huge.csv")
    assert outcome.code == 2
    assert outcome.err == "qa: huge.csv: has 200 MB; a term base may have 128 MB\n"


def test_an_audit_tells_forms_drift_and_unused_concepts(qa: Runner) -> None:
    base = written("base.csv", GOOD + "lviv,en,Lviv,preferred\n")
    one = written("one.txt", "The mayor of Kyiv spoke to the press on Monday.\n\nKyiv’s streets were empty.\n")
    two = written("two.txt", "The mayor of Kiev spoke to the press on Tuesday.\n")
    outcome = qa("glossary", "audit", one, two, "-g", base, "--lang", "en")
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        "kyiv (en): 2 forms, differently from document to document",
        '  "Kyiv" (preferred): 2 times: one.txt:1:14, one.txt:3:1',
        '  "Kiev" (deprecated): 1 times: two.txt:1:14',
        "1 concepts used, 1 never",
        "never used: lviv",
    ]
    assert qa("glossary", "audit", one, "-g", base, "--lang", "en").code == 0
    content = json.loads(qa("glossary", "audit", one, two, "-g", base, "--lang", "en", "-f", "json").out)
    assert content["concepts"][0]["forms"][1]["places"] == [
        {"path": "two.txt", "line": 1, "column": 14, "text": "Kiev"}
    ]
    assert content["concepts"][0]["drifts"] is True
