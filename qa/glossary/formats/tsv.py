"""The term base format `tsv`."""

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
class Tsv(Format):
    """A table with tabs between its cells, otherwise as in CSV."""

    suffixes = (".tsv", ".tab")

    def sniff(self, head: str) -> bool:
        """A tab in the first line divides cells."""
        return "\t" in head.partition("\n")[0]

    def read(self, content: str, path: str) -> Glossary:
        """Read a table."""
        return read_rows(csv_rows(content, path, "\t"), content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write one term a row, under the contract's header."""
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter="\t", lineterminator="\n").writerows(table(terms))
        return stream.getvalue().encode("utf-8")
