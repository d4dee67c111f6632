"""The text of a file that is too large to be held in memory."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qa.core.errors import InputError
from qa.core.lines import Lines

_BYTES = 1 << 20
_HELD = 2


class _Stretch(NamedTuple):
    """Where a stretch of the text begins: its code point, its byte, and its line and column, both counted from 0."""

    start: int
    byte: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class LargeText:
    """A text that is read from its file whenever a part of it is asked for: `text[start:end]`, in code points.

    Only where its stretches begin is kept, and the text of those that were read last. What is asked for in the order of
    the file is read fast. The file must not change meanwhile.

    Raises:
        InputError: on reading from it, where the file is gone or broken since.
    """

    file: Path
    encoding: str
    stretches: tuple[_Stretch, ...]
    size: int
    length: int
    _held: dict[int, tuple[str, Lines]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, file: Path, encoding: str, mark: int = 0) -> LargeText:
        """Read through a file once; its text begins behind `mark` bytes.

        Raises:
            UnicodeDecodeError: the file is not in that encoding.
        """
        stretches = []
        start = line = column = 0
        byte = mark
        for text, width in _stretches(file, encoding, mark):
            stretches.append(_Stretch(start, byte, line, column))
            last, behind = Lines.of(text).position(len(text))
            line, column = line + last - 1, behind - 1 + (column if last == 1 else 0)
            start, byte = start + len(text), byte + width
        return cls(file, encoding, tuple(stretches), byte, start)

    def __len__(self) -> int:
        """Return how many code points the text has."""
        return self.length

    def __getitem__(self, part: slice) -> str:
        """Return a part of the text."""
        start, stop, _ = part.indices(self.length)
        if start >= stop:
            return ""
        first, last = self._index(start), self._index(stop - 1)
        text = "".join(self._read(index)[0] for index in range(first, last + 1))
        base = self.stretches[first].start
        return text[start - base : stop - base]

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of the character at `offset`, both counted from 1, columns in code points."""
        index = self._index(offset)
        stretch, (_, lines) = self.stretches[index], self._read(index)
        line, column = lines.position(offset - stretch.start)
        return stretch.line + line, column + (stretch.column if line == 1 else 0)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.stretches, offset, key=lambda stretch: stretch.start) - 1)

    def _read(self, index: int) -> tuple[str, Lines]:
        if index not in self._held:
            while len(self._held) >= _HELD:
                del self._held[next(iter(self._held))]
            begin = self.stretches[index].byte
            end = self.stretches[index + 1].byte if index + 1 < len(self.stretches) else self.size
            try:
                with self.file.open("rb") as stream:
                    stream.seek(begin)
                    text = stream.read(end - begin).decode(self.encoding)
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(f"{self.file}: was changed while it was read; start again") from error
            self._held[index] = (text, Lines.of(text))
        return self._held[index]


Content = str | LargeText
"""The text of a file, held or not: both give `len(content)` and `content[start:end]`."""


def lines_of(content: Content) -> Lines | LargeText:
    """Return what knows the `position` of any offset in a content."""
    return Lines.of(content) if isinstance(content, str) else content


def _stretches(file: Path, encoding: str, mark: int) -> Iterator[tuple[str, int]]:
    """Yield the text of a file in stretches with their bytes; none ends between the two characters of a line end."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as stream:
        stream.seek(mark)
        before = ""
        while data := stream.read(_BYTES):
            text = before + decoder.decode(data)
            before = "\r" if text.endswith("\r") else ""
            text = text.removesuffix("\r")
            if text:
                yield text, len(text.encode(encoding))
        before += decoder.decode(b"", final=True)
        if before:
            yield before, len(before.encode(encoding))
