"""Entries of source, translation and references in the columns of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError, SettingsError
from qa.core.lines import Line, lines
from qa.core.passage import Passage
from qa.glossary.workbook import sheets_of
from qa.readers._columns import by_number, header, segment
from qa.readers._entries import Entries

_BREAK = "\u2028"


@dataclass(frozen=True)
class Xlsx(Reader):
    """XLSX, Excel workbooks: each row is one entry.

    The columns are named in the first row of a sheet that has text. Those of the first sheet may also be known by their
    number, as in `tsv`; another sheet that does not name its columns is not read, and its rows are counted. Formulas
    count as the values last computed. Rows without text are left out; an empty target stays an entry.

    Places count in the text of the sheets, one after the other: one line for each row, so that line 12 is row 12 of the
    first, with a tab between two cells. The entries of other sheets are named after them (`Menu: line 12` is row 12 of
    the sheet Menu). A line break inside a cell is U+2028 there.

    Limits: `qa fix` cannot write into a workbook. Notes and formatting are not read, nor is more than 256 MB or 20
    million cells. A tab inside a cell is read as a space.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")
    packed: ClassVar[bool] = True

    def unpack(self, data: bytes, path: str) -> Document:
        """Read one segment from each row."""
        sheets = {
            name: ["\t".join(map(_on_one_line, row)) for row in rows] for name, rows in sheets_of(data, path) if rows
        }
        content = "".join(f"{row}\n" for rows in sheets.values() for row in rows)
        entries, remaining = Entries(content, path), iter(list(lines(content)))
        for name, rows in sheets.items():
            sheet = [line._replace(number=row) for row, line in enumerate(islice(remaining, len(rows)), start=1)]
            _read(entries, name, sheet)
        return entries.document("row")


def _read(entries: Entries, name: str, sheet: Sequence[Line]) -> None:
    """Add the rows of one sheet; in any but the first they are named after it."""
    written = [line for line in sheet if line.text.strip()]
    if not written:
        return
    is_first, path, taken = not entries.segments, entries.path, set[str]()
    width = max(line.text.count("\t") + 1 for line in written)
    columns = _columns(_filled(written[0], width), path, is_first)
    if columns is not None:
        del written[0]
    elif is_first:
        columns = by_number([width], path)
    else:
        entries.unfinished[f'on the sheet "{name}", which does not name its columns'] += len(written)
        return
    for line in written:
        cells = dict(zip(columns, _cells(line, width, path), strict=True))
        try:
            made = segment(cells, line.number, len(entries.segments), taken)
        except SettingsError as error:
            entries.broken(line.start, line.end, str(error))
        else:
            entries.segments.append(made if is_first else replace(made, key=f"{name}: {made.key}"))


def _columns(cells: Sequence[str], path: str, is_first: bool) -> tuple[str, ...] | None:
    """Return what the columns mean; a sheet besides the first may have columns of which none is a translation."""
    try:
        return header(cells, path)
    except InputError:
        if is_first:
            raise
        return None


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
