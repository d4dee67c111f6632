"""The term base format `xlsx`."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.errors import SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.rows import csv_rows, read_rows, table
from qa.glossary.workbook import rows_of
from qa.glossary.xml import escaped

_SPECIAL = re.compile('[\t\n\r"]')


@dataclass(frozen=True)
class Xlsx(Format):
    """The first sheet of an Excel workbook, its columns as in CSV. Formulas count as the values last computed."""

    suffixes = (".xlsx",)

    def decode(self, data: bytes, path: str) -> str:
        """Return the first sheet as tab-separated text, one row a line."""
        return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows_of(data, path))

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


def _quoted(cell: str) -> str:
    if cell.isalnum() or not _SPECIAL.search(cell):
        return cell
    cell = " ".join(cell.split("\t")).replace("\r\n", "\n").replace("\r", "\n")
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or "\n" in cell else cell
