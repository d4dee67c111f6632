"""Documents made from text, for the tests of alignment."""

from __future__ import annotations

import re

from qa.core.documents import Document, Segment
from qa.core.passage import Passage


def prose(content: str, language: str = "en", path: str = "text") -> Document:
    paragraphs = [Passage(match.group(), path, match.start()) for match in re.finditer(r"\S[^\n]*", content)]
    segments = tuple(Segment(str(i), passage, paragraph=i) for i, passage in enumerate(paragraphs))
    return Document(path, content, segments, language=language)
