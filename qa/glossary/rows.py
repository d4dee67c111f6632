"""Term bases as tables: rows of cells under a header, or without one as DeepL and Google take them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.core.assemble import unreadable
from qa.core.errors import InputError, SettingsError
from qa.core.findings import Finding
from qa.core.lines import Lines
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.records import COLUMNS, FURTHER, LANGUAGE, cells_of, columns, is_header, is_known, terms_of
from qa.lang.tags import canonical

_PAIR = re.compile(
    r"(?:^|[^A-Za-z])([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)[-_>.]+(?:to[-_])?([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)$"
)
_LONGEST_CELL = 100_000


class Row(NamedTuple):
    """The cells of a row, the line that it begins on, and the line after it, both from 1."""

    cells: list[str]
    line: int
    following: int


def csv_rows(content: str, path: str, delimiter: str) -> Iterator[Row]:
    """Divide a CSV or TSV file into rows, leaving out empty ones.

    Raises:
        InputError: the file is no CSV.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    line = begin = 0
    try:
        for cells in reader:
            line, begin = begin + 1, reader.line_num
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield Row(stripped, line, begin + 1)
        if begin > line and content.split("\n", line - 1)[-1].count('"') % 2:
            raise InputError(f"{path}:{line}: not valid CSV: a quotation mark opens here and never closes")
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: not valid CSV: {error}") from error


def read_rows(rows: Iterator[Row], content: str, path: str) -> Glossary:
    """Read the terms of a table; an entry that cannot be read is a problem with its line.

    Raises:
        InputError: nothing says which languages the columns are in.
    """
    first = next(rows, None)
    if first is None:
        return Glossary()
    names: Sequence[str] = columns(first.cells)
    languages = _in_file_name(path)
    terms: list[Term] = []
    problems: list[Finding] = []
    starts = Lines.of(content).starts
    if not is_header(names) or _has_tags_last(first.cells, names):
        names = _headless(first.cells, languages, path)
        rows = _chained(first, rows)
    _check_languages(names, path)
    names = _told_apart(names)
    for number, row in enumerate(rows, start=1):
        try:
            terms += terms_of(_named(row.cells, names), number, languages, row.line)
        except (ValueError, SettingsError) as error:
            end = starts[row.following - 1] if row.following - 1 < len(starts) else len(content)
            problems.append(unreadable(path, row.line, starts[row.line - 1], end, f"this entry was left out: {error}"))
    return Glossary(tuple(terms), tuple(problems))


def _named(cells: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(names):
        raise ValueError(f"it has {len(cells)} cells, but there are {len(names)} columns")
    return dict(zip(names, cells, strict=False))


def _chained(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _check_languages(names: Sequence[str], path: str) -> None:
    """Refuse a header of languages that has one language only, and something else that may be meant as one."""
    languages = [name for name in names if name.startswith(LANGUAGE)]
    other = next((name for name in names if name and name not in languages and not is_known(name)), "")
    if len(languages) == 1 and other:
        raise InputError(f'{path}: in the header, "{other}" is not a language tag and no known column')


def _told_apart(names: Sequence[str]) -> list[str]:
    """Give a second column of the same language, which holds its further terms, a name of its own."""
    found: list[str] = []
    for name in names:
        found.append(f"{name}\0{len(found)}" if name.startswith(LANGUAGE) and name in found else name)
    return found


def _in_file_name(path: str) -> tuple[str, str] | None:
    """Return the languages that a file name such as `glossary.en-de.csv` ends in."""
    found = _PAIR.search(re.sub(r"\.[A-Za-z]+$", "", path.rpartition("/")[2]))
    try:
        return (canonical(found[1]), canonical(found[2])) if found else None
    except SettingsError:
        return None


def _headless(cells: Sequence[str], languages: tuple[str, str] | None, path: str) -> tuple[str, ...]:
    """Return the columns of a table without header: source, target and perhaps their languages, as DeepL has them."""
    if _has_tags_last(cells, columns(cells)):
        return "source", "target", "source_language", "target_language"
    if len(cells) >= 2 and languages is not None:
        return ("source", "target", *(f"column {number}" for number in range(3, len(cells) + 1)))
    raise InputError(
        f"{path}: its first line is no header, and nothing says which languages its columns are in; head it "
        f"{','.join(COLUMNS)} or with language tags such as en,de, or end the file's name in the pair, as in "
        "terms.en-de.csv"
    )


def _has_tags_last(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Say whether a row is a pair of terms with the tags of their languages behind them."""
    of_languages = [name.startswith(LANGUAGE) for name in names]
    return of_languages == [False, False, True, True] and not any(map(is_known, names)) and all(cells)


def table(terms: Sequence[Term]) -> list[list[str]]:
    """Return terms as rows under a header: the contract's columns, and further ones where a term has them."""
    rows = [cells_of(term) for term in terms]
    used = dict.fromkeys(name for row in rows for name in row)
    header = [*COLUMNS, *(name for name in FURTHER if name in used)]
    header += [name for name in used if name not in header]
    return [header, *([row.get(name, "") for name in header] for row in rows)]
