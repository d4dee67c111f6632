"""The reporter `xlsx`."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import ClassVar, TextIO

from qa.core.contracts import Reporter
from qa.core.report import Report
from qa.reporters._table import HEADER, Cell, rows
from qa.reporters._xml import clean

_LONGEST = 32_767
_WIDTHS = (24, 6, 8, 10, 50, 24, 24, 50, 50, 50, 20, 30, 6, 20)
_PROPERTIES = "docProps/core.xml"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")


@dataclass(frozen=True)
class Xlsx(Reporter):
    """A table of the findings for translators, as an Excel workbook; no cell is a formula."""

    suffixes: ClassVar[tuple[str, ...]] = (".xlsx",)

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings, a row each."""
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font

        book = Workbook()
        book.remove(book.worksheets[0])
        sheet = book.create_sheet("findings")
        sheet.freeze_panes = "A2"
        for number, cells in enumerate((HEADER, *rows(report)), start=1):
            for column, value in enumerate(cells, start=1):
                cell = sheet.cell(number, column, _shown(value))
                cell.data_type = "s" if isinstance(value, str) else "n"
                cell.font = Font(bold=number == 1)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for column, width in zip(sheet.iter_cols(max_row=1), _WIDTHS, strict=True):
            sheet.column_dimensions[column[0].column_letter].width = width
        sheet.auto_filter.ref = sheet.dimensions
        data = io.BytesIO()
        book.save(data)
        stream.flush()
        stream.buffer.write(_timeless(data))


def _shown(value: Cell) -> Cell:
    return clean(value)[:_LONGEST] if isinstance(value, str) else value


def _timeless(data: io.BytesIO) -> bytes:
    """Return the workbook without the time at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(data) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as plain:
        for name in parts.namelist():
            content = _TIME.sub(b"1980-01-01T00:00:00Z", parts.read(name)) if name == _PROPERTIES else parts.read(name)
            plain.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
