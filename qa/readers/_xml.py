"""XML with the place of every element in the file, for the readers of XML formats.

The file is parsed by expat first, which says whether it is well formed and holds nothing that could harm. Only then
are its pieces looked up in the text itself, where a few patterns are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.core.errors import InputError
from qa.core.large_text import Content
from qa.core.xml import DEEPEST, feed, hardened

_TOKEN = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?:[^>"']++|"[^"]*+"|'[^']*+')*+>|<!\[CDATA\[(?P<cdata>.*?)\]\]>"""
    r"""|<(?P<close>/)?(?P<name>[^\s/>!?]+)(?P<attributes>(?:[^<>"'/]++|"[^"]*+"|'[^']*+')*+)(?P<empty>/)?>|<""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_WINDOW = 1 << 20
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, at `start` to `end` of the file; `cdata` says that they stand in a CDATA section."""

    start: int
    end: int
    cdata: bool = False


@dataclass(slots=True, eq=False)
class Element:
    """An element from `start` to `end` of the file, its content from `inside` to `outside`.

    Names of elements and attributes are without prefix, but those in XML's own namespace (`xml:lang`). `parent` is the
    element around it, whose `parts` are known only where it was asked for.
    """

    name: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    inside: int
    outside: int = 0
    end: int = 0
    parts: list[Element | Text] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[Element]:
        """Yield the elements directly inside that have one of the names, or all."""
        for part in self.parts:
            if isinstance(part, Element) and (not names or part.name in names):
                yield part

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the elements at any depth inside that have one of the names."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, name: str) -> Element | None:
        """Return the first element directly inside that has the name."""
        return next(self.elements(name), None)

    def inherited(self, attribute: str) -> str | None:
        """Return an attribute of the element or of the nearest one around it that has it."""
        element: Element | None = self
        while element is not None:
            if attribute in element.attributes:
                return element.attributes[attribute]
            element = element.parent
        return None

    def around(self, *names: str) -> Element | None:
        """Return the nearest element around this one that has one of the names."""
        element = self.parent
        while element is not None and element.name not in names:
            element = element.parent
        return element


def elements(content: Content, path: str, *names: str) -> Iterator[Element]:
    """Yield the outermost elements with one of the names, complete with what is inside them.

    Raises:
        InputError: the file is not well-formed XML, declares entities or a document type of its own, or is nested too
            deep.
    """
    _well_formed(content, path)
    walk = _Walk(frozenset(names), path)
    position = 0
    for match, base in _tokens(content):
        start, end = base + match.start(), base + match.end()
        if position < start:
            walk.text(Text(position, start))
        position = end
        if match["cdata"]:
            walk.text(Text(base + match.start("cdata"), base + match.end("cdata"), cdata=True))
        if match["name"] and not match["close"]:
            walk.open(match, start, end)
        if match["close"] or match["empty"]:
            done = walk.close(start if match["close"] else end, end)
            if done is not None:
                yield done


def _tokens(content: Content) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the tags, comments and the like of a content, each with the offset from which its places count.

    A large content is looked at window by window. In a well-formed file a lone `<` matches only where the window ends
    inside a tag; the next window begins there, and is larger if no tag ended before.
    """
    position, window = 0, len(content) if isinstance(content, str) else _WINDOW
    while position < len(content):
        text = content[position : position + window]
        end, is_last = len(text), position + len(text) == len(content)
        for match in _TOKEN.finditer(text):
            if match.end() - match.start() == 1 and not is_last:
                end = match.start()
                break
            yield match, position
        window = window if end else 2 * window
        position += end


@dataclass(slots=True)
class _Walk:
    """The state of a walk through the tags: the element that is open, and the outermost wanted one around it."""

    names: frozenset[str]
    path: str
    current: Element | None = None
    wanted: Element | None = None
    depth: int = 0

    def text(self, text: Text) -> None:
        if self.wanted is not None and self.current is not None:
            self.current.parts.append(text)

    def open(self, match: re.Match[str], start: int, end: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise InputError(f"{self.path}: its elements are nested too deep")
        opened = Element(_plain(match["name"]), _attributes(match["attributes"]), self.current, start, end)
        if self.wanted is not None and self.current is not None:
            self.current.parts.append(opened)
        elif opened.name in self.names:
            self.wanted = opened
        self.current = opened

    def close(self, outside: int, end: int) -> Element | None:
        """Close the open element, whose content ends at `outside`; return it where it is the one that was wanted."""
        self.depth -= 1
        closed = self.current
        if closed is None:
            return None
        closed.outside, closed.end = outside, end
        self.current = closed.parent
        if closed is not self.wanted:
            return None
        self.wanted = None
        return closed


def _well_formed(content: Content, path: str) -> None:
    parser = hardened(path)

    def no_subset(*declared: object) -> None:
        if declared[-1]:
            raise InputError(f"{path}: declares a document type (DTD) of its own; remove it")

    parser.StartDoctypeDeclHandler = no_subset
    for _ in feed(parser, content, path):
        pass


def _plain(name: str) -> str:
    return name if name.startswith("xml:") else name.rpartition(":")[2]


def _attributes(raw: str) -> dict[str, str]:
    """Return the attributes by name without prefix; one that has no prefix goes before those that have."""
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(raw):
        plain = _plain(name)
        if plain == name or plain not in found:
            found[plain] = _unescaped(double or single)
    return found


def _unescaped(text: str) -> str:
    """Return text with its character references replaced."""
    return REFERENCE.sub(character, text) if "&" in text else text


def character(match: re.Match[str]) -> str:
    """Return what a character reference stands for."""
    hexadecimal, decimal, name = match.groups()
    return chr(int(hexadecimal, 16)) if hexadecimal else chr(int(decimal)) if decimal else _NAMED[name]
