"""Reads the sheets of an Excel workbook."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from qa.core.errors import InputError

_LARGEST = 256 * 1024 * 1024
_MOST_PARTS, _MOST_COLUMNS, _MOST_CELLS = 2_000, 200, 20_000_000
# Where a cell stands (B12) or a row (12), and a place that is written with entities.
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})(\d{1,7})""")
_ODD_PLACE = re.compile(rb"""\br\s*=\s*["'][^"'<>]*&""")
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, EOFError, AttributeError, IndexError)


def rows_of(data: bytes, path: str) -> Iterator[list[str]]:
    """Yield the rows of the first sheet, as `sheets_of` gives them.

    Raises:
        InputError: the file is no workbook, or would unpack to more than a table needs.
    """
    for _, rows in sheets_of(data, path):
        yield from rows
        return


def sheets_of(data: bytes, path: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each sheet's name and its rows, the empty ones above and between too; without empty cells at their ends.

    Raises:
        InputError: the file is no workbook, or would unpack to more than a table needs.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    _check_size(data, path)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                yield sheet.name, [_cells(row) for row in book.get_sheet_by_name(sheet.name).iter_rows()]
    except (CalamineError, *_BROKEN) as error:
        raise InputError(f"{path}: not an Excel workbook that can be read: {error}") from error


def _cells(row: list[object]) -> list[str]:
    cells = list(map(_text, row[:_MOST_COLUMNS]))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check_size(data: bytes, path: str) -> None:
    """Refuse what unpacks to more than a table needs, also as a table: one cell far off makes a table of billions.

    Raises:
        InputError: the workbook is too large, or none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
            if sum(sizes.values()) > _LARGEST or len(sizes) > _MOST_PARTS:
                raise InputError(
                    f"{path}: unpacks to {sum(sizes.values()) // 2**20:,} MB in {len(sizes):,} parts; a workbook may "
                    f"have {_LARGEST // 2**20} MB in {_MOST_PARTS:,}"
                )
            for name in sizes:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_table(parts.read(name), path)
    except (*_BROKEN, zlib.error, NotImplementedError, RuntimeError) as error:
        raise InputError(f"{path}: not an Excel workbook: {error}") from error


def _check_table(sheet: bytes, path: str) -> None:
    places = set(_PLACE.findall(sheet))
    width = max((_column(letters) for letters, _ in places), default=0)
    height = max((int(number) for _, number in places), default=0)
    if b"<!DOCTYPE" in sheet or _ODD_PLACE.search(sheet):
        raise InputError(f"{path}: declares XML entities, which a workbook does not need; remove them")
    if max(width, 1) * height > _MOST_CELLS:
        raise InputError(f"{path}: has a table of {height:,} rows and {width:,} columns; it may have 20 million cells")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
