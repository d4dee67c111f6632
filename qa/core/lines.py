"""Lines and columns of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

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
