"""Resource files of .NET."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.readers._entries import UNTRANSLATED, Entries
from qa.readers._xml import Element, elements
from qa.readers._xml_passage import plain_text, whole_passage


@dataclass(frozen=True)
class Resx(Reader):
    """Resource files of .NET (`Strings.fr.resx`, `.resw`): `data` with a `value`.

    Give the file of the source language with `-s`: entries of the same name belong together. The file's name or folder
    names the language. A `comment` is the entry's note. What is no text (it has a `type` or a `mimetype`) is left out,
    as are the properties of forms (`>>button.Name`).
    """

    suffixes: ClassVar[tuple[str, ...]] = (".resx", ".resw")

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each text."""
        entries = Entries(content, path, keyed=True)
        taken: set[str] = set()
        for element in elements(content, path, "data"):
            name = element.attributes.get("name", "")
            if {"type", "mimetype"} & element.attributes.keys() or name.startswith(">>"):
                continue
            if not name or name in taken:
                fault = f'"{name}" is there twice; keep one of them' if name else "this resource has no name"
                entries.broken(element.start, element.end, fault)
            else:
                _add(entries, element, name)
            taken.add(name)
        return entries.document("resource")


def _add(entries: Entries, element: Element, name: str) -> None:
    value, comment = element.first("value"), element.first("comment")
    said = None if value is None else whole_passage(entries.content, entries.path, value)
    if said is None or not said.text.strip():
        entries.unfinished[UNTRANSLATED] += 1
    else:
        note = "" if comment is None else plain_text(entries.content, comment).strip()
        entries.add(name, said, note=note)
