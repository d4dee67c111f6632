"""The term base format `csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.rows import csv_rows, read_rows, table


@dataclass(frozen=True)
class Csv(Format):
    """A table with commas, semicolons or bars between its cells.

    Its header names `concept,language,term` and perhaps further columns, or consists of language tags or names, or of
    `source,target`. A table of two columns without header needs the languages in its name: `terms.en-de.csv`.
    """

    suffixes = (".csv",)

    def read(self, content: str, path: str) -> Glossary:
        """Read a table; the character that stands most often in its first line divides the cells."""
        first = content.lstrip("\ufeff").lstrip().partition("\n")[0]
        delimiter = max(",;|\t", key=first.count)
        return read_rows(csv_rows(content, path, delimiter), content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write one term a row, under the contract's header."""
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(table(terms))
        return stream.getvalue().encode("utf-8")
