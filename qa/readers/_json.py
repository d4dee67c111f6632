"""Strings of JSON with their places in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from qa.core.passage import Passage, Piece

TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],]')
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")

Path = tuple[str | int, ...]


class String(NamedTuple):
    """A string of JSON at `start` to `end` of the file, without its quotation marks.

    `path` leads to it; to a name in an object (`is_name`) it is that of the name's value.
    """

    path: Path
    start: int
    end: int
    is_name: bool


def strings(content: str) -> Iterator[String]:
    """Yield all strings of valid JSON, names in objects among them."""
    steps: list[str | int] = []
    expects_name = False
    for match in TOKEN.finditer(content):
        token = match.group()
        if token in "{[":
            steps.append("" if token == "{" else 0)
            expects_name = token == "{"
        elif token in "}]":
            steps.pop()
        elif token == ",":
            last = steps[-1]
            expects_name = isinstance(last, str)
            steps[-1] = last if isinstance(last, str) else last + 1
        elif expects_name:
            steps[-1], expects_name = json.loads(token), False
            yield String(tuple(steps), match.start() + 1, match.end() - 1, True)
        else:
            yield String(tuple(steps), match.start() + 1, match.end() - 1, False)


def passage(text: str, raw: str, start: int, path: str) -> Passage:
    """Return the string `text`, written as `raw` at `start` of the file; an escape is an indivisible piece."""
    if "\\" not in raw:
        return Passage(text, path, start, escape=escape)
    pieces: list[Piece] = []
    offset = position = 0
    for match in _ESCAPE.finditer(raw):
        low, high = match.span()
        if position < low:
            pieces.append(Piece(offset, start + position, low - position))
            offset += low - position
        pieces.append(Piece(offset, start + low, high - low))
        offset, position = offset + 1, high
    if position < len(raw):
        pieces.append(Piece(offset, start + position, len(raw) - position))
    return Passage(text, path, start, tuple(pieces), escape=escape)


def string(raw: str, start: int, path: str) -> Passage:
    """Return the string written as `raw`, without its quotation marks, at `start` of the file."""
    return passage(raw if "\\" not in raw else json.loads(f'"{raw}"'), raw, start, path)


def escape(text: str) -> str:
    """Write prose as it stands inside a string of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
