"""Word documents."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.passage import Passage
from qa.core.xml import feed, hardened
from qa.readers._paragraphs import BREAK, Paragraph, paragraphs

_LARGEST, _MOST_PARTS = 64 * 2**20, 10_000
_MAIN = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
_BESIDE = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
_HEADING = re.compile(r"(?:heading \d|title|subtitle)", re.IGNORECASE)
_OLD = b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, KeyError, ValueError, OSError, EOFError, RuntimeError)


@dataclass(frozen=True)
class Docx(Reader):
    r"""DOCX, Word documents: all text is prose, each paragraph or table cell's paragraph is one.

    The paragraphs of the body come first, with those of tables and text boxes in their place, then those of footnotes,
    endnotes, headers and footers. Runs of one paragraph are joined, whatever their formatting. Paragraphs in the styles
    Title, Subtitle and Heading, or with an outline level, are headings. Left out: what tracked changes deleted or moved
    away, hidden text, field codes, formulas, comments and phonetic guides.

    Places count in the text that was found: one line for each paragraph, those without text too, so that line 12 is the
    twelfth paragraph. A line break inside a paragraph is U+2028 there and is read as a space.

    Limits: `qa fix` cannot write into a document. The numbers of lists and of notes are not part of the text. More than
    64 MB of text are refused, and so is a document with a password.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm")
    packed: ClassVar[bool] = True

    def unpack(self, data: bytes, path: str) -> Document:
        """Read one segment from each paragraph that has text."""
        parts = _parts(data, path)
        headings = _headings(parts.pop(_STYLES, ""), path)
        lines: list[str] = []
        segments: list[Segment] = []
        position = 0
        for part in parts.values():
            for paragraph in paragraphs(part, path):
                line = paragraph.text
                passage = Passage(line.replace(BREAK, " "), path, position).trim()
                if passage.text:
                    segments.append(_segment(passage, len(lines), _is_heading(paragraph, headings)))
                lines.append(f"{line}\n")
                position += len(line) + 1
        if not segments:
            raise InputError(f"{path}: there is no text to check; give a document with prose")
        return Document(path, "".join(lines), tuple(segments))


def _segment(passage: Passage, number: int, heading: bool) -> Segment:
    return Segment(str(number + 1), passage, paragraph=number, flags=frozenset({"heading"} if heading else ()))


def _is_heading(paragraph: Paragraph, headings: frozenset[str]) -> bool:
    return paragraph.outlined or paragraph.style in headings


def _parts(data: bytes, path: str) -> dict[str, str]:
    """Return the parts that have text, by name, in the order in which they are read, and the styles.

    Raises:
        InputError: the file is no Word document, or would unpack to more than a document needs.
    """
    if data.startswith(_OLD):
        raise InputError(f"{path}: has a password or is of Word 2003 or earlier; save it as DOCX without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
            main = sorted(filter(_MAIN.fullmatch, sizes))[:1]
            wanted = [*main, *sorted(filter(_BESIDE.fullmatch, sizes)), *({_STYLES} & set(sizes))]
            if not main:
                raise InputError(f"{path}: is no Word document: it has no word/document.xml")
            size = sum(sizes[name] for name in wanted)
            if size > _LARGEST or len(sizes) > _MOST_PARTS:
                raise InputError(
                    f"{path}: unpacks to {size // 2**20:,} MB of text in {len(sizes):,} parts; a document may have "
                    f"{_LARGEST // 2**20} MB in {_MOST_PARTS:,}"
                )
            return {name: _decoded(archive.read(name)) for name in wanted}
    except _BROKEN as error:
        raise InputError(f"{path}: is no Word document that can be read: {error}") from error


def _decoded(data: bytes) -> str:
    """Return the text of a part, which is in UTF-8 or UTF-16 (ISO/IEC 29500-2)."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8-sig")


def _headings(styles: str, path: str) -> frozenset[str]:
    """Return the ids of the paragraph styles for headings; Word keeps their names in English in every language."""
    found: set[str] = set()
    style = ""

    def open_(name: str, attributes: dict[str, str]) -> None:
        nonlocal style
        own = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        kind = name.rpartition("}")[2]
        if kind == "style":
            style = own.get("styleId", "")
        elif kind == "name" and _HEADING.fullmatch(own.get("val", "")):
            found.add(style)

    parser = hardened(path)
    parser.StartElementHandler = open_
    for _ in feed(parser, styles, path) if styles else ():
        pass
    return frozenset(found)
