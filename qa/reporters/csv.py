"""The reporter `csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import ClassVar, TextIO

from qa.core.contracts import Reporter
from qa.core.report import Report
from qa.reporters._table import HEADER, Cell, rows

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Csv(Reporter):
    """A table of the findings for translators, as CSV that spreadsheets open with the right letters.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the findings, a row each."""
        stream.write("\ufeff")
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows([_defused(cell) for cell in row] for row in rows(report))


def _defused(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(_FORMULA) else cell
