"""Entries of source, translation and references in the columns of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

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
        rows = [[_on_one_line(cell) for cell in row] for row in rows_of(data, path)]
        width = max(map(len, rows), default=0)
        content = "".join("\t".join(row) + "\n" for row in rows)
        entries = Entries(content, path)
        written = [number for number, row in enumerate(rows) if any(cell.strip() for cell in row)]
        if not written:
            return entries.document("row")
        columns = header(_filled(rows[written[0]], width), path)
        if columns is None:
            columns = by_number([width], path)
        else:
            del written[0]
        _add(entries, rows, written, columns)
        return entries.document("row")


def _add(entries: Entries, rows: Sequence[list[str]], written: Sequence[int], columns: Sequence[str]) -> None:
    wanted = frozenset(written)
    taken: set[str] = set()
    start = 0
    for number, row in enumerate(rows):
        end = start + len("\t".join(row))
        if number in wanted:
            cells = dict(zip(columns, _cells(row, start, len(columns), entries.path), strict=True))
            try:
                entries.segments.append(segment(cells, number + 1, len(entries.segments), taken))
            except SettingsError as error:
                entries.broken(start, end, str(error))
        start = end + 1


def _cells(row: Sequence[str], start: int, width: int, path: str) -> list[Passage]:
    """Return the cells with their places; those that the row lacks stand at its end."""
    cells = []
    end = start + len("\t".join(row))
    for text in _filled(row, width):
        cells.append(Passage(text.replace(_BREAK, "\n"), path, min(start, end)))
        start += len(text) + 1
    return cells


def _filled(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _on_one_line(cell: str) -> str:
    return cell.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK)
