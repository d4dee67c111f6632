"""JSON files of texts by their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.json_text import parsed
from qa.core.passage import Passage
from qa.readers._entries import Entries, tag
from qa.readers._json import LONE_SURROGATE, string, strings
from qa.readers._keyed import add_texts


@dataclass(frozen=True)
class JsonStrings(Reader):
    """JSON files of texts by keys: i18next and others of its kind, nested or flat, and ARB of Flutter.

    Each string is an entry, named by its path (`menu.save`, `days.0`). Give the same file in the source language with
    `-s`: entries with the same key belong together. Names that end in a plural form beside one that ends in `other`
    (`files_one`, `files_other`) are forms of one entry. In ARB, `@@locale` names the language, and what is about an
    entry (`@save`) is left out; elsewhere the file's name or folder names the language. Empty strings are counted as
    not translated.

    Limits: descriptions beside a text, in formats that have them there, are taken for texts.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".json", ".arb")

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each string."""
        data = parsed(content, path)
        if not isinstance(data, dict | list):
            raise InputError(f"{path}: this JSON holds no texts by keys; give an object of strings")
        entries = Entries(content, path, keyed=True)
        texts: dict[tuple[str, ...], Passage] = {}
        for steps, start, end, is_name in strings(content):
            name = tuple(map(str, steps))
            if is_name or name[0].startswith("@"):
                continue
            text = string(content[start:end], start, path)
            fault = "is there twice; keep one of them" if name in texts else ""
            if LONE_SURROGATE.search(text.text):
                fault = "has half of a surrogate pair; write the character itself"
            if fault:
                entries.broken(start, end, f'"{".".join(name)}" {fault}')
            else:
                texts[name] = text
        add_texts(entries, texts)
        locale = data.get("@@locale") if isinstance(data, dict) else None
        return entries.document("key", language=tag(locale if isinstance(locale, str) else None))
