"""What the files of Java, .NET and Qt give as entries, and the plural forms of Apple."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.core.documents import Document
from qa.inputs.files import is_known, parse
from qa.readers.properties import Properties, escape
from qa.readers.qt_linguist import QtLinguist
from qa.readers.resx import Resx
from qa.readers.stringsdict import Stringsdict
from tests.readers.test_reader_properties import check_places

PROPERTIES = {
    "an equals sign": ("a = x", "x"),
    "a colon": ("a:x", "x"),
    "a blank": ("a x = y", "x = y"),
    "comments": ("# b=1\n  ! c=2\n\na=x", "x"),
    "lines that go on": ("a=x \\\n   y \\\r\n\tz", "x y z"),
    "a backslash at the end": ("a=x\\\\\n", "x\\"),
    "escapes": ("a=\\u00e9\\ud83d\\ude00\\n\\q\\=\\ ", "é😀\nq= "),
    "half a pair": ("a=\\ud83d", "\ufffd"),
    "an escaped key": ("\\u0061=x", "x"),
}


def texts(document: Document) -> dict[str, str]:
    check_places(document)
    return {segment.key: segment.target.text for segment in document.segments}


@pytest.mark.parametrize(("written", "read"), PROPERTIES.values(), ids=PROPERTIES.keys())
def test_texts_of_java(written: str, read: str) -> None:
    assert texts(Properties().read(written, "f")) == {"a": read}
    assert texts(Properties().read(f"a={escape(read)}", "f"))["a"].strip() == read.strip()


def test_notes_and_faults_of_properties() -> None:
    document = Properties().read("# who\n! is greeted\na=x\nb=\n\n# of c\n\nc\\ d=y\na=z\n", "f")
    assert texts(document) == {"a": "x", "c d": "y"}
    assert [segment.note for segment in document.segments] == ["who\nis greeted", ""]
    assert document.unfinished == (("not translated yet", 1),)
    assert [problem.message for problem in document.problems] == ['line 9: "a" is there twice; keep one of them']


def test_resources_of_dotnet() -> None:
    document = Resx().read(
        '<root><resheader name="version"><value>2.0</value></resheader><data name="a"><value> x &lt;b&gt; </value>'
        '<comment>of a</comment></data><data name="b"/><data name="a"><value>y</value></data><data><value>z</value>'
        '</data><data name="i" type="System.Drawing.Bitmap"><value>iVBO</value></data><data name=">>c.Name">'
        "<value>c</value></data></root>",
        "f",
    )
    assert texts(document) == {"a": " x <b> "}
    assert (document.segments[0].note, document.unfinished) == ("of a", (("not translated yet", 1),))
    assert [problem.message for problem in document.problems] == [
        'line 1: "a" is there twice; keep one of them',
        "line 1: this resource has no name",
    ]


QT = (
    '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="de_AT"><context><name>W</name>'
    "<message><source>&amp;Open %1</source><comment>menu</comment><translation>&amp;Öffnen %1</translation></message>"
    '<message numerus="yes"><source>%n files</source><translation><numerusform>%n Datei</numerusform>'
    "<numerusform>%n Dateien</numerusform></translation></message>"
    '<message><source>a</source><translation type="unfinished">b</translation></message>'
    '<message><source>a</source><translation type="unfinished"/></message>'
    '<message><source>a</source><translation type="vanished">b</translation></message>'
    "<message><translation>lost</translation></message></context></TS>"
)


def test_messages_of_qt() -> None:
    document = QtLinguist().read(QT, "f")
    assert texts(document) == {"&Open %1": "&Öffnen %1", "%n files [0]": "%n Datei", "%n files [1]": "%n Dateien"}
    assert [segment.source.text for segment in document.segments if segment.source] == ["&Open %1", *["%n files"] * 2]
    assert (document.source_language, document.language, document.segments[0].note) == ("en", "de-AT", "menu")
    assert document.unfinished == (("marked as in need of work", 1), ("not translated yet", 1))
    assert [problem.message for problem in document.problems] == ["line 3: this message has no source; give it"]


def test_the_ending_of_qt_has_other_uses(tmp_path: Path) -> None:
    script, messages = tmp_path / "app.ts", tmp_path / "de.ts"
    script.write_text("export const a = 1;\n")
    messages.write_text(QT)
    assert (is_known(script), is_known(messages)) == (False, True)
    assert parse(messages, QT).bilingual


def test_plural_forms_of_apple() -> None:
    document = Stringsdict().read(
        '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://a/b.dtd"><plist><dict>'
        "<key>k</key><dict><key>NSStringLocalizedFormatKey</key><string>In %#@n@</string><key>n</key><dict>"
        "<key>NSStringFormatValueTypeKey</key><string>d</string><key>one</key><string>%d file</string>"
        "<key>many</key><string/><key>other</key><string>%d files</string></dict></dict></dict></plist>",
        "f",
    )
    assert texts(document) == {"k": "In %#@n@", "k.n[one]": "%d file", "k.n[other]": "%d files"}
    assert document.segments[-1].forms == ("one", "other")
    assert document.unfinished == (("not translated yet", 1),)
