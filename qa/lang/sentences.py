"""Sentences of a text in any language."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from qa.lang.tags import primary

_INDIC = frozenset({"as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "si", "ta", "te", "ur", "my"})
_CLOSING = "\"'»”’›」』）)]】》〉"


@lru_cache(maxsize=1)
def _rules() -> Any:
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    return SrxDocument(ruleset=DEFAULT_SRX_RULESET)


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Divide a paragraph into sentences; return their (start, end) in code points, without the spaces between.

    Uses LanguageTool's segmentation rules (SRX 2.0), and sentencex for the scripts of India that they do not
    know. A closing quotation mark that the rules leave at the start of a sentence goes back to the one before.
    """
    if primary(language) in _INDIC:
        from sentencex import segment

        parts = segment(primary(language), text)
    else:
        from choppa import SrxTextIterator

        parts = list(SrxTextIterator(_rules(), f"{primary(language)}_two", text))
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
    return found
