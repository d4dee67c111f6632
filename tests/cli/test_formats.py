"""The files that translators keep, from the command line: places, sources, fixes."""

from __future__ import annotations

import gzip
import json
from itertools import cycle
from pathlib import Path

import pytest

from tests.cli.run import Runner
from tests.readers.test_packed_readers import docx, p, xlsx

FILES = {
    "de.po": (
        'msgid ""\nmsgstr "Language: de\\n"\n\nmsgctxt "a"\nmsgid "Hello \\"{name}\\", welcome & enjoy!"\nmsgstr ""\n'
        '"Hallo \\"{nome}\\", willkommen "\n"& viel Spaß!"\n'
    ),
    "f.xlf": (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<xliff version="1.2"><file source-language="en" target-language="de">\n'
        '<body><trans-unit id="a"><source>Hello {name}, <g id="1">welcome</g> &amp; enjoy!</source>\n'
        '<target>Hallo {nome}, <g id="1">willkommen</g> &amp; viel Spaß!</target></trans-unit></body></file></xliff>\n'
    ),
    "f.tmx": (
        '<tmx version="1.4"><header srclang="en"/><body>\n'
        '<tu><tuv xml:lang="en"><seg>Hello {name} &amp; all!</seg></tuv>\n'
        '<tuv xml:lang="de"><seg>Hallo {nome} &amp; alle!</seg></tuv></tu></body></tmx>\n'
    ),
    "values-de/strings.xml": '<resources>\n <string name="a">Hallo {nome}, wie geht\\\'s?</string>\n</resources>\n',
    "de.lproj/a.strings": '/* a */\n"a" = "Hallo {nome},\\nwie geht\'s?";\n',
    "de.json": '{\n  "a": "Hallo {nome},\\u00a0wie geht\'s?"\n}\n',
    "de.yml": "de:\n  a: 'Hallo {nome}, wie geht''s?'\n",
    "de.csv": 'source,target\n"Hello {name}, ""how"" are you?","Hallo {nome}, ""wie"" geht es?"\n',
    "m_de.properties": "# a\na = Hallo {nome}, \\\n    wie geht''s?\\u00a0!\n",
    "S.de.resx": '<root>\n<data name="a" xml:space="preserve">\n<value>Hallo {nome} &amp; alle</value></data></root>\n',
    "de.lproj/a.stringsdict": (
        "<plist><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>Hallo {nome}, %#@n@</string>\n"
        "<key>n</key><dict><key>other</key><string>%d Leute</string></dict></dict></dict></plist>\n"
    ),
    "app.ts": (
        '<!DOCTYPE TS>\n<TS version="2.1" language="de"><context><name>a</name>\n<message>'
        "<source>Hello {name} &amp; all</source>"
        "<translation>Hallo {nome} &amp; alle</translation></message></context></TS>\n"
    ),
    "film.de.srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>Hallo</i> {nome},\nwie geht's?\n",
    "f.xcstrings": (
        '{"sourceLanguage": "en", "strings": {"Hello {name}, \\"how\\" are you?": {"localizations": {"de": {\n'
        '"stringUnit": {"state": "translated", "value": "Hallo {nome}, \\"wie\\" geht es?"}}}}}}'
    ),
}
SOURCES = {
    "values-de/strings.xml": "values/strings.xml",
    "de.lproj/a.strings": "en.lproj/a.strings",
    "de.json": "en.json",
    "de.yml": "en.yml",
    "m_de.properties": "m_en.properties",
    "S.de.resx": "S.en.resx",
    "de.lproj/a.stringsdict": "en.lproj/a.stringsdict",
    "film.de.srt": "film.en.srt",
}


def write(folder: Path, name: str, before: str = "", end: str = "\n") -> list[str]:
    """Write a file and its source; return the arguments that name them."""
    content = FILES[name].replace("\n", end)
    texts = {name: content}
    if name in SOURCES:
        english = content.replace("de:", "en:").replace("Hallo", "Hello").replace("nome", "name")
        texts[SOURCES[name]] = english
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(before.encode("latin-1") + text.encode("utf-8"))
    return [name, *(["-s", SOURCES[name], "--source-lang", "en"] if name in SOURCES else []), "--lang", "de"]


@pytest.mark.parametrize("name", FILES)
def test_a_lost_placeholder_is_found_in_its_place(qa: Runner, tmp_path: Path, name: str) -> None:
    arguments = write(tmp_path, name, end="\r\n")
    outcome = qa("check", *arguments, "--select", "placeholder-mismatch", "-f", "json")
    assert outcome.code == 1, outcome.err
    (finding,) = json.loads(outcome.out)["findings"]
    content = (tmp_path / name).read_bytes().decode("utf-8")
    line = content.split("\n")[finding["line"] - 1]
    assert line[finding["column"] - 1 :].startswith("{nome}")
    assert content[finding["start"] : finding["end"]] == finding["text"] == "{nome}"


BYTES = {
    "LF": ("utf-8", ["\n"]),
    "mark, CRLF": ("utf-8-sig", ["\r\n"]),
    "CR": ("utf-8", ["\r"]),
    "mixed": ("utf-8", ["\n", "\r\n", "\r"]),
    "UTF-16": ("utf-16", ["\n"]),
    "UTF-16 BE, CRLF": ("utf-16-be", ["\r\n"]),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("encoding", "ends"), BYTES.values(), ids=BYTES.keys())
def test_a_fix_changes_nothing_else(qa: Runner, tmp_path: Path, name: str, encoding: str, ends: list[str]) -> None:
    arguments = write(tmp_path, name)
    bad = "".join(map("".join, zip(FILES[name].split("\n"), cycle(ends), strict=False)))
    (tmp_path / name).write_bytes(bad.encode(encoding))
    outcome = qa("fix", *arguments, "--select", "placeholder-mismatch")
    assert outcome.code == 0, outcome.err
    assert (tmp_path / name).read_bytes() == bad.replace("{nome}", "{name}").encode(encoding)


@pytest.mark.parametrize(
    ("name", "declaration"),
    [("f.xlf", ("utf-8", "ISO-8859-1")), ("de.po", ("Language: de", "Content-Type: text/plain; charset=ISO-8859-1"))],
)
def test_a_fix_keeps_the_encoding_that_the_file_declares(
    qa: Runner, tmp_path: Path, name: str, declaration: tuple[str, str]
) -> None:
    bad = FILES[name].replace(*declaration)
    (tmp_path / name).write_bytes(bad.encode("latin-1"))
    assert qa("fix", name, "--lang", "de", "--select", "placeholder-mismatch").code == 0
    assert (tmp_path / name).read_bytes() == bad.replace("{nome}", "{name}").encode("latin-1")


@pytest.mark.parametrize("name", ["de.po", "f.xlf"])
def test_packed_files_are_checked_and_not_fixed(qa: Runner, tmp_path: Path, name: str) -> None:
    arguments = write(tmp_path, name)
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    arguments[0] = packed.name
    assert "placeholder-mismatch" in qa("check", *arguments).out
    outcome = qa("fix", *arguments)
    assert (outcome.code, "gzip" in outcome.err) == (2, True)


def test_a_file_with_entities_is_refused(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "f.xlf").write_text('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + FILES["f.xlf"][39:])
    outcome = qa("check", "f.xlf")
    assert (outcome.code, outcome.out) == (2, "")
    assert "remove" in outcome.err
    assert "Traceback" not in outcome.err


def test_what_is_not_ready_is_named(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "de.po").write_text(FILES["de.po"] + '\nmsgid "x"\nmsgstr ""\n\n#, fuzzy\nmsgid "y"\nmsgstr "z"\n')
    report = json.loads(qa("check", "de.po", "-f", "json").out)
    assert {"what": "1 entry of de.po", "why": "not translated yet"} in report["verdict"]["not_checked"]
    assert {"what": "1 entry of de.po", "why": "marked as in need of work"} in report["verdict"]["not_checked"]


def test_a_workbook_and_a_document_are_checked_and_not_fixed(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p("All was well then.") + p("The the council met in May.")))
    (tmp_path / "a.xlsx").write_bytes(xlsx([["source", "target"], ["Good.", "Well."], ["x", "We left the the house."]]))
    for name, line in (("a.docx", 2), ("a.xlsx", 3)):
        path = tmp_path / name
        before = path.read_bytes()
        outcome = qa("check", path, "--lang", "en", "--select", "doubled-word", "-f", "json")
        (finding,) = json.loads(outcome.out)["findings"]
        assert (finding["line"], finding["text"].casefold()) == (line, "the the")
        outcome = qa("fix", path, "--lang", "en")
        assert (outcome.code, outcome.err.count("\n")) == (2, 1)
        assert "cannot be written into this format" in outcome.err
        assert path.read_bytes() == before


def sides(folder: Path, count: int) -> tuple[Path, Path]:
    """Write a translation and its source, line by line; one number is wrong in line 3."""
    english = [f"The council met on day {day} of the year." for day in range(10, 10 + count)]
    german = [line.replace("The council met on day", "Der Rat tagte am Tag") for line in english]
    german = [line.replace("of the year", "des Jahres") for line in german]
    german[2] = german[2].replace("12", "21")
    (folder / "de.txt").write_text("".join(f"{line}\n" for line in german), encoding="utf-8")
    (folder / "en.txt").write_text("".join(f"{line}\n" for line in english), encoding="utf-8")
    return folder / "de.txt", folder / "en.txt"


@pytest.mark.parametrize(("count", "options"), [(30, []), (6, ["--line-aligned"])])
def test_lines_are_pairs(qa: Runner, tmp_path: Path, count: int, options: list[str]) -> None:
    target, source = sides(tmp_path, count)
    languages = ["--lang", "de", "--source-lang", "en", "--select", "number-mismatch", "-f", "json"]
    report = json.loads(qa("check", target, "-s", source, *languages, *options).out)
    assert report["documents"][0]["segments"] == count
    assert [(finding["line"], finding["text"]) for finding in report["findings"]] == [(3, "21")]


def test_lines_that_are_no_pairs_are_refused(qa: Runner, tmp_path: Path) -> None:
    target, source = sides(tmp_path, 6)
    source.write_text("One line.\n")
    outcome = qa("check", target, "-s", source, "--line-aligned")
    assert (outcome.code, "has 1 line" in outcome.err) == (2, True)
    (tmp_path / "a.md").write_text("Some text.\n")
    outcome = qa("check", tmp_path / "a.md", "-s", source, "--line-aligned")
    assert (outcome.code, "is no plain text" in outcome.err) == (2, True)


def test_a_manifest_can_say_that_lines_are_pairs(qa: Runner, tmp_path: Path) -> None:
    sides(tmp_path, 6)
    texts = '[article]\npath = "de.txt"\nlanguage = "de"\n[source]\npath = "en.txt"\nlanguage = "en"\n'
    (tmp_path / "corpus.toml").write_text(f"line-aligned = true\n{texts}")
    report = json.loads(qa("check", tmp_path, "--select", "number-mismatch", "-f", "json").out)
    assert report["segments"][0]["key"] == "line 1"
    (tmp_path / "corpus.toml").write_text(f'line-aligned = "yes"\n{texts}')
    outcome = qa("check", tmp_path)
    assert (outcome.code, "line-aligned is true or false" in outcome.err) == (2, True)


def test_a_fix_keeps_the_pairs(qa: Runner, tmp_path: Path) -> None:
    source, target = sides(tmp_path, 6)
    before = target.read_text(encoding="utf-8")
    target.write_text(before.replace("of the", "of the the", 1), encoding="utf-8")
    qa("fix", target, "-s", source, "--line-aligned", "--select", "doubled-word", "--lang", "en")
    assert target.read_text(encoding="utf-8") == before
