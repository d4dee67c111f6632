"""Which limits of length the readers take from files."""

from __future__ import annotations

import pytest

from qa.core.contracts import Reader
from qa.readers.csv import Csv
from qa.readers.gettext import Gettext
from qa.readers.tsv import Tsv
from qa.readers.xliff import Xliff
from tests.readers.test_xml_readers import unit, xliff, xliff2

CODE_POINTS = '<slr:profiles xmlns:slr="s" generalProfile="xliff:codepoints"/>'
UNIT2 = '<unit id="1"{}><segment><source>a</source><target>b</target></segment></unit>'
TWO = UNIT2.replace("</unit>", "<segment><source>c</source><target>d</target></segment></unit>")
LIMITS: dict[str, tuple[Reader, str, list[int | None]]] = {
    "characters": (Xliff(), xliff(unit("a", "b", ' maxwidth="20" size-unit="char"')), [20]),
    "a group's": (Xliff(), xliff(f'<group maxwidth="9" size-unit="char">{unit("a", "b")}</group>'), [9]),
    "pixels": (Xliff(), xliff(unit("a", "b", ' maxwidth="20"')), [None]),
    "memoQ": (Xliff(), xliff(unit("a", "b", ' mq:maxlengthchars="30"')), [30]),
    "none in memoQ": (Xliff(), xliff(unit("a", "b", ' mq:maxlengthchars="0"')), [None]),
    "Weblate": (Xliff(), xliff(unit("a", "b", ' weblate-flags="xml-text, max-length:12"')), [12]),
    "no number": (Xliff(), xliff(unit("a", "b", f' maxwidth="{"9" * 5000}" size-unit="char"')), [None]),
    "code points": (Xliff(), xliff2(CODE_POINTS + UNIT2.format(' slr:sizeRestriction="2,15" xmlns:slr="s"')), [15]),
    "no profile": (Xliff(), xliff2(UNIT2.format(' slr:sizeRestriction="15" xmlns:slr="s"')), [None]),
    "no upper limit": (Xliff(), xliff2(CODE_POINTS + UNIT2.format(' slr:sizeRestriction="2,*" xmlns:slr="s"')), [None]),
    "two segments": (Xliff(), xliff2(CODE_POINTS + TWO.format(' slr:sizeRestriction="9" xmlns:slr="s"')), [None] * 2),
    "a flag": (Gettext(), '#, c-format, max-length:7\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', [7, None]),
    "columns": (Tsv(), "source\ttarget\tmax_length\na\tb\t5\nc\td\t\ne\tf\tnone\n", [5, None, None]),
    "commas": (Csv(), "source,target,Max Length\na,b,5\n", [5]),
}


@pytest.mark.parametrize("name", LIMITS)
def test_limits(name: str) -> None:
    reader, content, expected = LIMITS[name]
    assert [segment.longest for segment in reader.read(content, "f").segments] == expected


def test_a_code_does_not_count() -> None:
    from qa.checks.too_long import TooLong

    marked = unit("a", '12<g id="1">345</g>67<x id="2"/>', ' maxwidth="6" size-unit="char"')
    document = Xliff().read(xliff(marked), "f")
    (finding,) = TooLong().check(document.segments[0])
    assert document.content[finding.span.start : finding.span.end] == "7"
    assert finding.message == "7 characters where the file allows 6"
