"""Comma-separated entries of source, translation and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qa.core.assemble import Run, assemble
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import SettingsError
from qa.core.passage import Passage
from qa.readers._columns import by_number, header, segment, wrong_columns
from qa.readers._entries import Entries

_BREAK = re.compile(r"\r\n|\r|\n|\Z")
_DIVIDERS = ",;\t|"
_OPEN = 'a quotation mark is not closed, or stands inside a cell; write it twice there, and put the cell in "..."'


@dataclass(frozen=True)
class Csv(Reader):
    """Comma-separated lines (CSV, RFC 4180), one entry each: source, translation, references.

    The columns are named in the first line, or known by their number, as in `tsv`. Semicolons, tabs and bars may stand
    for the commas; the first line tells. A cell in quotation marks may have dividers and line breaks in it, and a
    quotation mark written twice. A line that cannot be read is a problem, and the rest is read.

    Limits: spaces at the ends of a cell are read as they stand. In a cell without quotation marks, no fix is made that
    has a divider or a quotation mark.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each line."""
        entries = Entries(content, path)
        rows = [row for row in _rows(content, path, entries) if len(row) > 1 or row[0].text.strip()]
        if not rows:
            return entries.document("line")
        columns = header([cell.text for cell in rows[0]], path)
        if columns is None:
            columns = by_number([len(row) for row in rows], path)
        else:
            del rows[0]
        taken: set[str] = set()
        for row in rows:
            start, end = row[0].place(0, 0)[0], row[-1].place(0, len(row[-1].text))[1]
            if len(row) != len(columns):
                entries.broken(start, end, wrong_columns(len(row), len(columns), "divider"))
                continue
            cells = dict(zip(columns, row, strict=True))
            try:
                entries.segments.append(segment(cells, entries.line(start), len(entries.segments), taken))
            except SettingsError as error:
                entries.broken(start, end, str(error))
        return entries.document("line")


def _rows(content: str, path: str, entries: Entries) -> Iterator[list[Passage]]:
    """Yield the cells of each line; a line with a fault is a problem."""
    first = re.sub(r'"[^"]*"', "", content[: _next_line(content, 0)])
    divider = re.escape(max(_DIVIDERS, key=first.count))
    cell = re.compile(
        rf'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"|(?P<bare>[^{divider}"\r\n][^{divider}\r\n]*+|))'
        rf"(?:(?P<more>{divider})|\r\n|\r|\n|\Z)"
    )
    row: list[Passage] = []
    position = start = 0
    while position < len(content) or row:
        match = cell.match(content, position)
        if match is None:
            position = _next_line(content, start)
            entries.broken(start, position, _OPEN)
        else:
            row.append(_cell(match, path))
            position = match.end()
            if match["more"]:
                continue
            yield row
        row, start = [], position


def _next_line(content: str, start: int) -> int:
    match = _BREAK.search(content, start)
    return match.end() if match else len(content)


def _cell(match: re.Match[str], path: str) -> Passage:
    if match["bare"] is not None:
        return Passage(match["bare"], path, match.start("bare"), escape=without_quotes)
    start, position = match.start("quoted"), 0
    runs = []
    for part in re.split('("")', match["quoted"]):
        runs.append(Run('"' if part == '""' else part, start + position, len(part)))
        position += len(part)
    passage = assemble(runs, path, _in_quotes)
    return passage if passage.text else Passage("", path, start, escape=_in_quotes)


def _in_quotes(text: str) -> str:
    """Write prose as it stands in a cell in quotation marks."""
    return text.replace('"', '""')


def without_quotes(text: str) -> str | None:
    """Write prose as it stands in a cell without quotation marks, where it has none of the signs that divide."""
    return None if any(sign in text for sign in f'{_DIVIDERS}"') else text
