"""The term base format `xlsx`."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.errors import InputError, SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.rows import csv_rows, read_rows, table
from qa.glossary.xml import escaped

_LARGEST = 256 * 1024 * 1024
_MOST_PARTS, _MOST_COLUMNS = 2_000, 200
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"{path}: not an Excel workbook: {error}") from error
    if sum(sizes) > _LARGEST or len(sizes) > _MOST_PARTS:
        raise InputError(
            f"{path}: unpacks to {sum(sizes) // 2**20:,} MB in {len(sizes):,} parts; a term base may have "
            f"{_LARGEST // 2**20} MB in {_MOST_PARTS:,}"
        )


def _rows(data: bytes, path: str) -> Iterator[list[str]]:
    from defusedxml.common import DefusedXmlException
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
                cells = ["" if value is None else str(value) for value in row]
                yield cells[: max((index for index, cell in enumerate(cells, start=1) if cell), default=0)]
    except DefusedXmlException as error:
        raise InputError(f"{path}: declares XML entities, which a workbook does not need; remove them") from error
    except (*_BROKEN, SyntaxError, InvalidFileException) as error:
        raise InputError(f"{path}: not an Excel workbook that can be read: {error}") from error


def _quoted(cell: str) -> str:
    cell = " ".join(cell.split("\t")).replace("\r\n", "\n").replace("\r", "\n")
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or "\n" in cell else cell
