"""Subtitles: SRT and WebVTT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qa.core.assemble import Run, assemble
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.lines import Line, lines
from qa.core.passage import as_it_stands
from qa.readers._entries import Entries

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?")
_CODE = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,100}\}|&(?:amp|lt|gt|nbsp|lrm|rlm);")
_REFERENCES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&lrm;": "\u200e", "&rlm;": "\u200f"}
_LEFT_OUT = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Subtitles(Reader):
    """Subtitles: SRT and WebVTT. Each cue is an entry, its lines one text, with tags as marks.

    Give the subtitles in the source language with `-s`: cues that start at the same time belong together. The file's
    name (`film.de.srt`) names the language. A block without times is a problem, and the rest is read; notes, styles and
    regions are left out.

    Limits: a sentence that runs over several cues is several entries. Where the translation has times of its own, its
    cues are checked without the source.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".srt", ".vtt")

    def sniff(self, head: str) -> bool:
        """Say whether `head` starts like WebVTT, or with a number and a line of times."""
        return re.match(rf"\s*(?:WEBVTT\b|\d+\s*[\r\n]+{_TIMES.pattern})", head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each cue."""
        entries = Entries(content, path, keyed=True)
        taken: set[str] = set()
        for number, block in enumerate(_blocks(content)):
            first = block[0].text.lstrip("\ufeff")
            if first.startswith(_LEFT_OUT) or (number == 0 and first.startswith("WEBVTT")):
                continue
            position = next((index for index, line in enumerate(block[:2]) if _TIMES.fullmatch(line.text)), None)
            times = _TIMES.fullmatch(block[position].text) if position is not None else None
            if times is None or position is None:
                entries.broken(block[0].start, block[-1].end, "this block has no line of times (00:00:01,000 --> ...)")
                continue
            passage = assemble(_runs(block[position + 1 :]), path, escape if "WEBVTT" in content[:10] else as_it_stands)
            if passage.text.strip():
                key = times[1] if times[1] not in taken else f"{times[1]}-{times[2]}"
                taken.add(key)
                entries.add(key, passage)
        return entries.document("cue")


def _blocks(content: str) -> Iterator[list[Line]]:
    """Yield the stretches of lines that are not blank."""
    block: list[Line] = []
    for line in lines(content):
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _runs(block: list[Line]) -> Iterator[Run]:
    end = 0
    for index, line in enumerate(block):
        if index:
            yield Run(" ", end, line.start - end, soft=True)
        end = line.end
        position = 0
        for match in _CODE.finditer(line.text):
            yield Run(line.text[position : match.start()], line.start + position, match.start() - position)
            code = match.group()
            yield Run(_REFERENCES.get(code, code), line.start + match.start(), len(code), mark=code[0] != "&")
            position = match.end()
        yield Run(line.text[position:], line.start + position, len(line.text) - position)


def escape(text: str) -> str:
    """Write prose as it stands in a cue of WebVTT."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
