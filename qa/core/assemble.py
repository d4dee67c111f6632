"""What readers build with: passages out of runs of text, and findings for entries that cannot be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from qa.core.findings import Finding, Severity, Span
from qa.core.passage import Passage, Piece, as_it_stands

UNREADABLE = "unreadable-entry"
_SPACES = re.compile(r"\A[ \t\n\r\f]+|[ \t\n\r\f]+\Z|[ \t\n\r\f]{2,}|[\t\n\r\f]")
_WIDE = frozenset({"W", "F", "H"})
_HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"))


class Run(NamedTuple):
    """Some characters of a passage, and where in the file they were read.

    `width` file characters from `start` were read as `text`: one by one where the lengths agree, otherwise as a
    whole (an entity, an escape). `mark` says that they are no prose, `soft` that they stand for a line break
    which only wraps the line.
    """

    text: str
    start: int
    width: int
    mark: bool = False
    soft: bool = False


def assemble(runs: Iterable[Run], path: str, escape: Callable[[str], str | None] = as_it_stands) -> Passage:
    """Make one passage of runs in the order of the file, in which `escape` writes prose."""
    texts: list[str] = []
    pieces: list[Piece] = []
    marks: list[tuple[int, int]] = []
    length = 0
    stepping_to = -1
    for text, start, width, mark, _ in _without_wide_breaks(runs):
        if not text:
            continue
        in_step = width == len(text)
        if not (in_step and start == stepping_to):
            pieces.append(Piece(length, start, width))
        elif pieces:
            pieces[-1] = Piece(pieces[-1].offset, pieces[-1].start, pieces[-1].width + width)
        stepping_to = start + width if in_step else -1
        if mark:
            opened = marks.pop()[0] if marks and marks[-1][1] == length else length
            marks.append((opened, length + len(text)))
        length += len(text)
        texts.append(text)
    kept = () if len(pieces) == 1 and stepping_to >= 0 else tuple(pieces)
    return Passage("".join(texts), path, pieces[0].start if pieces else 0, kept, tuple(marks), escape)


def _without_wide_breaks(runs: Iterable[Run]) -> Iterator[Run]:
    """Leave out the soft breaks between two Chinese or Japanese characters, which are written without spaces."""
    before = ""
    waiting: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if waiting is not None:
            if not (_is_wide(before) and _is_wide(run.text[0])):
                yield waiting
            waiting = None
        if run.soft:
            waiting = run
        else:
            before = run.text[-1]
            yield run
    if waiting is not None:
        yield waiting


def _is_wide(character: str) -> bool:
    if not character or any(low <= character <= high for low, high in _HANGUL):
        return False
    return unicodedata.east_asian_width(character) in _WIDE


def collapsed(runs: Sequence[Run]) -> Iterator[Run]:
    """Collapse each stretch of white space into one space, as a browser does (CSS Text 3, section 4.1.1)."""
    space: Run | None = None
    for run in runs:
        divided = _divide(run) if len(run.text) == run.width else [run]
        for part in divided:
            if not part.text.isspace() or part.text[0] not in " \t\n\r\f":
                if space is not None:
                    yield space
                    space = None
                yield part
            else:
                space = part if space is None else space._replace(soft=space.soft and part.soft)
    if space is not None:
        yield space


def _divide(run: Run) -> Iterator[Run]:
    position = 0
    for match in _SPACES.finditer(run.text):
        if position < match.start():
            yield _part(run, position, match.start())
        soft = "\n" in match.group() or "\r" in match.group()
        yield _part(run, match.start(), match.end())._replace(text=" ", soft=soft)
        position = match.end()
    if position < len(run.text):
        yield _part(run, position, len(run.text))


def _part(run: Run, start: int, end: int) -> Run:
    return Run(run.text[start:end], run.start + start, end - start, run.mark)


def runs_of(passage: Passage) -> Iterator[Run]:
    """Return a passage's text as runs, each in step with the file or indivisible; marks are left out."""
    if not passage.pieces:
        yield Run(passage.text, passage.start, len(passage.text))
    for index, piece in enumerate(passage.pieces):
        following = index + 1 < len(passage.pieces)
        stop = passage.pieces[index + 1].offset if following else len(passage.text)
        yield Run(passage.text[piece.offset : stop], piece.start, piece.width)


def unreadable(path: str, line: int, start: int, end: int, message: str) -> Finding:
    """Make the finding for an entry, at `start` to `end` on `line` of the file, that cannot be read."""
    return Finding(
        key=f"line {line}",
        check=UNREADABLE,
        category="file/unreadable-entry",
        severity=Severity.MAJOR,
        confidence=1.0,
        message=f"line {line}: {message}",
        spans=(Span(path, start, end),),
    )


def unique(key: str, line: int, taken: set[str]) -> str:
    """Return `key`, with its line added where the key is taken or empty; the result is taken from then on."""
    made = key or f"line {line}"
    while made in taken:
        made = f"{made}:{line}"
    taken.add(made)
    return made
