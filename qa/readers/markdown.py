"""Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from qa.core.assemble import Run, assemble, runs_of
from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.lines import Line, lines
from qa.core.passage import Passage, Piece

_SIGNS = re.compile(r"#{1,6}[ \t]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SIGN = re.compile(r"(?m)^ {0,3}(?:#{1,6}[ \t]+\S|```|~~~)")
_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>]*[^\s<>.,:;!?\"'()\[\]*_~]")
_SPECIAL = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FRONT_MATTER_LINE = re.compile(r"""\s*(?:#|\[|["']?[\w.-]+["']?\s*[:=])""")
_DEEPEST = 50


@dataclass(frozen=True)
class Markdown(Reader):
    """Markdown: CommonMark with the tables and the strikethrough of GitHub.

    Paragraphs, headings, list items, table cells and block quotes are prose, and so are the texts of links and the
    descriptions of images. Emphasis and other markup vanishes; a line break inside a paragraph is one space. Inline
    code, bare addresses (URLs) and raw inline HTML elements' tags never count as words: code and addresses stay in
    the text, marked as not prose, tags are left out. Front matter (`---` YAML, `+++` TOML), fenced and indented
    code, blocks of HTML, comments, the targets and titles of links, definitions of references, and paragraphs
    that hold only code or addresses are left out.

    Limits: other extensions (footnotes, mathematics, directives) are read as if they were text. Prose inside blocks
    of HTML is not read. What is nested more than 50 levels deep is left out.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown")

    def sniff(self, head: str) -> bool:
        """Say whether `head` starts with front matter, or has two headings with number signs or fences."""
        return _front_matter(list(lines(head))) > 0 or len(_SIGN.findall(head)) > 1

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each paragraph, heading, list item or cell."""
        rows = list(lines(content))
        skipped = _front_matter(rows)
        body = content[rows[skipped].start :] if skipped < len(rows) else ""
        try:
            tokens = _parser().parse(body)
        except RecursionError as error:
            raise InputError(f"{path}: the markup is nested too deep; remove some levels") from error
        segments: list[Segment] = []
        for passage, heading in _passages(tokens, rows[skipped:], path):
            flags = frozenset({"heading"}) if heading else frozenset[str]()
            index = len(segments)
            segments.append(Segment(str(index + 1), passage, paragraph=index, flags=flags))
        if not segments:
            raise InputError(f"{path}: there is no text to check; the file holds only markup or code")
        return Document(path, content, tuple(segments))


def _front_matter(rows: Sequence[Line]) -> int:
    """Return how many lines at the start are metadata."""
    closing = _FENCES.get(rows[0].text.rstrip()) if rows else None
    if not closing or len(rows) < 2 or not (rows[1].text.rstrip() in closing or _FRONT_MATTER_LINE.match(rows[1].text)):
        return 0
    return next((index + 1 for index, row in enumerate(rows) if index and row.text.rstrip() in closing), 0)


class _PlacedInline(ParserInline):
    """The library's inline parser, which also notes in each token where in the source it starts and ends."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        pending = state.pos
        while state.pos < state.posMax:
            position, before = state.pos, len(state.tokens)
            if not state.pending:
                pending = position
            allowed = state.level < state.md.options["maxNesting"]
            if allowed and any(rule(state, False) for rule in rules):
                _note(state.tokens[before:], pending, position, state.pos)
            else:
                state.pending += state.src[position]
                state.pos = position + 1
        if state.pending:
            _note([state.pushPending()], pending, pending, state.pos)


def _note(made: Sequence[Token], pending: int, position: int, end: int) -> None:
    """Note the place of the tokens that one rule made; the text that was pending before comes first."""
    for index, token in enumerate(made):
        if "start" in token.meta:
            continue
        if index == 0 and pending < position and token.type == "text":
            token.meta.update(start=pending, end=position)
        else:
            token.meta.update(start=position, end=end)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline = _PlacedInline()
    parser.configure("commonmark", {"maxNesting": _DEEPEST})
    return parser.enable(["table", "strikethrough"]).disable(["text_join", "fragments_join"])


def _passages(tokens: Sequence[Token], rows: Sequence[Line], path: str) -> Iterator[tuple[Passage, bool]]:
    """Yield each block's text, and whether it is a heading."""
    opened = Token("", "", 0)
    cell_from = 0
    for token in tokens:
        if token.type != "inline" or not token.map:
            opened = token
            continue
        row = token.map[0]
        if opened.type in ("th_open", "td_open"):
            raw = _cell(token.content, rows[row], max(cell_from, rows[row].start))
            cell_from = raw.place(len(raw.text), len(raw.text))[0]
        else:
            raw = _block(token.content, rows, row, opened.markup.startswith("#"))
        passage = _with_addresses(assemble(_runs(token.children or (), raw), path, _escape).trim())
        if _has_prose(passage):
            yield passage, opened.type == "heading_open"


def _block(content: str, rows: Sequence[Line], first: int, has_signs: bool) -> Passage:
    """Return a block's source as the inline parser sees it, with its place: the containers' signs are cut away."""
    pieces: list[Piece] = []
    offset = 0
    for index, text in enumerate(content.split("\n"), start=first):
        row = rows[index]
        bare = text.strip()
        if has_signs:
            signs = _SIGNS.search(row.text)
            at = row.text.find(bare, signs.end() if signs else 0)
        else:
            at = len(row.text.rstrip()) - len(bare) if bare else row.text.rfind(text)
            at -= len(text) - len(text.lstrip()) if bare else 0
        if index > first:
            before = rows[index - 1]
            pieces.append(Piece(offset - 1, before.end, row.start - before.end))
        if text:
            pieces.append(Piece(offset, row.start + max(0, at), len(text)))
        offset += len(text) + 1
    return Passage(content, "", pieces[0].start if pieces else rows[first].start, tuple(pieces))


def _cell(content: str, row: Line, earliest: int) -> Passage:
    """Return a cell's source with its place; the parser has read an escaped `|` as `|` already."""
    start = row.start + max(0, row.text.find(content.replace("|", "\\|"), earliest - row.start))
    if not content:
        return Passage("", "", earliest)
    pieces: list[Piece] = []
    offset = 0
    for part in re.split(r"(\|)", content):
        width = 2 if part == "|" else len(part)
        if part:
            pieces.append(Piece(offset, start, width))
        offset, start = offset + len(part), start + width
    return Passage(content, "", pieces[0].start, tuple(pieces))


def _runs(tokens: Sequence[Token], raw: Passage) -> Iterator[Run]:
    """Yield the text of inline tokens as runs of the file."""
    cursor = 0
    for token in tokens:
        start, end = max(token.meta["start"], cursor), token.meta["end"]
        match token.type:
            case "text" if end > cursor or not token.content:
                cursor = start + len(token.content)
                yield from runs_of(raw.cut(start, cursor))
            case "text_special":
                low, high = raw.place(start, end)
                yield Run(token.content, low, high - low)
            case "code_inline" | "link_open":
                if token.type == "code_inline" or token.markup == "autolink":
                    yield from _marked(raw, *_inner(token))
                    cursor = end
            case "image":
                label = start + 2
                yield from _runs(token.children or (), raw.cut(label, label + len(token.content)))
            case "softbreak" | "hardbreak" | "html_inline":
                low, high = raw.place(start, end)
                yield Run(_space(token), low, high - low, soft=token.type == "softbreak")
            case "em_open" | "em_close" | "strong_open" | "strong_close" | "s_open" | "s_close":
                cursor = start + len(token.markup)


def _space(token: Token) -> str:
    return "" if token.type == "html_inline" and not _BREAK.fullmatch(token.content) else " "


def _inner(token: Token) -> tuple[int, int]:
    """Return where the text of inline code, or of an address in `<>`, starts and ends inside the block."""
    if token.type == "link_open":
        return token.meta["start"] + 1, token.meta["end"] - 1
    start, end = token.meta["start"] + len(token.markup), token.meta["end"] - len(token.markup)
    padding = (end - start - len(token.content)) // 2
    return start + padding, end - padding


def _marked(raw: Passage, start: int, end: int) -> Iterator[Run]:
    for run in runs_of(raw.cut(start, end)):
        yield run._replace(text=run.text.replace("\n", " "), mark=True)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _with_addresses(passage: Passage) -> Passage:
    found = [match.span() for match in _URL.finditer(passage.text) if not passage.marked(*match.span())]
    return replace(passage, marks=tuple(sorted((*passage.marks, *found)))) if found else passage


def _has_prose(passage: Passage) -> bool:
    position = 0
    for start, end in passage.marks:
        if passage.text[position:start].strip():
            return True
        position = end
    return bool(passage.text[position:].strip())
