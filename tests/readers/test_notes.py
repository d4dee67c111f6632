"""What files tell the translator of an entry is kept beside it, and is no text to check."""

from __future__ import annotations

import io
import json

import pytest

from qa.config.settings import Settings
from qa.core.contracts import Reader
from qa.inputs.opened import Opened
from qa.readers.gettext import Gettext
from qa.readers.tmx import Tmx
from qa.readers.xliff import Xliff
from qa.reporters.json import Json
from qa.run.examine import examine

PO = """#~ msgid "old"
#~ msgstr "alt"
# a button
#. said   to a man
#: app.c:3
#, c-format
# qa: ignore misspelled-word it is a name
msgid "Save"
msgstr "Speichern"

msgid "Open"
msgstr "Öffnen"
"""
XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"
target-language="de" original="a" datatype="x"><body><trans-unit id="1"><source>Save</source><target>Speichern</target>
<note from="developer">a button</note><note>said &lt;to&gt; a man</note></trans-unit><trans-unit id="2">
<source>Open</source><target>Öffnen</target></trans-unit></body></file></xliff>"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="1"><notes><note>a button</note></notes>
<segment><source>Save</source><target>Speichern</target></segment></unit>
<unit id="2"><segment><source>Open</source><target>Öffnen</target></segment></unit></file></xliff>"""
TMX = """<tmx version="1.4"><header srclang="en"/><body><tu><note>a button</note>
<tuv xml:lang="en"><seg>Save</seg></tuv>
<tuv xml:lang="de"><note>to a man</note><seg>Speichern</seg></tuv></tu><tu><tuv xml:lang="en"><seg>Open</seg></tuv>
<tuv xml:lang="de"><seg>Öffnen</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize(
    ("reader", "content", "note"),
    [
        (Gettext(), PO, "a button\nsaid   to a man"),
        (Xliff(), XLIFF_1, "a button\nsaid <to> a man"),
        (Xliff(), XLIFF_2, "a button"),
        (Tmx(), TMX, "a button\nto a man"),
    ],
    ids=["po", "xliff-1.2", "xliff-2.0", "tmx"],
)
def test_notes_stand_beside_their_entry(reader: Reader, content: str, note: str) -> None:
    document = reader.read(content, "a.file")
    assert [(each.target.text, each.note) for each in document.segments] == [("Speichern", note), ("Öffnen", "")]


def test_programs_read_the_notes() -> None:
    report = examine(Opened(Tmx().read(TMX, "a.tmx")), Settings(select=("doubled-word",)))
    stream = io.StringIO()
    Json().write(report, stream)
    assert [each["note"] for each in json.loads(stream.getvalue())["segments"]] == ["a button\nto a man", None]
