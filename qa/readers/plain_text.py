"""Plain text, divided into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from qa.core.assemble import Run, assemble
from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.lines import Line
from qa.core.passage import Passage

_RULE = re.compile(r"[-–—_=~*#+·•.\s]{3,}")
_SENTENCE_END = tuple(".!?…。！？．｡։؟۔।॥።၊။៕")
_CLOSING = "\"'»”’›」』）)]】》〉*_"
_WRAPPED_WIDTH = 100
_LONGEST_WORD = 15
_HEADING_WIDTH = 150


@dataclass(frozen=True)
class PlainText(Reader):
    """Plain text: all of it is prose. Files whose name tells nothing are read so too.

    Blank lines divide paragraphs. Where lines follow each other without a blank line, each is a paragraph, unless
    the file looks hard-wrapped: nine in ten of such lines have at most 100 characters, and at least half of the
    breaks between them stand where a full line ends inside a sentence (the next word would not have fitted, the
    line does not end a sentence, and the next lines do not mostly start with a capital).
    In such a file the lines up to a blank line, or up to a line that is newly indented, are one paragraph, and each
    break is read as one space (as nothing between two Chinese or Japanese characters). Lines of dashes, stars or
    the like are left out. A short first paragraph without a full stop is a heading, if others follow.

    Limits: list items, tables and verse in a hard-wrapped file run together. Only the first heading is seen.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each paragraph."""
        blocks = list(_blocks(content))
        groups = _unwrapped(blocks) if _is_wrapped(blocks) else ([line] for block in blocks for line in block)
        passages = [passage for group in groups if (passage := _paragraph(group, path)).text]
        if not passages:
            raise InputError(f"{path}: there is no text to check; give a file with prose")
        segments = [Segment(str(index + 1), passage, paragraph=index) for index, passage in enumerate(passages)]
        if len(segments) > 1 and _is_heading(passages[0].text):
            segments[0] = Segment("1", passages[0], flags=frozenset({"heading"}))
        return Document(path, content, tuple(segments))


def _blocks(content: str) -> Iterator[list[Line]]:
    """Yield the stretches of lines that are neither blank nor rules; U+2029 divides like a blank line."""
    position = 0
    block: list[Line] = []
    for number, line in enumerate(content.splitlines(keepends=True), start=1):
        text = line.rstrip()
        if text and not _RULE.fullmatch(text):
            block.append(Line(number, position, text))
        elif block:
            yield block
            block = []
        if block and line[-1] == "\u2029":
            yield block
            block = []
        position += len(line)
    if block:
        yield block


def _is_wrapped(blocks: list[list[Line]]) -> bool:
    widths = sorted(len(line.text) for block in blocks if len(block) > 1 for line in block)
    if not widths:
        return False
    widest = widths[(len(widths) - 1) * 9 // 10]
    if widest > _WRAPPED_WIDTH:
        return False
    breaks = full = small = capital = 0
    for block in blocks:
        for line, following in pairwise(block):
            breaks += 1
            words = following.text.split(maxsplit=1)
            first = words[0][:_LONGEST_WORD] if len(words) > 1 else following.text.lstrip()[:1]
            fills = len(line.text) + 1 + len(first) > 0.85 * widest
            full += fills and not _ends_sentence(line.text)
            small += first[:1].islower()
            capital += first[:1].isupper()
    return full * 2 >= breaks and capital <= small * 3 + breaks * 0.2


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_END)


def _unwrapped(blocks: list[list[Line]]) -> Iterator[list[Line]]:
    for block in blocks:
        group = block[:1]
        for line, following in pairwise(block):
            if following.text[0].isspace() and not line.text[0].isspace():
                yield group
                group = []
            group.append(following)
        yield group


def _paragraph(group: list[Line], path: str) -> Passage:
    if len(group) == 1:
        line = group[0]
        text = line.text.lstrip()
        return Passage(text, path, line.start + len(line.text) - len(text))
    runs: list[Run] = []
    for line in group:
        text = line.text.lstrip()
        start = line.start + len(line.text) - len(text)
        if runs:
            end = runs[-1].start + runs[-1].width
            runs.append(Run(" ", end, start - end, soft=True))
        runs.append(Run(text, start, len(text)))
    return assemble(runs, path)


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING_WIDTH and not _ends_sentence(text)
