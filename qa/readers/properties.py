"""Properties files of Java."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from qa.core.assemble import Run, assemble
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.lines import Line, lines
from qa.readers._entries import UNTRANSLATED, Entries

_KEY = re.compile(r"(?:[^\\=:\s]|\\.)*+")
_SEPARATOR = re.compile(r"[ \t\f]*(?:[=:][ \t\f]*)?")
_END = re.compile(r"(?<!\\)(?:\\\\)*+\\\Z")
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_BLANK = " \t\f"
_COMMENT = ("#", "!")


class _Part(NamedTuple):
    """A stretch of an entry on one line of the file, without the line's indent and the backslash at its end."""

    text: str
    start: int


@dataclass(frozen=True)
class Properties(Reader):
    r"""Properties files of Java (`messages_fr.properties`): `key = text`.

    Give the file of the source language with `-s`: entries with the same key belong together. The file's name names
    the language. Escapes (`\n`, `\u00e9`) are read as what they stand for; a backslash at the end of a line goes on
    with the next. A key that is there twice is a problem. Comments before an entry are its note.

    Limits: the two apostrophes that MessageFormat wants for one stay two. Old files in Latin-1 with letters beyond
    ASCII may have to be saved as UTF-8.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".properties",)

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each entry."""
        entries = Entries(content, path, keyed=True)
        taken: set[str] = set()
        for parts, note in _statements(content):
            key, value = _divided(parts)
            passage = assemble(value, path, escape)
            start, end = parts[0].start, parts[-1].start + len(parts[-1].text)
            if key in taken:
                entries.broken(start, end, f'"{key}" is there twice; keep one of them')
            elif not passage.text.strip():
                entries.unfinished[UNTRANSLATED] += 1
            else:
                entries.add(key, passage, note=note)
            taken.add(key)
        return entries.document("entry")


def _statements(content: str) -> Iterator[tuple[list[_Part], str]]:
    """Yield the parts of each entry, a line each, and what the comments before it say."""
    parts: list[_Part] = []
    notes: list[str] = []
    for line in lines(content):
        part = _part(line)
        if not parts and not part.text:
            notes = []
        elif not parts and part.text.startswith(_COMMENT):
            notes.append(part.text[1:].strip())
        elif _END.search(part.text):
            parts.append(part._replace(text=part.text[:-1]))
        else:
            yield [*parts, part], "\n".join(notes)
            parts, notes = [], []
    if parts:
        yield parts, "\n".join(notes)


def _part(line: Line) -> _Part:
    text = line.text.lstrip(_BLANK)
    return _Part(text, line.start + len(line.text) - len(text))


def _divided(parts: list[_Part]) -> tuple[str, list[Run]]:
    """Return the key of an entry, and the runs of its text."""
    first, start = parts[0]
    key = _KEY.match(first)
    after = _SEPARATOR.match(first, key.end() if key else 0)
    begin = after.end() if after else 0
    name = "".join(run.text for run in _runs(_Part(first[: key.end() if key else 0], start)))
    return name, [run for part in (_Part(first[begin:], start + begin), *parts[1:]) for run in _runs(part)]


def _runs(part: _Part) -> Iterator[Run]:
    text, start = part
    position = 0
    for match in _ESCAPE.finditer(text):
        if position < match.start():
            yield Run(text[position : match.start()], start + position, match.start() - position)
        yield Run(_character(match), start + match.start(), match.end() - match.start())
        position = match.end()
    if position < len(text):
        yield Run(text[position:], start + position, len(text) - position)


def _character(match: re.Match[str]) -> str:
    high, low, code, sign = match.groups()
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    if code:
        return bytes.fromhex(code).decode("utf-16-be", "replace")
    return _SIGNS.get(sign, sign)


def escape(text: str) -> str:
    """Write prose as it stands in the text of an entry."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")
