"""XML with the place of every element and every text in the file, for the readers of XML formats.

The file is parsed by expat first, which says whether it is well formed and holds nothing that could harm. Only then
are its pieces looked up in the text itself, where a few patterns are enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qa.core.assemble import Run, assemble, collapsed
from qa.core.errors import InputError
from qa.core.passage import Passage
from qa.core.xml import DEEPEST, feed, hardened

_TOKEN = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?:[^>"']++|"[^"]*+"|'[^']*+')*+>|<!\[CDATA\[(?P<cdata>.*?)\]\]>"""
    r"""|<(?P<close>/)?(?P<name>[^\s/>]+)(?P<attributes>(?:[^<>"'/]++|"[^"]*+"|'[^']*+')*+)(?P<empty>/)?>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_LINE_END = re.compile(r"\r\n?")
_SPECIAL = re.compile(f"{_REFERENCE.pattern}|{_LINE_END.pattern}")
_LONGEST_CODE = 60
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


def elements(content: str, path: str, *names: str) -> Iterator[Element]:
    """Yield the outermost elements with one of the names, complete with what is inside them.

    Raises:
        InputError: the file is not well-formed XML, declares entities or a document type of its own, or is nested too
            deep.
    """
    _well_formed(content, path)
    walk = _Walk(frozenset(names), path)
    position = 0
    for match in _TOKEN.finditer(content):
        if position < match.start():
            walk.text(Text(position, match.start()))
        position = match.end()
        if match["cdata"]:
            walk.text(Text(*match.span("cdata"), cdata=True))
        if match["name"] and not match["close"]:
            walk.open(match)
        if match["close"] or match["empty"]:
            done = walk.close(match)
            if done is not None:
                yield done


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

    def open(self, match: re.Match[str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise InputError(f"{self.path}: its elements are nested too deep")
        opened = Element(_plain(match["name"]), _attributes(match["attributes"]), self.current, *match.span())
        if self.wanted is not None and self.current is not None:
            self.current.parts.append(opened)
        elif opened.name in self.names:
            self.wanted = opened
        self.current = opened

    def close(self, match: re.Match[str]) -> Element | None:
        """Close the open element; return it where it is the one that was wanted."""
        self.depth -= 1
        closed = self.current
        if closed is None:
            return None
        closed.outside, closed.end = match.start() if match["close"] else match.end(), match.end()
        self.current = closed.parent
        if closed is not self.wanted:
            return None
        self.wanted = None
        return closed


def _well_formed(content: str, path: str) -> None:
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
            found[plain] = unescaped(double or single)
    return found


def unescaped(text: str) -> str:
    """Return text with its character references replaced."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    return chr(int(hexadecimal, 16)) if hexadecimal else chr(int(decimal)) if decimal else _NAMED[name]


def text_runs(content: str, text: Text) -> Iterator[Run]:
    """Yield the characters of a text as runs of the file; any line end is read as LF, as XML has it."""
    position = text.start
    pattern = _LINE_END if text.cdata else _SPECIAL
    for match in pattern.finditer(content, text.start, text.end):
        if position < match.start():
            yield Run(content[position : match.start()], position, match.start() - position)
        read = _character(match) if match.group()[0] == "&" else "\n"
        yield Run(read, match.start(), match.end() - match.start())
        position = match.end()
    if position < text.end:
        yield Run(content[position : text.end], position, text.end - position)


Code = Callable[[Element], tuple[str, str] | None]
"""Says how an inline element is shown: by a tag before and one after its text, by one sign in place of all of it (the
second is empty), or not at all, with its text alone (None)."""


def passage(content: str, path: str, element: Element, code: Code, keep_spaces: bool) -> Passage:
    """Return what an element says; inline codes are marks. An empty element's passage stands inside it.

    Without `keep_spaces`, white space with a line break in it is the file's layout and becomes one space.
    """
    runs = list(_inline(content, element, code))
    if not keep_spaces:
        runs = list(_on_one_line(runs))
    made = assemble(runs, path, as_cdata if in_cdata(content, element) else escaped)
    made = made if keep_spaces else made.trim()
    return made if made.text else Passage("", path, element.inside, escape=escaped)


def in_cdata(content: str, element: Element) -> bool:
    """Say whether all that an element says stands in CDATA sections."""
    texts = [text for text in _texts(element) if content[text.start : text.end].strip()]
    return bool(texts) and all(text.cdata for text in texts)


def _on_one_line(runs: Sequence[Run]) -> Iterator[Run]:
    """Collapse white space where there is a line break in the text, which is then laid out."""
    if not any("\n" in run.text for run in runs):
        yield from runs
    else:
        yield from collapsed([run._replace(text=" ", soft=True) if run.text == "\n" else run for run in runs])


def _texts(element: Element) -> Iterator[Text]:
    for part in element.parts:
        if isinstance(part, Text):
            yield part
        else:
            yield from _texts(part)


def _inline(content: str, element: Element, code: Code) -> Iterator[Run]:
    for part in element.parts:
        if isinstance(part, Text):
            yield from text_runs(content, part)
            continue
        shown = code(part)
        if shown is None:
            yield from _inline(content, part, code)
        elif not shown[1]:
            yield Run(shown[0], part.start, part.end - part.start, mark=True)
        else:
            yield Run(shown[0], part.start, part.inside - part.start, mark=True)
            yield from _inline(content, part, code)
            yield Run(shown[1], part.outside, part.end - part.outside, mark=True)


def plain_text(content: str, element: Element) -> str:
    """Return the text inside an element, with that of the elements inside it."""
    return "".join(run.text for text in _texts(element) for run in text_runs(content, text))


def escaped(text: str) -> str:
    """Write prose as it stands between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def as_cdata(text: str) -> str:
    """Write prose as it stands in a CDATA section, which nothing but its own end would close."""
    return text.replace("]]>", "]]]]><![CDATA[>")


def native_or_tag(content: str, inline: Element, identity: str, pair: bool) -> tuple[str, str]:
    """Return how an inline code is shown: by the native code inside it if that is short, or else by its tag.

    A `pair` has prose inside, and so a tag before and one after it.
    """
    named = f' id="{identity}"' if identity else ""
    if pair:
        return f"<{inline.name}{named}>", f"</{inline.name}>"
    native = " ".join(plain_text(content, inline).split())
    return native if 0 < len(native) <= _LONGEST_CODE else f"<{inline.name}{named}/>", ""
