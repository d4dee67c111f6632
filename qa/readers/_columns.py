"""Entries in columns: which column means what, and what a row gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from qa.core.assemble import unique
from qa.core.documents import Segment
from qa.core.errors import InputError
from qa.core.passage import Passage
from qa.lang.tags import canonical
from qa.readers._entries import whole_number

_NAMES = {
    **dict.fromkeys(("target", "mt", "hypothesis", "translation"), "target"),
    **dict.fromkeys(("source", "src"), "source"),
    **dict.fromkeys(("key", "id", "seg_id"), "key"),
    **dict.fromkeys(("lang", "language", "target_lang", "tgt_lang"), "target_lang"),
    **dict.fromkeys(("source_lang", "src_lang"), "source_lang"),
    **dict.fromkeys(("max_length", "max length", "maxlength"), "longest"),
}
_REFERENCE = re.compile(r"(?:reference|ref)[ _-]?(\d*)")
_WITHOUT_HEADER = {1: ("target",), 2: ("source", "target"), 3: ("source", "target", "reference")}


def header(cells: Sequence[str], path: str) -> tuple[str, ...] | None:
    """Return the columns' roles if the first row is a header: it names the target, or nothing but roles."""
    names = [cell.strip().casefold() for cell in cells]
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


def by_number(widths: Sequence[int], path: str) -> tuple[str, ...]:
    """Return the columns' roles by how many columns most rows have."""
    number = Counter(widths).most_common(1)[0][0]
    if number not in _WITHOUT_HEADER:
        raise InputError(
            f"{path}: the lines have {number} columns and no header; "
            'name the columns in the first line: "source", "target", "reference"'
        )
    return _WITHOUT_HEADER[number]


def wrong_columns(found: int, expected: int, divider: str) -> str:
    """Return the message on a row with another number of columns."""
    columns = "1 column" if found == 1 else f"{found} columns"
    return f"{columns} where {expected} are expected; one {divider} divides two columns"


def segment(cells: Mapping[str, Passage], line: int, index: int, taken: set[str]) -> Segment:
    """Return the entry of one row, on `line` of the file.

    Raises:
        SettingsError: the row names no real language.
    """
    references = sorted(
        (int(match[1] or 1), role) for role in cells if (match := _REFERENCE.fullmatch(role)) and cells[role].text
    )
    return Segment(
        key=unique(_text(cells, "key"), line, taken),
        target=cells["target"],
        references=tuple(cells[role] for _, role in references),
        source=cells.get("source"),
        target_lang=_language(cells, "target_lang") or "und",
        source_lang=_language(cells, "source_lang"),
        paragraph=index,
        longest=whole_number(_text(cells, "longest")),
    )


def _text(cells: Mapping[str, Passage], role: str) -> str:
    return cells[role].text.strip() if role in cells else ""


def _language(cells: Mapping[str, Passage], role: str) -> str | None:
    tag = _text(cells, role)
    return canonical(tag) if tag else None
