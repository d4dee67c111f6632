"""How sentences end: words that do not, brackets that are still open, and dots."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from qa.lang.tags import primary

_ELLIPSES = ("…", "...", "……", "。。。")
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【", "」": "「", "』": "『", "》": "《"}
_OPENING = frozenset(_BRACKETS.values())


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    file = resources.files("qa.lang.lexicon").joinpath("never_last.tsv")
    rows = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {language: frozenset(found.split(" ")) for language, _, found in rows}


def never_last(language: str) -> frozenset[str]:
    """Return frequent folded words that do not end a sentence; none where nothing was learned.

    Learned from text (see benchmarks/train/never_last.py).
    """
    return _table().get(primary(language), frozenset())


def open_bracket(text: str) -> int | None:
    """Return where the last bracket of `text` that is never closed stands; None where all are closed."""
    opened: list[int] = []
    for offset, character in enumerate(text):
        if character in _OPENING:
            opened.append(offset)
        elif opened and _BRACKETS.get(character) == text[opened[-1]]:
            opened.pop()
    return opened[-1] if opened else None


def has_ellipsis(text: str) -> bool:
    """Say whether `text` has dots that stand for what is left out."""
    return any(mark in text for mark in _ELLIPSES)


def has_final_ellipsis(text: str) -> bool:
    """Say whether `text` ends with such dots."""
    return text.rstrip().endswith(_ELLIPSES)
