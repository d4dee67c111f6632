"""Parses XML with what could harm refused: entities, elements without end inside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from qa.core.errors import InputError
from qa.core.large_text import Content

DEEPEST = 200
_CHUNK = 1 << 16


def hardened(path: str) -> expat.XMLParserType:
    """Return a parser that reads no other file and refuses entities but those of XML itself.

    It gives the names of elements and attributes as `namespace}name`.
    """
    parser = expat.ParserCreate("utf-8", "}")

    def refuse(*_: Any) -> int:
        raise InputError(f"{path}: declares or uses XML entities of its own; remove them")

    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = parser.SkippedEntityHandler = refuse
    return parser


def feed(parser: expat.XMLParserType, content: Content, path: str) -> Iterator[None]:
    """Give the parser the whole content, and pause after each part of it.

    Raises:
        InputError: the content is not well-formed XML.
    """
    try:
        for position in range(0, len(content), _CHUNK):
            parser.Parse(content[position : position + _CHUNK].encode("utf-8", "replace"), False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise InputError(f"{path}:{error.lineno}:{error.offset + 1}: not well-formed XML: {error}") from error
    yield
