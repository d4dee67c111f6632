"""What Word documents and workbooks give, where it stands in their text, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.lines import Lines
from qa.core.passage import Passage
from qa.readers.docx import Docx
from qa.readers.xlsx import Xlsx

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=100)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {WORD}><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Standard"><w:name w:val="Normal"/></w:style></w:styles>"""


def packed(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A document of a body and of parts like `footnotes`."""
    beside = {f"word/{name}.xml": f"<w:{name} {WORD}>{content}</w:{name}>" for name, content in parts.items()}
    return packed(
        {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>", "word/styles.xml": STYLES}
        | beside
    )


def p(*runs: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def xlsx(rows: list[list[object]], column: int = 1, row: int = 1, **sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for down, cells in enumerate(rows):
        for right, value in enumerate(cells):
            book.active.cell(row + down, column + right).value = value
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for cells in more:
            sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def check_places(document: Document) -> None:
    """See to it that each character stands where it was found; a line break in it is U+2028."""
    for segment in document.segments:
        for passage in (segment.target, segment.source, *segment.references):
            for index, character in enumerate(passage.text if passage is not None else ""):
                low, high = place(passage, index)
                read = document.content[low:high]
                assert read == character or (read, character) in (("\u2028", " "), ("\u2028", "\n"))
    assert len({segment.key for segment in document.segments}) == len(document.segments)


def place(passage: Passage | None, index: int) -> tuple[int, int]:
    assert passage is not None
    return passage.place(index, index + 1)


def texts(document: Document) -> list[str]:
    return [segment.target.text for segment in document.segments]


BODIES: dict[str, tuple[str, list[str]]] = {
    "runs of one paragraph": (p("The hou", "se ", "is old."), ["The house is old."]),
    "paragraphs without text": (p("One.") + "<w:p/>" + p("Two."), ["One.", "Two."]),
    "entities": (p("a &amp; b &lt;c&gt; &#8217;"), ["a & b <c> ’"]),
    "a table in a table": (
        f"<w:tbl><w:tr><w:tc>{p('A')}<w:tbl><w:tr><w:tc>{p('B')}</w:tc></w:tr></w:tbl></w:tc><w:tc>{p('C')}</w:tc>"
        "</w:tr></w:tbl>",
        ["A", "B", "C"],
    ),
    "breaks and tabs": (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t>"
        "<w:noBreakHyphen/><w:t>four</w:t></w:r></w:p>",
        ["one two\tthree\u2011four"],
    ),
    "tracked changes": (
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>was</w:delText><w:tab/></w:r></w:del><w:ins><w:r><w:t>is"
        "</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:t> so.</w:t></w:r></w:p>",
        ["It is so."],
    ),
    "hidden text": (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>yes</w:t>"
        "</w:r></w:p>",
        ["yes"],
    ),
    "a field": (
        "<w:p><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>7</w:t></w:r>"
        "</w:fldSimple></w:p>",
        ["7"],
    ),
    "a text box, written twice": (
        "<w:p><w:r><w:t>Around </w:t><mc:A xmlns:mc='m'><mc:Choice><w:txbxContent>"
        + p("in the box")
        + "</w:txbxContent>"
        "</mc:Choice><mc:Fallback><w:txbxContent>" + p("in the box") + "</w:txbxContent></mc:Fallback></mc:A></w:r>"
        "<w:r><w:t>the box.</w:t></w:r></w:p>",
        ["in the box", "Around the box."],
    ),
    "right to left": (p("שלום ", "עולם"), ["שלום עולם"]),
}


@pytest.mark.parametrize("name", BODIES)
def test_paragraphs(name: str) -> None:
    body, expected = BODIES[name]
    document = Docx().unpack(docx(body), "f.docx")
    assert texts(document) == expected
    assert not document.bilingual
    check_places(document)


def test_a_line_of_the_text_is_a_paragraph() -> None:
    data = docx(p("Title", style="berschrift1") + "<w:p/>" + p("Text.", style="Standard"), footnotes=p("Note."))
    document = Docx().unpack(data, "f.docx")
    lines = Lines.of(document.content)
    assert [lines.position(segment.target.start) for segment in document.segments] == [(1, 1), (3, 1), (4, 1)]
    assert [bool(segment.flags) for segment in document.segments] == [True, False, False]
    assert document.content == "Title\n\nText.\nNote.\n"


def test_headers_and_notes_come_after_the_body() -> None:
    data = docx(p("Body."), header2=p("Head."), footnotes=p("Foot."), comments=p("Nobody reads this."))
    assert texts(Docx().unpack(data, "f.docx")) == ["Body.", "Foot.", "Head."]


def test_rows_have_their_numbers() -> None:
    document = Xlsx().unpack(xlsx([["id", "source", "target"], [], [7, "a\nb", "c"], [8, "d", None]], 2, 3), "f.xlsx")
    lines = Lines.of(document.content)
    assert [segment.key for segment in document.segments] == ["7", "8"]
    assert texts(document) == ["c", ""]
    assert [lines.position(segment.target.place(0, 0)[0]) for segment in document.segments] == [(5, 7), (6, 4)]
    assert document.segments[0].source is not None
    assert document.segments[0].source.text == "a\nb"
    check_places(document)


def test_other_sheets_are_read_where_they_name_their_columns() -> None:
    menu = [["source", "target"], ["c", "d"], [], ["e", "f"]]
    data = xlsx([["source", "target"], ["a", "b"]], Menu=menu, Notes=[["id", "source"], ["on", "Monday"]], Empty=[])
    document = Xlsx().unpack(data, "f.xlsx")
    check_places(document)
    assert [(each.key, each.target.text) for each in document.segments] == [
        ("line 2", "b"), ("Menu: line 2", "d"), ("Menu: line 4", "f")
    ]  # fmt: skip
    assert document.unfinished == (('on the sheet "Notes", which does not name its columns', 2),)


def test_two_columns_are_source_and_target() -> None:
    document = Xlsx().unpack(xlsx([["Good day", "Guten Tag"], ["one\ttwo", "eins\tzwei"]]), "f.xlsx")
    assert texts(document) == ["Guten Tag", "eins zwei"]


def test_a_row_in_no_language_is_a_problem() -> None:
    document = Xlsx().unpack(xlsx([["target", "lang"], ["a", "q"], ["b", "de"]]), "f.xlsx")
    assert (texts(document), len(document.problems)) == (["b"], 1)
    problem = document.problems[0].span
    assert document.content[problem.start : problem.end] == "a\tq"


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip()) and "_x" not in text
)


@FIXED
@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_runs_are_joined(body: list[list[str]]) -> None:
    escaped = [[run.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for run in runs] for runs in body]
    document = Docx().unpack(docx("".join(p(*runs) for runs in escaped)), "f.docx")
    check_places(document)
    assert texts(document) == ["".join(runs).replace("\u2028", " ").strip() for runs in body]


@FIXED
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_any_cells_are_read(rows: list[tuple[str, str]]) -> None:
    document = Xlsx().unpack(xlsx([["source", "target"], *map(list, rows)]), "f.xlsx")
    check_places(document)
    assert texts(document) == [target.replace("\u2028", "\n") for _, target in rows]


def broken(data: bytes) -> Iterator[bytes]:
    """Yield the file with a part of it lost or changed."""
    places = range(0, len(data), max(1, len(data) // 60))
    for low, high in pairwise(places):
        yield data[:low]
        yield data[:low] + b"\xff" * (high - low) + data[high:]
        yield data[:low] + data[high:]


@pytest.mark.parametrize(
    ("reader", "data"), [(Docx(), docx(p("a"))), (Xlsx(), xlsx([["a", "b"]]))], ids=lambda given: type(given).__name__
)
def test_broken_files_are_read_or_refused(reader: Reader, data: bytes) -> None:
    refused = []
    for content in broken(data):
        try:
            reader.unpack(content, "f")
        except InputError as error:
            refused.append(str(error))
    assert refused
    assert all(message.startswith("f:") and "\n" not in message for message in refused)


ENTITIES = f'<!DOCTYPE a [<!ENTITY b "ccc">]><w:document {WORD}><w:body>{p("&b;")}</w:body></w:document>'
HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "text": b"Hello, all.",
    "an old document": b"\xd0\xcf\x11\xe0" + bytes(600),
    "another archive": packed({"a.txt": "text"}),
    "no text": docx("<w:p/>"),
    "entities": packed({"word/document.xml": ENTITIES}),
    "no XML": packed({"word/document.xml": "<w:p>"}),
    "no UTF-8": packed({"word/document.xml": b"<a>\xff\xfe</a>"}),
    "a bomb": packed({"word/document.xml": bytes(100 * 2**20)}),
    "many parts": packed({"word/document.xml": "<a/>"} | {f"p{number}": "" for number in range(10_001)}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"^f: [^\n]+$|^f:\d+:\d+: [^\n]+$"):
        Docx().unpack(HOSTILE[name], "f")


def test_a_workbook_that_is_no_archive_is_refused() -> None:
    with pytest.raises(InputError, match="not an Excel workbook"):
        Xlsx().unpack(b"Hello", "f.xlsx")
    with pytest.raises(InputError, match="no row holds a translation"):
        Xlsx().unpack(xlsx([["source", "target"], ["a", None]]), "f.xlsx")


def test_deep_nesting_is_read() -> None:
    deep = 5_000
    assert texts(Docx().unpack(docx("<w:sdt>" * deep + p("in") + "</w:sdt>" * deep), "f.docx")) == ["in"]
