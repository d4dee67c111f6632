"""What comma-separated lines give as entries."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.errors import InputError
from qa.readers.csv import Csv
from tests.readers.test_reader_properties import check_places

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=200)
Row = tuple[str | None, str, list[str]]

FILES: dict[str, tuple[str, list[Row]]] = {
    "two columns": ("a,b\nc,d\n", [("a", "b", []), ("c", "d", [])]),
    "a header": ("Reference,MT,id,Source\nr,m,1,s", [("s", "m", ["r"])]),
    "quotation marks": ('source,target\n"a, b","say ""c""\nd"\r\n', [("a, b", 'say "c"\nd', [])]),
    "semicolons": ("source;target\na,b;c\n", [("a,b", "c", [])]),
    "an empty target": ("a,b\nc,\n,d", [("a", "b", []), ("c", "", []), ("", "d", [])]),
    "a divider at the end": ("a,b\nc,", [("a", "b", []), ("c", "", [])]),
    "blank lines": ("a,b\n\nc,d\n\n", [("a", "b", []), ("c", "d", [])]),
    "too many columns": ("source,target\na,b,c\nd,e\n", [("d", "e", [])]),
    "an open quotation mark": ('source,target\nd,e\n"a,b\n', [("d", "e", [])]),
    "a quotation mark too early": ('source,target\n"a" x,b\nd,e\n', [("d", "e", [])]),
    "no such language": ("target,lang\na,q\nb,de\n", [(None, "b", [])]),
}
BROKEN = ("too many columns", "an open quotation mark", "a quotation mark too early", "no such language")


@pytest.mark.parametrize("name", FILES)
def test_lines(name: str) -> None:
    content, expected = FILES[name]
    document = Csv().read(content, "f")
    check_places(document)
    rows = [
        (s.source.text if s.source else None, s.target.text, [r.text for r in s.references]) for s in document.segments
    ]
    assert rows == expected
    assert len(document.problems) == (name in BROKEN)


@pytest.mark.parametrize("content", ["", "\n\n", "a,b,c,d\n", "source,reference\na,b", '"', "source,target\na,\n"])
def test_unusable_files_are_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"^f: [^\n]+$"):
        Csv().read(content, "f")


def test_a_fix_that_would_divide_a_cell_is_not_written() -> None:
    document = Csv().read('source,target\na,b\nc,"d"\n', "f")
    bare, quoted = (segment.target for segment in document.segments)
    assert (bare.escape("x, y"), bare.escape("x"), quoted.escape('x, "y"')) == (None, "x", 'x, ""y""')


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@FIXED
@given(st.lists(st.tuples(CELL, CELL, CELL.filter(bool)), min_size=1), st.sampled_from(",;\t|"), st.booleans())
def test_any_table_that_python_writes_is_read(rows: list[tuple[str, str, str]], divider: str, everywhere: bool) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=divider, quoting=csv.QUOTE_ALL if everywhere else csv.QUOTE_MINIMAL)
    writer.writerows([("source", "target", "reference"), *((s, f"x{t}", r) for s, t, r in rows)])
    document = Csv().read(file.getvalue(), "f")
    check_places(document)
    assert not document.problems
    found = [(s.source.text if s.source else "", s.target.text, s.references[0].text) for s in document.segments]
    assert found == [(s, f"x{t}", r) for s, t, r in rows]
