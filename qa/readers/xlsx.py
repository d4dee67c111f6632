"""Entries of source, translation and references in the columns of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qa.core.assemble import Line, lines
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import SettingsError
from qa.core.passage import Passage
from qa.glossary.workbook import rows_of
from qa.readers._columns import by_number, header, segment
from qa.readers._entries import Entries

_BREAK = "\u2028"


@dataclass(frozen=True)
class Xlsx(Reader):
    """XLSX, Excel workbooks: each row of the first sheet is one entry.

    The columns are named in the first row that has text, or known by their number, as in `tsv`. Formulas count as the
    values last computed. Rows without text are left out; an empty target stays an entry.

    Places count in the text of the sheet: one line for each row, so that line 12 is row 12, with a tab between two
    cells. A line break inside a cell is U+2028 there.

    Limits: `qa fix` cannot write into a workbook. Other sheets, notes and formatting are not read, nor is more than 256
    MB or 20 million cells. A tab inside a cell is read as a space.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")
    packed: ClassVar[bool] = True

    def unpack(self, data: bytes, path: str) -> Document:
        """Read one segment from each row."""
        rows = ["\t".join(map(_on_one_line, row)) for row in rows_of(data, path)]
        width = max((row.count("\t") + 1 for row in rows), default=0)
        content = "".join(f"{row}\n" for row in rows)
        entries = Entries(content, path)
        written = [line for line in lines(content) if line.text.strip()]
        columns = header(_filled(written[0], width), path) if written else None
        if columns is not None:
            del written[0]
        elif written:
            columns = by_number([width], path)
        taken: set[str] = set()
        for line in written:
            cells = dict(zip(columns or (), _cells(line, width, path), strict=True))
            try:
                entries.segments.append(segment(cells, line.number, len(entries.segments), taken))
            except SettingsError as error:
                entries.broken(line.start, line.end, str(error))
        return entries.document("row")


def _cells(line: Line, width: int, path: str) -> list[Passage]:
    """Return the cells of a row with their places; those that it lacks stand at its end."""
    cells = []
    start = line.start
    for text in _filled(line, width):
        cells.append(Passage(text.replace(_BREAK, "\n"), path, min(start, line.end)))
        start += len(text) + 1
    return cells


def _filled(line: Line, width: int) -> list[str]:
    row = line.text.split("\t")
    return [*row, *[""] * (width - len(row))]


def _on_one_line(cell: str) -> str:
    return cell.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK)
