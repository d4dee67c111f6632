"""Tab-separated entries of source, translation and references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from qa.core.assemble import unreadable
from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError, SettingsError
from qa.core.findings import Finding
from qa.core.lines import Line, lines
from qa.core.passage import Passage
from qa.readers._columns import by_number, header, segment, wrong_columns


@dataclass(frozen=True)
class Tsv(Reader):
    r"""Tab-separated lines, one entry each: source, translation, references.

    The first line may name the columns, in any order and letter case: `source`, `target` (or `mt`, `hypothesis`,
    `translation`), `reference`, `reference2` and so on, `key` (or `id`), `lang` (or `target_lang`),
    `source_lang`, `max_length` (in characters). Other columns are left out. Without such a line, two columns are
    source and target, three are source, target and reference, and one is the target alone. An empty target stays an
    entry: it is a missing translation. Blank lines are left out. A line with another number of columns is a problem,
    and the rest is read.

    Limits: there is no quoting. A quotation mark, `\t` and `\n` written with a backslash, and spaces at the ends
    of a cell are all read as they stand.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".tsv", ".tab")

    def sniff(self, head: str) -> bool:
        """Say whether all whole lines of `head` have the same number of tabs, at least one."""
        whole = [line for line in lines(head) if line.text.strip()]
        if len(whole) > 1 and not head.endswith(("\n", "\r")):
            whole.pop()
        counts = {line.text.count("\t") for line in whole}
        return len(whole) > 1 and len(counts) == 1 and min(counts) > 0

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each line."""
        rows = [line for line in lines(content) if line.text.strip(" \t") or "\t" in line.text]
        if not rows:
            raise InputError(f"{path}: there are no entries; give lines of source, tab, translation")
        columns = header(rows[0].text.split("\t"), path)
        if columns is None:
            columns = by_number([row.text.count("\t") + 1 for row in rows], path)
        else:
            del rows[0]
        segments: list[Segment] = []
        problems: list[Finding] = []
        taken: set[str] = set()
        for row in rows:
            if row.text.count("\t") + 1 != len(columns):
                message = wrong_columns(row.text.count("\t") + 1, len(columns), "tab")
                problems.append(unreadable(path, row.number, row.start, row.end, message))
                continue
            try:
                segments.append(_segment(row, columns, path, len(segments), taken))
            except SettingsError as error:
                problems.append(unreadable(path, row.number, row.start, row.end, str(error)))
        if not any(segment.target.text.strip() for segment in segments):
            raise InputError(f"{path}: no line holds a translation; the columns are {', '.join(columns)}")
        return Document(
            path=path,
            content=content,
            segments=tuple(segments),
            bilingual=True,
            problems=tuple(problems),
            language=_only({segment.target_lang for segment in segments}) or "und",
            source_language=_only({segment.source_lang for segment in segments}),
        )


def _segment(row: Line, columns: Sequence[str], path: str, index: int, taken: set[str]) -> Segment:
    cells: dict[str, Passage] = {}
    start = row.start
    for role, text in zip(columns, row.text.split("\t"), strict=True):
        cells[role] = Passage(text, path, start)
        start += len(text) + 1
    return segment(cells, row.number, index, taken)


def _only(values: set[str] | set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
