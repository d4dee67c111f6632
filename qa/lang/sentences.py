"""Sentences of a text in any language."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType
from typing import Any

from qa.lang.tags import primary

_INDIC = frozenset({"as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "si", "ta", "te", "ur", "my"})
_CLOSING = "\"'»”’›」』）)]】》〉"
# Without one of these before its last character, a text is one sentence by all rules of SRX; digits go on after a mark.
_MAY_END = re.compile(r"[.!?:](?!\d)|[…؟。．！？»\]\v\n\r\f\x1c-\x1e\x85\u2028\u2029]|\{0>|<0\}")


@lru_cache(maxsize=1)
def _rules() -> Any:
    with _left_out("xmlschema"):  # choppa imports it, which takes long, and needs it for rules of one's own only.
        from choppa import DEFAULT_SRX_RULESET, SrxDocument

    return SrxDocument(ruleset=DEFAULT_SRX_RULESET)


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Let whoever imports a module meanwhile get an empty one, unless it is there already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = ModuleType(name)
    try:
        yield
    finally:
        del sys.modules[name]


@lru_cache(maxsize=1024)
def sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Divide a paragraph into sentences; return their (start, end) in code points, without the spaces between.

    Uses LanguageTool's segmentation rules (SRX 2.0), and sentencex for the scripts of India that they do not
    know. A closing quotation mark that the rules leave at the start of a sentence goes back to the one before.
    """
    if primary(language) in _INDIC:
        from sentencex import segment

        parts = segment(primary(language), text)
    elif _MAY_END.search(text, 0, len(text.rstrip()) - 1) is None:
        parts = [text]
    else:
        rules = _rules()
        from choppa import SrxTextIterator

        parts = list(SrxTextIterator(rules, f"{primary(language)}_two", text))
    found: list[tuple[int, int]] = []
    position = 0
    for part in parts:
        start, end = position, position + len(part)
        position = end
        while found and start < end and text[start] in _CLOSING and not text[start - 1].isspace():
            if text[start] in "\"'" and text.count(text[start], found[-1][0], start) % 2 == 0:
                break
            start += 1
            found[-1] = (found[-1][0], start)
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if start < end:
            found.append((start, end))
    return tuple(found)
