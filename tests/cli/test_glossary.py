from __future__ import annotations

import json
from pathlib import Path

from tests.cli.run import Runner

GOOD = "concept,language,term,status\nkyiv,en,Kyiv,preferred\nkyiv,en,Kiev,deprecated\nkyiv,uk,Київ,preferred\n"


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_alone_it_tells_its_commands(qa: Runner) -> None:
    assert qa("glossary") == qa("glossary", "--help")


def test_a_good_base_passes(qa: Runner) -> None:
    outcome = qa("glossary", "check", written("good.csv", GOOD))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "3 terms of 1 concept; 0 faults\n"


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


def test_a_base_goes_through_xliff_and_back(qa: Runner) -> None:
    base = written("base.csv", GOOD)
    assert qa("glossary", "convert", base, "base.xlf").code == 0
    outcome = qa("glossary", "convert", "base.xlf", "back.csv")
    assert (outcome.code, outcome.err) == (0, "")
    lines = [line.rstrip(",") for line in Path("back.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert sorted(lines) == sorted(GOOD.splitlines()[1:])


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
        '  "Kiev" (deprecated): 1 time: two.txt:1:14',
        "1 concept used, 1 never",
        "never used: lviv",
    ]
    assert qa("glossary", "audit", one, "-g", base, "--lang", "en").code == 0
    content = json.loads(qa("glossary", "audit", one, two, "-g", base, "--lang", "en", "-f", "json").out)
    assert content["concepts"][0]["forms"][1]["places"] == [
        {"path": "two.txt", "line": 1, "column": 14, "text": "Kiev"}
    ]
    assert content["concepts"][0]["drifts"] is True


def test_an_audit_tells_what_it_could_not_check(qa: Runner) -> None:
    base = written("base.csv", GOOD)
    text = written("one.txt", "Der Bürgermeister sprach am Montag mit der Presse über die Lage der Stadt.\n")
    outcome = qa("glossary", "audit", text, "-g", base)
    assert (outcome.code, outcome.err) == (3, 'not checked: the term base has no terms in the language "de"\n')
    outcome = qa("glossary", "audit", written("two.txt", "Zzz.\n"), "-g", base)
    assert (outcome.code, outcome.err.startswith("qa: two.txt: its language cannot be told; name it")) == (2, True)


def test_an_audit_without_a_base_tells_a_name_spelled_two_ways(qa: Runner) -> None:
    one = written("one.txt", "A reporter of Meduza wrote that the town was calm.\n\nThe outlet Meduza was not sure.\n")
    two = written("two.txt", "A reporter of Medusa was there as well.\n")
    outcome = qa("glossary", "audit", one, two, "--lang", "en")
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        '"Meduza" (en): 2 ways, 3 places',
        '  "Meduza": 2 times: one.txt:1:15, one.txt:3:12',
        '  "Medusa": 1 time: two.txt:1:15',
        "1 names and terms rendered in several ways",
    ]
    assert qa("glossary", "audit", one, two, "--lang", "en", "--fail-on", "major").code == 0
    content = json.loads(qa("glossary", "audit", one, two, "--lang", "en", "-f", "json").out)
    assert [form["term"] for form in content["concepts"][0]["forms"]] == ["Meduza", "Medusa"]
    rows = qa("glossary", "audit", one, two, "--lang", "en", "-f", "csv").out.splitlines()
    assert rows[0] == "concept,language,form,status,count,path,line,column,text"
    assert rows[3] == "Meduza,en,Medusa,,1,two.txt,1,15,Medusa"


def test_the_translations_of_one_term_are_followed_from_the_source(qa: Runner) -> None:
    lines = [
        f"Потом Медуза писала в день {n}.\tThen {'Meduza' if n % 2 else 'Medusa'} wrote on day {n}." for n in range(9)
    ]
    pairs = written("pairs.tsv", "source\ttarget\n" + "\n".join(lines) + "\n")
    outcome = qa("glossary", "audit", pairs, "--lang", "en", "--source-lang", "ru")
    assert (outcome.code, outcome.out.splitlines()[0]) == (1, '"Медуза" (en): 2 ways, 9 places')


def test_a_draft_is_written_in_every_format_and_is_a_base(qa: Runner) -> None:
    text = written("one.txt", "A reporter of Meduza wrote that the town was calm.\n\nThe outlet Meduza was not sure.\n")
    assert qa("glossary", "extract", text, "--lang", "en").out.splitlines() == [
        "     2  Meduza (en, name)",
        "1 names and 0 terms, 0 of them with proposed translations",
    ]
    for ending in ("csv", "tsv", "tbx", "tmx", "xlsx", "json", "yaml", "xlf"):
        assert qa("glossary", "extract", text, "--lang", "en", "-o", f"draft.{ending}").code == 0
        assert qa("glossary", "check", f"draft.{ending}").code == 0
    assert qa("glossary", "extract", text, "--lang", "en", "-f", "csv").out == (
        "concept,language,term,status,part_of_speech,note,context\n"
        "meduza,en,Meduza,admitted,proper noun,candidate: 2 times in 1 file,"
        "A reporter of Meduza wrote that the town was calm.\n"
    )
    assert "0 names" in qa("glossary", "extract", text, "--lang", "en", "-g", "draft.csv").out
    assert "0 names" in qa("glossary", "extract", text, "--lang", "en", "--min-count", "3").out
    assert qa("glossary", "extract", text, "--lang", "en", "-o", "draft.docx").code == 2
    other = written("two.txt", "A reporter of Medusa was there as well.\n")
    assert qa("glossary", "extract", text, other, "--lang", "en", "-s", text).code == 2


def test_pages_are_escaped_and_allow_nothing_but_their_own_style(qa: Runner) -> None:
    base = written("<b>.csv", "concept,language,term\n1,en,<script>x</script>\n1,en,<script>x</script>\n")
    page = qa("glossary", "check", base, "-f", "html").out
    assert "<script" not in page
    assert "&lt;script&gt;x" in page
    assert "default-src 'none'; style-src 'sha256-" in page
    for command in ("audit", "extract"):
        text = written("one.txt", "A reporter of Meduza wrote.\n\nThe outlet Meduza & the <b>town were not sure.\n")
        page = qa("glossary", command, text, "--lang", "en", "-f", "html").out
        assert page.startswith("<!doctype html>")
        assert "<b>" not in page


def test_a_table_holds_no_formula(qa: Runner) -> None:
    base = written("base.csv", "concept,language,term\n=1+1,en,@SUM(A1)\n=1+1,en,@SUM(A1)\n")
    row = qa("glossary", "check", base, "-f", "csv").out.splitlines()[1]
    assert row.startswith("base.csv,3,minor,duplicate,")
    assert row.endswith(",'=1+1,en,'@SUM(A1)")


def test_faults_have_the_lines_of_their_entries_in_every_format(qa: Runner) -> None:
    base = written("base.csv", GOOD + "kyiv,en,Kiev,preferred\n")
    for ending in ("csv", "tsv", "tbx", "tmx", "xlsx", "json", "yaml", "xlf"):
        assert qa("glossary", "convert", base, f"lines.{ending}").code == 0
        content = json.loads(qa("glossary", "check", f"lines.{ending}", "-f", "json").out)
        lines = [term["line"] for term in content["faults"][0]["terms"]]
        assert lines == sorted(set(lines)), ending
        assert content["faults"][0]["line"] == lines[-1]
