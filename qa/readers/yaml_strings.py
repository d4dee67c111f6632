"""YAML files of texts by their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.passage import Passage
from qa.readers._entries import Entries, tag
from qa.readers._keyed import add_texts
from qa.readers._yaml import strings


@dataclass(frozen=True)
class YamlStrings(Reader):
    """YAML files of texts by keys, as of Rails, Symfony and i18next.

    Each string is an entry, named by its path (`menu.save`). Give the same file in the source language with `-s`:
    entries with the same key belong together. A single outermost key that is a language tag (`de:`), as in Rails, names
    the language and is no part of the keys; otherwise the file's name or folder does. `one`, `few` and the like beside
    `other` are plural forms of one entry. Numbers, dates, truth values and aliases are left out, and tags count for
    nothing.

    Limits: in a text without quotation marks, no fix is made that has a colon, a comma, `#`, brackets or
    braces.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".yaml", ".yml")

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each string."""
        entries = Entries(content, path, keyed=True)
        texts: dict[tuple[str, ...], Passage] = {}
        for name, text in strings(content, path):
            if name in texts:
                place = text.place(0, len(text.text))
                entries.broken(*place, f'"{".".join(name)}" is there twice; keep one of them')
            else:
                texts[name] = text
        roots = {name[0] for name in texts}
        language = tag(next(iter(roots))) if len(roots) == 1 and all(len(name) > 1 for name in texts) else None
        add_texts(entries, {name[1:]: text for name, text in texts.items()} if language else texts)
        return entries.document("key", language=language)
