"""Tab-separated entries of source, translation and references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from qa.core.assemble import Line, lines, unique, unreadable
from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError, SettingsError
from qa.core.findings import Finding
from qa.core.passage import Passage
from qa.lang.tags import canonical

_NAMES = {
    **dict.fromkeys(("target", "mt", "hypothesis", "translation"), "target"),
    **dict.fromkeys(("source", "src"), "source"),
    **dict.fromkeys(("key", "id", "seg_id"), "key"),
    **dict.fromkeys(("lang", "language", "target_lang", "tgt_lang"), "target_lang"),
    **dict.fromkeys(("source_lang", "src_lang"), "source_lang"),
}
_REFERENCE = re.compile(r"(?:reference|ref)[ _-]?(\d*)")
_WITHOUT_HEADER = {1: ("target",), 2: ("source", "target"), 3: ("source", "target", "reference")}


class _Cell(NamedTuple):
    text: str
    start: int


@dataclass(frozen=True)
class Tsv(Reader):
    r"""Tab-separated lines, one entry each: source, translation, references.

    The first line may name the columns, in any order and letter case: `source`, `target` (or `mt`, `hypothesis`,
    `translation`), `reference`, `reference2` and so on, `key` (or `id`), `lang` (or `target_lang`),
    `source_lang`. Other columns are left out. Without such a line, two columns are source and target, three are
    source, target and reference, and one is the target alone. An empty target stays an entry: it is a missing
    translation. Blank lines are left out. A line with another number of columns is a problem, and the rest is read.

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
        columns = _header(rows[0], path)
        if columns is None:
            columns = _by_number(rows, path)
        else:
            del rows[0]
        segments: list[Segment] = []
        problems: list[Finding] = []
        taken: set[str] = set()
        for row in rows:
            if row.text.count("\t") + 1 != len(columns):
                problems.append(_wrong_columns(row, len(columns), path))
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


def _header(row: Line, path: str) -> tuple[str, ...] | None:
    """Return the columns' roles if the line is a header: it names the target, or nothing but roles."""
    names = [cell.strip().casefold() for cell in row.text.split("\t")]
    roles = tuple(_NAMES.get(name, name if _REFERENCE.fullmatch(name) else "") for name in names)
    known = [role for role in roles if role]
    if not known or (len(known) < 2 and len(roles) > 1) or ("target" not in known and len(known) < len(roles)):
        return None
    if "target" not in known:
        raise InputError(f'{path}: no column is named "target"; name the column that holds the translation so')
    for role, count in Counter(known).items():
        if count > 1:
            raise InputError(f'{path}: {count} columns mean "{role}"; name one of them so and rename the others')
    return roles


def _by_number(rows: Sequence[Line], path: str) -> tuple[str, ...]:
    number = Counter(row.text.count("\t") + 1 for row in rows).most_common(1)[0][0]
    if number not in _WITHOUT_HEADER:
        raise InputError(
            f"{path}: the lines have {number} columns and no header; "
            'name the columns in the first line: "source", "target", "reference"'
        )
    return _WITHOUT_HEADER[number]


def _wrong_columns(row: Line, expected: int, path: str) -> Finding:
    found = row.text.count("\t") + 1
    columns = "1 column" if found == 1 else f"{found} columns"
    message = f"{columns} where {expected} are expected; one tab divides two columns"
    return unreadable(path, row.number, row.start, row.end, message)


def _segment(row: Line, columns: Sequence[str], path: str, index: int, taken: set[str]) -> Segment:
    cells: dict[str, _Cell] = {}
    start = row.start
    for role, text in zip(columns, row.text.split("\t"), strict=True):
        cells[role] = _Cell(text, start)
        start += len(text) + 1
    references = sorted(
        (int(match[1] or 1), role) for role in cells if (match := _REFERENCE.fullmatch(role)) and cells[role].text
    )
    source = cells.get("source")
    return Segment(
        key=unique(_text(cells, "key"), row.number, taken),
        target=Passage(cells["target"].text, path, cells["target"].start),
        references=tuple(Passage(cells[role].text, path, cells[role].start) for _, role in references),
        source=Passage(source.text, path, source.start) if source else None,
        target_lang=_language(cells, "target_lang") or "und",
        source_lang=_language(cells, "source_lang"),
        paragraph=index,
    )


def _text(cells: Mapping[str, _Cell], role: str) -> str:
    return cells[role].text.strip() if role in cells else ""


def _language(cells: Mapping[str, _Cell], role: str) -> str | None:
    tag = _text(cells, role)
    return canonical(tag) if tag else None


def _only(values: set[str] | set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
