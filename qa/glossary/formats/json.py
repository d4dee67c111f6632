"""The term base format `json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.errors import InputError
from qa.core.json_text import parsed
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.objects import LISTS, Entry, read_objects
from qa.glossary.records import cells_of

_LIST = re.compile(rf'\s*\{{(?s:.)*?"(?:{"|".join(LISTS)})"\s*:\s*\[')
_SPACE = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class Json(Format):
    """A list of terms, or an object whose member `terms`, `concepts` or `entries` is the list."""

    suffixes = (".json",)

    def sniff(self, head: str) -> bool:
        """A list or an object."""
        return head.lstrip().startswith(("[", "{"))

    def read(self, content: str, path: str) -> Glossary:
        """Read the list, entry by entry."""
        parsed(content, path)
        return read_objects(_entries(content, path), content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write a list with one term a line."""
        lines = [json.dumps({k: v for k, v in cells_of(term).items() if v}, ensure_ascii=False) for term in terms]
        return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def _entries(content: str, path: str) -> Iterator[Entry]:
    opening = re.match(r"\s*\[", content) or _LIST.match(content)
    if opening is None:
        raise InputError(f"{path}: holds no list of terms; give a list, or an object with a member {LISTS[0]}")
    decode = json.JSONDecoder().raw_decode
    position = _after_space(content, opening.end())
    while content[position] != "]":
        value, end = decode(content, position)
        yield Entry(value, position, end)
        position = _after_space(content, end)


def _after_space(content: str, position: int) -> int:
    found = _SPACE.match(content, position)
    return found.end() if found else position
