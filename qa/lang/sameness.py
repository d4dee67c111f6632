"""The form of a text that stays when letter case, punctuation, spaces, numbers and vowel signs are left aside."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Return the folded letters of `text`, without anything between them."""
    return "".join(filter(str.isalpha, text)).casefold()
