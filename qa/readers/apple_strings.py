"""Strings files of Apple."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qa.core.assemble import Run, assemble
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.readers._entries import UNTRANSLATED, Entries

_TOKEN = re.compile(
    r"""\s++|//[^\n\r]*+|/\*.*?(?:\*/|\Z)|(?P<open>"[^"\\]*+(?:\\.[^"\\]*+)*+\\?\Z)"""
    r"""|(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+"|[A-Za-z0-9_.$:-]++)|(?P<sign>[=;])|(?P<other>.)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:U([0-9a-fA-F]{4})|([0-7]{1,3})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_SPECIAL = re.compile(r'["\\]')


@dataclass(frozen=True)
class AppleStrings(Reader):
    r"""Strings files of Apple (`Localizable.strings`): `"key" = "text";`.

    Give the file of the source language with `-s`: entries with the same key belong together. The folder (`de.lproj`)
    names the language. What is no such entry is a problem, and the rest is read.

    Limits: files in Apple's binary form or as an XML property list are not read.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".strings",)

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each entry."""
        entries = Entries(content, path, keyed=True)
        taken: set[str] = set()
        for texts in _statements(content, entries):
            key = "".join(run.text for run in _runs(texts[0]))
            value = assemble(_runs(texts[-1]), path, escape)
            start, end = texts[0].start(), texts[-1].end()
            if key in taken:
                entries.broken(start, end, f'"{key}" is there twice; keep one of them')
            elif not value.text.strip():
                entries.unfinished[UNTRANSLATED] += 1
            else:
                entries.add(key, value)
            taken.add(key)
        return entries.document("entry")


def _statements(content: str, entries: Entries) -> Iterator[list[re.Match[str]]]:
    """Yield the texts of each entry, a key and a value or a key alone; what is no entry is a problem."""
    tokens: list[re.Match[str]] = []
    for match in _TOKEN.finditer(content):
        if match.lastgroup is None:
            continue
        fits = match["sign"] == "=" if len(tokens) == 1 else match["text"] if len(tokens) in (0, 2) else None
        if match["sign"] == ";" and len(tokens) in (1, 3):
            yield tokens[::2]
            tokens = []
        elif fits:
            tokens.append(match)
        else:
            begun = tokens[:1] or [match]
            entries.broken(
                begun[0].start(), (tokens or begun)[-1].end(), 'this is no entry; write it as "key" = "text";'
            )
            tokens = [match] if match["text"] and tokens else []
    if tokens:
        entries.broken(tokens[0].start(), tokens[-1].end(), "this entry has no end; put a semicolon behind it")


def _runs(text: re.Match[str]) -> Iterator[Run]:
    """Yield the characters of a key or value, without its quotation marks."""
    raw, start = text.group(), text.start()
    if raw.startswith('"'):
        raw, start = raw[1:-1], start + 1
    position = 0
    for escaped in _ESCAPE.finditer(raw):
        if position < escaped.start():
            yield Run(raw[position : escaped.start()], start + position, escaped.start() - position)
        hexadecimal, octal, sign = escaped.groups()
        read = _SIGNS.get(sign, sign) if sign else _character(int(hexadecimal, 16) if hexadecimal else int(octal, 8))
        yield Run(read, start + escaped.start(), escaped.end() - escaped.start())
        position = escaped.end()
    if position < len(raw):
        yield Run(raw[position:], start + position, len(raw) - position)


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def escape(text: str) -> str:
    """Write prose as it stands inside a string of such a file."""
    return _SPECIAL.sub(r"\\\g<0>", text)
