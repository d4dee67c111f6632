from __future__ import annotations

import time
from pathlib import Path

import pytest

from qa.config.settings import Settings
from qa.core.findings import Severity
from qa.core.report import Report
from qa.inputs.opened import open_target
from qa.inputs.targets import Named, Target
from qa.run.examine import examine
from qa.run.ignores import UNUSED

BAD = "They said that the the new house is big and old."


def report(folder: Path, name: str, content: str, **settings: object) -> Report:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return examine(open_target(Target(Named(file, "en"))), Settings(**settings), scored=False)  # type: ignore[arg-type]


def shown(made: Report) -> list[str]:
    return [finding.check for finding in made.findings]


def comment(order: str) -> str:
    return f"<!-- qa: {order} -->"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", f"{comment('ignore doubled-word it is a quotation')}\n\n{BAD}\n"),
        ("a.md", f"{comment('ignore linguistic-conventions it is a quotation')}\r\n\r\n{BAD}\r\n"),
        ("a.md", f"{comment('ignore style,doubled-word it is a quotation')}\n\n{BAD}\n"),
        ("a.md", f"{BAD} {comment('ignore doubled-word it is a quotation')}\n"),
        ("a.md", f"A heading of it all.\n\n{BAD}\n\n{comment('ignore-file doubled-word it is a quotation')}\n"),
        (
            "a.html",
            f"<!doctype html>\n<body>\n{comment('ignore doubled-word it is a quotation')}\n<p>{BAD}</p></body>\n",
        ),
    ],
)
def test_a_comment_with_a_reason_ignores(tmp_path: Path, name: str, content: str) -> None:
    made = report(tmp_path, name, content)
    assert "doubled-word" not in shown(made)
    assert [(known.finding.check, known.kind, known.reason) for known in made.known] == [
        ("doubled-word", "inSource", "it is a quotation")
    ]
    assert made.counted == made.findings


ORDER = "qa: ignore doubled-word it is a quotation"
UNIT = "<trans-unit id='{0}'><source>x</source>\n<target>{1}</target>{2}\n</trans-unit>"
XLIFF = "<xliff version='1.2'><file source-language='ru' target-language='en'><body>{}</body></file></xliff>"
UNIT2 = (
    "<unit id='{0}'><notes><note>{2}</note></notes>\n<segment><source>x</source><target>{1}</target></segment></unit>"
)
TU = "<tu>{2}<tuv xml:lang='ru'><seg>x</seg></tuv>\n<tuv xml:lang='en'><seg>{1}</seg></tuv></tu>"
FORMS = {
    "a translator's comment of PO": ("a.po", 'msgid ""\nmsgstr "Language: en\\n"\n\n# {0}\nmsgid "x"\nmsgstr "{1}"\n'),
    "a programmer's comment of PO": ("a.po", 'msgid ""\nmsgstr "Language: en\\n"\n\n#. {0}\nmsgid "x"\nmsgstr "{1}"\n'),
    "YAML": ("a.yml", "en:\n  # {0}\n  a: {1}\n"),
    "YAML, in the same line": ("a.yml", "en:\n  a: {1} # {0}\n"),
    "Android": ("strings.xml", '<resources>\n<!-- {0} -->\n<string name="a">{1}</string>\n</resources>\n'),
    "Apple": ("a.strings", '/* {0} */\n"a" = "{1}";\n'),
    "Apple, one line": ("a.strings", '// {0}\n"a" = "{1}";\n'),
    "WebVTT": ("a.vtt", "WEBVTT\n\nNOTE {0}\n\n00:01.000 --> 00:02.000\n{1}\n"),
    "HTML": ("a.html", "<p>One is here.</p>\n<!-- {0} -->\n<p>{1}</p>\n"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_format_has_comments_of_its_own(tmp_path: Path, name: str) -> None:
    file, form = FORMS[name]
    made = report(tmp_path, file, form.replace("{0}", ORDER).replace("{1}", BAD), select=("doubled-word",))
    assert [known.reason for known in made.known] == ["it is a quotation"]
    assert not made.findings


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlf", XLIFF.replace("{}", f"{UNIT}{{3}}")),
        ("a.xlf", f"<xliff version='2.0' srcLang='ru' trgLang='en'><file id='f'>{UNIT2}{{3}}</file></xliff>"),
        ("a.tmx", f"<tmx version='1.4'><header srclang='ru'/><body>{TU}{{3}}</body></tmx>"),
    ],
)
def test_a_note_holds_for_its_entry(tmp_path: Path, name: str, content: str) -> None:
    note = f"<note>{ORDER}</note>"
    unit = next(form for form in (UNIT2, TU, UNIT) if form in content)
    other = unit.replace("{0}", "2").replace("{1}", BAD.replace("house", "hut")).replace("{2}", "")
    noted = ORDER if unit is UNIT2 else note
    whole = content.replace("{3}", other).replace("{0}", "1").replace("{1}", BAD).replace("{2}", noted)
    made = report(tmp_path, name, whole, select=("doubled-word",))
    assert [known.reason for known in made.known] == ["it is a quotation"]
    assert shown(made) == ["doubled-word"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{comment('ignore doubled-word')}\n\n{BAD}\n", "needs the name of a check and a reason"),
        (f"{comment('ignore')}\n\n{BAD}\n", "needs the name of a check and a reason"),
        (f"{comment('ignore doubled-wrd because')}\n\n{BAD}\n", 'did you mean "doubled-word"'),
        (
            f"{BAD}\n\n{comment('ignore doubled-word because')}\n\nAll is well with this one here.\n",
            "nothing is ignored here",
        ),
        (f"{BAD}\n\n{comment('ignore doubled-word at the end')}\n", "nothing is ignored here"),
    ],
)
def test_a_comment_that_ignores_nothing_is_reported(tmp_path: Path, content: str, message: str) -> None:
    made = report(tmp_path, "a.md", content)
    assert shown(made).count("doubled-word") == 1
    finding = next(finding for finding in made.findings if finding.check == UNUSED)
    assert finding.severity is Severity.NEUTRAL
    assert message in finding.message
    assert made.documents[0].content[finding.span.start : finding.span.end].startswith("<!-- qa: ignore")


def test_only_the_next_paragraph_is_ignored(tmp_path: Path) -> None:
    made = report(
        tmp_path, "a.md", f"{comment('ignore doubled-word because')}\n\n{BAD}\n\n{BAD.replace('old', 'new')}\n"
    )
    assert shown(made) == ["doubled-word"]
    assert made.findings[0].span.start > made.known[0].finding.span.start


def test_a_check_that_did_not_run_is_not_missed(tmp_path: Path) -> None:
    content = f"{comment('ignore doubled-word because')}\n\nAll is well with this one here.\n"
    assert shown(report(tmp_path, "a.md", content, ignore=("doubled-word",))) == []
    assert shown(report(tmp_path, "a.md", content, select=("glued-words",))) == []
    assert shown(report(tmp_path, "a.md", content)) == [UNUSED]


def test_plain_text_has_no_comments(tmp_path: Path) -> None:
    assert "doubled-word" in shown(report(tmp_path, "a.txt", f"{comment('ignore doubled-word because')}\n\n{BAD}\n"))


def test_many_broken_comments_take_no_time(tmp_path: Path) -> None:
    made = report(tmp_path, "a.md", "All is well.\n\n" + "<!-- qa: ignore " * 20_000, select=("doubled-word",))
    assert made.known == ()


@pytest.mark.parametrize("name", ["a.md", "a.tmx"])
def test_many_comments_take_no_time(tmp_path: Path, name: str) -> None:
    one = f"{comment('ignore doubled-word it is a quotation')}\n\n{BAD}\n\n"
    content = one * 500
    if name == "a.tmx":
        unit = TU.replace("{0}", "1").replace("{1}", BAD).replace("{2}", f"<note>{ORDER}</note>")
        content = f"<tmx version='1.4'><header srclang='ru'/><body>{unit * 500}</body></tmx>"
    before = time.process_time()
    made = report(tmp_path, name, content, select=("doubled-word",))
    assert (len(made.known), made.findings) == (500, ())
    assert time.process_time() - before < 10
