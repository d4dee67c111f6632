"""How the reporters that write XML put it down."""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from qa.core.display import visible

_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")


def add(parent: Element, tag: str, /, **attributes: object) -> Element:
    """Add an element with these attributes, in which no character is left that XML cannot hold."""
    return SubElement(parent, tag, {key: clean(str(value)) for key, value in attributes.items()})


def clean(text: str) -> str:
    """Return `text` with control characters written out."""
    return _ILLEGAL.sub("\ufffd", visible(text))


def write(root: Element, stream: TextIO) -> None:
    """Write a document, indented."""
    indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    ElementTree(root).write(stream, encoding="unicode")
    stream.write("\n")
