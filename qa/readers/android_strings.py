"""String resources of Android."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.core.assemble import Run, assemble, collapsed
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.large_text import Content
from qa.core.passage import Passage
from qa.readers._entries import UNTRANSLATED, Entries
from qa.readers._keyed import add_form
from qa.readers._xml import Element, Text, elements
from qa.readers._xml_passage import as_cdata, escaped, in_cdata, text_runs

_HEX = "[0-9a-fA-F]"
_TOKEN = re.compile(rf"\\u[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}|\\u{_HEX}{{4}}|\\.|\"", re.DOTALL)
_UNIT = re.compile(rf"\\u({_HEX}{{4}})")
_SIGNS = {"n": "\n", "t": "\t"}
_SPECIAL = re.compile(r"[\\'\"]")
# What stands before the first element is taken whole, so that it cannot be divided in many ways.
_START = re.compile(r"\s*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+<resources[\s>]", re.DOTALL)


@dataclass(frozen=True)
class AndroidStrings(Reader):
    r"""String resources of Android (`strings.xml`): `string`, `string-array` and `plurals`.

    Give the file of `values` with `-s`: entries of the same name belong together. The folder (`values-pt-rBR`) names
    the language. Escapes (`\'`, `\n`, `\u00e9`) are read as what they stand for, white space as one space except in
    quotation marks. Tags inside a text stay in it, marked as not prose, and so does the content of `xliff:g`. Entries
    with `translatable="false"` and references to other resources are left out.

    Limits: entities and document types are refused, as in all XML.
    """

    def sniff(self, head: str) -> bool:
        """Say whether the first element is `resources`."""
        return _START.match(head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each string and item."""
        entries = Entries(content, path, keyed=True)
        for element in elements(content, path, "string", "string-array", "plurals"):
            name = element.attributes.get("name", "")
            if not name:
                entries.broken(element.start, element.inside, "this resource has no name")
            elif element.inherited("translatable") != "false":
                _add(entries, element, name)
        return entries.document("resource")


def _add(entries: Entries, element: Element, name: str) -> None:
    if element.name == "string":
        found = {name: _passage(entries, element)}
    else:
        items = enumerate(element.elements("item"))
        found = {item.attributes.get("quantity", str(number)): _passage(entries, item) for number, item in items}
    texts = {key: text for key, text in found.items() if text.text.strip() and not text.text.startswith(("@", "?"))}
    entries.unfinished += {UNTRANSLATED: sum(not text.text.strip() for text in found.values())}
    for key, text in texts.items():
        if element.name == "plurals":
            add_form(entries, name, key, text, texts)
        else:
            entries.add(key if element.name == "string" else f"{name}.{key}", text)


def _passage(entries: Entries, element: Element) -> Passage:
    runs = _decoded(_inline(entries.content, element, mark=False))
    escape_ = _escape_in_cdata if in_cdata(entries.content, element) else escape
    made = assemble(runs, entries.path, escape_).trim()
    return made if made.text else Passage("", entries.path, element.inside, escape=escape_)


def _decoded(runs: Iterable[Run]) -> Iterator[Run]:
    """Replace escapes, leave out quotation marks, and collapse the white space outside of them."""
    waiting: list[Run] = []
    quoted = False
    for run in runs:
        for part in [run] if run.mark or len(run.text) != run.width else _divided(run):
            if part.text == '"' and part.width == 1 and not part.mark:
                yield from waiting if quoted else collapsed(waiting)
                waiting, quoted = [], not quoted
            else:
                waiting.append(part)
    yield from waiting if quoted else collapsed(waiting)


def _divided(run: Run) -> Iterator[Run]:
    """Divide a run at its escapes, which stand for one character, and at its quotation marks."""
    position = 0
    for match in _TOKEN.finditer(run.text):
        if position < match.start():
            yield Run(run.text[position : match.start()], run.start + position, match.start() - position)
        token = match.group()
        units = "".join(_UNIT.findall(token))
        text = bytes.fromhex(units).decode("utf-16-be", "replace") if units else _SIGNS.get(token[-1], token[-1])
        yield Run(text, run.start + match.start(), len(token))
        position = match.end()
    if position < len(run.text):
        yield Run(run.text[position:], run.start + position, len(run.text) - position)


def _inline(content: Content, element: Element, mark: bool) -> Iterator[Run]:
    """Yield the runs of a text; tags are marks, and what is in `xliff:g` is not for translation."""
    for part in element.parts:
        if isinstance(part, Text):
            yield from (run._replace(mark=mark) for run in text_runs(content, part))
        elif part.name == "g":
            yield from _inline(content, part, mark=True)
        else:
            yield Run(content[part.start : part.inside], part.start, part.inside - part.start, mark=True)
            yield from _inline(content, part, mark)
            yield Run(content[part.outside : part.end], part.outside, part.end - part.outside, mark=True)


def escape(text: str) -> str:
    """Write prose as it stands in a resource."""
    return escaped(_SPECIAL.sub(r"\\\g<0>", text))


def _escape_in_cdata(text: str) -> str:
    """Write prose as it stands in a CDATA section of a resource."""
    return as_cdata(_SPECIAL.sub(r"\\\g<0>", text))
