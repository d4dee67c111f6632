"""Plural forms of Apple."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.passage import Passage
from qa.readers._entries import UNTRANSLATED, Entries
from qa.readers._keyed import FORMS, add_form
from qa.readers._xml import Element, elements
from qa.readers._xml_passage import plain_text, whole_passage

_FRAME = "NSStringLocalizedFormatKey"
_VARIABLE = re.compile(r"%(?:\d+\$)?#@[^@]*@")


@dataclass(frozen=True)
class Stringsdict(Reader):
    """Plural forms of Apple (`Localizable.stringsdict`): a property list of texts with their forms for numbers.

    Give the file of the source language with `-s`: entries with the same key belong together. The folder (`de.lproj`)
    names the language. Each form of a variable (`one`, `few`, `other`) is an entry, and so is the text around the
    variables where it is more than they are.

    Limits: files in Apple's binary form are not read.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".stringsdict",)

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each form."""
        entries = Entries(content, path, keyed=True)
        for root in elements(content, path, "dict"):
            for key, value in _pairs(entries, root):
                for name, part in _pairs(entries, value):
                    _add(entries, key, name, part)
        return entries.document("entry")


def _add(entries: Entries, key: str, name: str, part: Element) -> None:
    if part.name == "dict":
        found = {form: _passage(entries, text) for form, text in _pairs(entries, part) if form in FORMS}
        texts = {form: text for form, text in found.items() if text.text.strip()}
        entries.unfinished += {UNTRANSLATED: len(found) - len(texts)}
        for form, text in texts.items():
            add_form(entries, f"{key}.{name}", form, text, texts)
    elif name == _FRAME:
        text = _passage(entries, part)
        if _VARIABLE.sub("", text.text).strip():
            entries.add(key, text)


def _pairs(entries: Entries, parent: Element) -> Iterator[tuple[str, Element]]:
    """Yield the keys of a property list's dictionary with their values."""
    key = None
    for element in parent.elements():
        if element.name == "key":
            key = plain_text(entries.content, element)
        elif key is not None:
            yield key, element
            key = None


def _passage(entries: Entries, element: Element) -> Passage:
    return whole_passage(entries.content, entries.path, element)
