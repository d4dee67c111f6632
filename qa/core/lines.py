"""The lines of a text, and the lines and columns of places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a text start, in code points. A line ends with LF, CR LF or a lone CR."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, content: str) -> Lines:
        """Index the lines of `content`, once for many positions."""
        return cls((0, *(match.end() for match in _LINE_END.finditer(content))))

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of the character at `offset`, both counted from 1, columns in code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class Line(NamedTuple):
    """A line of a file, without its end: its number from 1, its place and its text."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset in the file behind the line's last character."""
        return self.start + len(self.text)


def lines(content: str) -> Iterator[Line]:
    """Divide a file into lines that end with LF, CR LF or a lone CR."""
    number, position = 1, 0
    for match in _LINE_END.finditer(content):
        yield Line(number, position, content[position : match.start()])
        number, position = number + 1, match.end()
    if position < len(content):
        yield Line(number, position, content[position:])
