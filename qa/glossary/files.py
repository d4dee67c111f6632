"""Reads term bases from files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from qa.core.assemble import unreadable
from qa.core.errors import InputError, SettingsError
from qa.core.findings import Finding
from qa.core.lines import Lines
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.lang.tags import canonical

_COLUMNS = ("concept", "language", "term", "status", "part_of_speech", "note")
_TBX_STATUS = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "preferredTerm": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "admittedTerm": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "deprecatedTerm": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm": Status.DEPRECATED,
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Rows(Protocol):
    """What csv.reader gives: rows, and the number of lines read so far."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def read_glossary(text: str, path: str) -> Glossary:
    """Read a term base: TBX in DCA style (ISO 30042), or CSV or TSV with a header.

    A CSV header names `concept,language,term` and may name `status,part_of_speech,note`; or it consists of language
    tags (`en,ru,uk`), and then each row is a concept and each term preferred.

    Raises:
        InputError: the file as a whole is no term base. An entry that cannot be read is a problem of the glossary.
    """
    is_xml = text.lstrip().startswith("<")
    glossary = _tbx(text, path) if is_xml else _table(text, path)
    if not glossary.terms:
        raise InputError(f"{path}: no terms in it; a term base is TBX, or CSV with the header {','.join(_COLUMNS)}")
    return glossary


def _tbx(text: str, path: str) -> Glossary:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(text.encode("utf-8"), forbid_dtd=False)
    except ParseError as error:
        line, column = error.position
        raise InputError(f"{path}:{line}:{column + 1}: not well-formed XML: {error}") from error
    except DefusedXmlException as error:
        raise InputError(f"{path}: declares XML entities, which a term base does not need; remove them") from error
    terms: list[Term] = []
    for number, concept in enumerate(_children(root, "conceptEntry", "termEntry"), start=1):
        name = concept.get("id") or str(number)
        for section in _children(concept, "langSec", "langSet"):
            language = section.get(_XML_LANG) or section.get("lang") or ""
            terms += _section(name, _tag(language, path, f'concept "{name}"'), section)
    return Glossary(tuple(terms))


def _section(concept: str, language: str, section: Element) -> Iterator[Term]:
    for entry in _children(section, "termSec", "tig", "ntig"):
        notes = {note.get("type", ""): (note.text or "").strip() for note in _children(entry, "termNote")}
        term = next(_children(entry, "term"), None)
        text = "".join(term.itertext()).strip() if term is not None else ""
        if not text:
            continue
        status = _TBX_STATUS.get(notes.get("administrativeStatus", ""), Status.ADMITTED)
        if notes.get("x-usage") == "forbidden":
            status = Status.FORBIDDEN
        part = {"properNoun": "proper noun"}.get(notes.get("partOfSpeech", ""), notes.get("partOfSpeech", ""))
        note = next(_children(entry, "note"), None)
        yield Term(concept, language, text, status, part, "".join(note.itertext()).strip() if note is not None else "")


def _children(element: Element, *names: str) -> Iterator[Element]:
    return (child for child in element.iter() if str(child.tag).rpartition("}")[2] in names)


def _tag(language: str, path: str, where: str) -> str:
    try:
        return canonical(language)
    except SettingsError as error:
        raise InputError(f"{path}: in {where}: {error}") from error


def _table(text: str, path: str) -> Glossary:
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    try:
        header = [name.strip().lower() for name in next(rows)]
        if {"concept", "language", "term"} <= set(header):
            return _long(rows, header, path, text)
        tags = [_tag(name, path, "the header") for name in header]
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}: not valid CSV: {error}") from error
    terms = [
        Term(str(number), tag, cell.strip())
        for number, row in enumerate(rows, start=1)
        for tag, cell in zip(tags, row, strict=False)
        if cell.strip()
    ]
    return Glossary(tuple(terms))


def _long(rows: _Rows, header: list[str], path: str, text: str) -> Glossary:
    terms: list[Term] = []
    problems: list[Finding] = []
    starts = Lines.of(text).starts
    begin = rows.line_num
    for row in rows:
        line, begin = begin + 1, rows.line_num
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        try:
            terms.append(_term(cells))
        except (ValueError, SettingsError) as error:
            end = starts[begin] if begin < len(starts) else len(text)
            problems.append(unreadable(path, line, starts[line - 1], end, f"this entry was left out: {error}"))
    return Glossary(tuple(terms), tuple(problems))


def _term(cells: dict[str, str]) -> Term:
    for name in _COLUMNS[:3]:
        if not cells.get(name):
            raise ValueError(f"it has no {name}")
    status = Status(cells.get("status") or Status.PREFERRED)
    language = canonical(cells["language"])
    return Term(
        cells["concept"], language, cells["term"], status, cells.get("part_of_speech", ""), cells.get("note", "")
    )
