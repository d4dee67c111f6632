"""A stretch of text that knows where each of its characters stands in the file it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

_offset = attrgetter("offset")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage's characters and the run of file characters that it was read from.

    `offset` counts from the start of the passage's text, `start` from the start of the file, both in code
    points. `width` is how many file characters the run covers: where it equals the run's length in the text,
    the two run in step; where it does not (an entity such as `&amp;`), the run cannot be divided.
    """

    offset: int
    start: int
    width: int


def as_it_stands(text: str) -> str:
    """Return `text`: what a format writes in which no character of prose means anything else."""
    return text


@dataclass(frozen=True, slots=True)
class Passage:
    """Text as prose, with its place in a file.

    `text` is what a person reads. Without `pieces`, its first character stands at `start` of the file and the
    rest follows one by one. With `pieces` (ascending, the first at offset 0, covering the whole text), markup
    and escapes between and inside the runs are accounted for. `marks` are (start, end) ranges of `text` that
    are not prose (inline code, placeholders): they stay readable, but no check judges their words. `escape` writes
    prose as the file's format does at this place (`&` as `&amp;`), and gives None for what cannot be written there; it
    is a function of a module, so that it pickles.
    """

    text: str
    path: str = ""
    start: int = 0
    pieces: tuple[Piece, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    escape: Callable[[str], str | None] = as_it_stands

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stands in the file, as (start, end) in code points.

        An empty range gives an empty range. A range that touches an indivisible run covers it whole.
        """
        if not self.pieces:
            return self.start + start, self.start + end
        first = self._file_offset(start)
        return (first, first) if end <= start else (first, self._file_end(end))

    def _piece(self, offset: int) -> tuple[Piece, int]:
        index = max(0, bisect_right(self.pieces, offset, key=_offset) - 1)
        piece = self.pieces[index]
        following = self.pieces[index + 1].offset if index + 1 < len(self.pieces) else len(self.text)
        return piece, following - piece.offset

    def _file_offset(self, offset: int) -> int:
        if offset >= len(self.text) and self.text:
            return self._file_end(len(self.text))
        piece, length = self._piece(offset)
        return piece.start + (offset - piece.offset if piece.width == length else 0)

    def _file_end(self, offset: int) -> int:
        piece, length = self._piece(offset - 1)
        return piece.start + (offset - piece.offset if piece.width == length else piece.width)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the range of `text` that stands between `start` and `end` of the file, or None where there is none.

        The inverse of `place`: what lies outside the passage, and markup inside it, is left out. An indivisible run
        that the range touches counts whole. An empty range is found inside the passage and at both of its ends.
        """
        runs = self.pieces or (Piece(0, self.start, len(self.text)),)
        found: list[int] = []
        for index, piece in enumerate(runs):
            stop = runs[index + 1].offset if index + 1 < len(runs) else len(self.text)
            low, high = max(start, piece.start), min(end, piece.start + piece.width)
            if low < high or start == end == low == high:
                if piece.width == stop - piece.offset:
                    found += (piece.offset + low - piece.start, piece.offset + high - piece.start)
                else:
                    found += (stop if low == high > piece.start else piece.offset, stop)
        if not found:
            return None
        return (found[0], found[0]) if start == end else (found[0], found[-1])

    def cut(self, start: int, end: int) -> Passage:
        """Return the part `text[start:end]` as a passage of its own."""
        marks = tuple((max(a, start) - start, min(b, end) - start) for a, b in self.marks if a < end and b > start)
        if not self.pieces:
            return Passage(self.text[start:end], self.path, self.start + start, (), marks, self.escape)
        pieces = []
        first = max(0, bisect_right(self.pieces, start, key=_offset) - 1)
        last = bisect_left(self.pieces, end, key=_offset)
        for index, piece in enumerate(self.pieces[first:last], start=first):
            stop = self.pieces[index + 1].offset if index + 1 < len(self.pieces) else len(self.text)
            low, high = max(piece.offset, start), min(stop, end)
            if low < high:
                in_step = piece.width == stop - piece.offset
                shift, width = (low - piece.offset, high - low) if in_step else (0, piece.width)
                pieces.append(Piece(low - start, piece.start + shift, width))
        place = self.place(start, start)[0]
        return Passage(self.text[start:end], self.path, place, tuple(pieces), marks, self.escape)

    def in_one(self, start: int, end: int) -> bool:
        """Say whether `text[start:end]` stands in the file in one stretch: no markup and no line break is inside.

        Escapes are, but white space that stands for several characters of the file may be a break.
        """
        part = self.cut(start, end)
        stops = [*(piece.offset for piece in part.pieces[1:]), len(part.text)]
        spaces = any(
            piece.width != stop - piece.offset and part.text[piece.offset : stop].isspace()
            for piece, stop in zip(part.pieces, stops, strict=False)
        )
        return not spaces and all(one.start + one.width == next_.start for one, next_ in pairwise(part.pieces))

    def trim(self) -> Passage:
        """Return the passage without the white space at its ends."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.cut(start, max(start, len(text.rstrip())))

    def marked(self, start: int, end: int) -> bool:
        """Say whether `text[start:end]` touches a mark."""
        return bool(self.marks) and any(a < end and start < b for a, b in self.marks)


def join(passages: Iterable[Passage], separator: str = " ") -> Passage:
    """Join passages of one file, in the order of the file, into one passage.

    `separator` stands for whatever lies between two of them in the file, however long it is.
    """
    parts = list(passages)
    if len(parts) == 1:
        return parts[0]
    text = ""
    pieces: list[Piece] = []
    marks: list[tuple[int, int]] = []
    for index, part in enumerate(parts):
        if index and separator:
            before = parts[index - 1]
            gap = before.place(len(before.text), len(before.text))[0]
            pieces.append(Piece(len(text), gap, max(0, part.place(0, 0)[0] - gap)))
            text += separator
        own = part.pieces or ((Piece(0, part.start, len(part.text)),) if part.text else ())
        pieces += [Piece(len(text) + piece.offset, piece.start, piece.width) for piece in own]
        marks += [(len(text) + start, len(text) + end) for start, end in part.marks]
        text += part.text
    path, start, escape = (parts[0].path, parts[0].start, parts[0].escape) if parts else ("", 0, as_it_stands)
    return Passage(text, path, start, tuple(pieces), tuple(marks), escape)
