"""Reads XML piece by piece, with the line of each element, and refuses what could harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qa.core.assemble import unreadable
from qa.core.errors import InputError
from qa.core.findings import Finding
from qa.core.lines import Lines
from qa.core.xml import DEEPEST, feed, hardened

_XML_LANG = "http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name and its attributes without namespaces (but `xml:lang`), its children, its text, its line."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text inside, with that of the elements inside, on one line."""
        return " ".join("".join(self.texts).split())

    @property
    def language(self) -> str:
        """The language tag that the element itself has, if any."""
        return self.attributes.get("xml:lang") or self.attributes.get("lang") or ""

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the elements inside with one of the names, in order."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if node.name in names:
                yield node
            if node.children:
                waiting += node.children[::-1]


class _Builder:
    def __init__(self, parser: Any, wanted: frozenset[str], path: str) -> None:
        self.parser, self.wanted, self.path = parser, wanted, path
        self.open: list[Node] = []
        self.depth = 0
        self.done: list[Node] = []
        self.plain: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise InputError(f"{self.path}:{self.parser.CurrentLineNumber}: its elements are nested too deep")
        plain = self.plain.get(name) or self.plain.setdefault(name, name.rpartition("}")[2])
        if not (self.open or plain in self.wanted):
            return
        own = {}
        for key, value in attributes.items():
            own["xml:lang" if key == _XML_LANG else key.rpartition("}")[2]] = value
        node = Node(plain, own, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(node)
        self.open.append(node)

    def end(self, _: str) -> None:
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            if self.open:
                self.open[-1].texts += node.texts
            else:
                self.done.append(node)

    def characters(self, text: str) -> None:
        if self.open:
            self.open[-1].texts.append(text)


def elements(content: str, path: str, *names: str) -> Iterator[Node]:
    """Yield the outermost elements with one of the names, each as soon as it is complete.

    Raises:
        InputError: the file is not well-formed XML, declares entities, or is nested too deep.
    """
    parser = hardened(path)
    builder = _Builder(parser, frozenset(names), path)
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.characters
    parser.DefaultHandlerExpand = parser.CommentHandler = parser.ProcessingInstructionHandler = None
    parser.ordered_attributes, parser.buffer_text = False, True
    for _ in feed(parser, content, path):
        yield from builder.done
        builder.done.clear()


class Problems:
    """Collects the entries of an XML file that were left out."""

    def __init__(self, content: str, path: str) -> None:
        self.path, self.found = path, list[Finding]()
        self._content, self._lines = content, Lines.of(content)

    def add(self, line: int, reason: object) -> None:
        """Note that the entry on `line` was left out, and why."""
        starts = self._lines.starts
        end = starts[line] if line < len(starts) else len(self._content)
        message = f"this entry was left out: {reason}"
        self.found.append(unreadable(self.path, line, starts[line - 1], end, message))


def escaped(text: str) -> str:
    """Return text for XML content or an attribute in double quotes.

    Raises:
        ValueError: XML cannot hold one of its characters.
    """
    wrong = _FORBIDDEN.search(text)
    if wrong:
        raise ValueError(f"the character U+{ord(wrong[0]):04X} in {text[:40]!r} cannot stand in XML; remove it")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
