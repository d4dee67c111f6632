"""The term base format `xlsx`."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.errors import InputError, SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.rows import csv_rows, read_rows, table
from qa.glossary.xml import escaped

_LARGEST = 256 * 1024 * 1024
_MOST_PARTS, _MOST_COLUMNS, _MOST_CELLS = 2_000, 200, 20_000_000
# Where a cell stands (B12) or a row (12), and a place that is written with entities.
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})(\d{1,7})""")
_SPECIAL = re.compile('[\t\n\r"]')
_ODD_PLACE = re.compile(rb"""\br\s*=\s*["'][^"'<>]*&""")
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, EOFError, AttributeError, IndexError)


@dataclass(frozen=True)
class Xlsx(Format):
    """The first sheet of an Excel workbook, its columns as in CSV. Formulas count as the values last computed."""

    suffixes = (".xlsx",)

    def decode(self, data: bytes, path: str) -> str:
        """Return the first sheet as tab-separated text, one row a line."""
        _check_size(data, path)
        rows = _rows(data, path)
        return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)

    def read(self, content: str, path: str) -> Glossary:
        """Read the sheet's text."""
        return read_rows(csv_rows(content, path, "\t"), content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write a workbook with one sheet, one term a row, under the contract's header."""
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        book = Workbook(write_only=True)
        sheet = book.create_sheet("Terms")
        for row in _checked(table(terms)):
            cells = [WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                cell.data_type = "s"
            sheet.append(cells)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()


def _checked(rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        for cell in row:
            try:
                escaped(cell)
            except ValueError as error:
                raise SettingsError(f"cannot be written as an Excel workbook: {error}") from error
    return rows


def _check_size(data: bytes, path: str) -> None:
    """Refuse what unpacks to more than a term base needs, also as a table: one cell far off makes a table of billions.

    Raises:
        InputError: the workbook is too large, or none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
            if sum(sizes.values()) > _LARGEST or len(sizes) > _MOST_PARTS:
                raise InputError(
                    f"{path}: unpacks to {sum(sizes.values()) // 2**20:,} MB in {len(sizes):,} parts; a term base may "
                    f"have {_LARGEST // 2**20} MB in {_MOST_PARTS:,}"
                )
            for name in sizes:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_table(parts.read(name), path)
    except (*_BROKEN, zlib.error, NotImplementedError, RuntimeError) as error:
        raise InputError(f"{path}: not an Excel workbook: {error}") from error


def _check_table(sheet: bytes, path: str) -> None:
    places = set(_PLACE.findall(sheet))
    width = max((_column(letters) for letters, _ in places), default=0)
    height = max((int(number) for _, number in places), default=0)
    if b"<!DOCTYPE" in sheet or _ODD_PLACE.search(sheet):
        raise InputError(f"{path}: declares XML entities, which a workbook does not need; remove them")
    if max(width, 1) * height > _MOST_CELLS:
        raise InputError(f"{path}: has a table of {height:,} rows and {width:,} columns; it may have 20 million cells")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(data: bytes, path: str) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        for row in sheet.iter_rows():
            cells = list(map(_text, row[:_MOST_COLUMNS]))
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except (CalamineError, *_BROKEN) as error:
        raise InputError(f"{path}: not an Excel workbook that can be read: {error}") from error


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _quoted(cell: str) -> str:
    if cell.isalnum() or not _SPECIAL.search(cell):
        return cell
    cell = " ".join(cell.split("\t")).replace("\r\n", "\n").replace("\r", "\n")
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or "\n" in cell else cell
