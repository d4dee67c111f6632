"""The form of a text that stays when letter case, punctuation, spaces and numbers are left aside."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.lang.words import fold

_ASIDE = re.compile(r"[\s0-9!-/:-@\[-`{-~¡§«»·¿‐-‧‰-⁞、-】〔-〟！-／：-＠［-｀｛-･،؛؟٠-٩٪-٭۔۰-۹।॥०-९]+")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return `text` in folded letters, each stretch of punctuation, spaces and digits made one space."""
    return _ASIDE.sub(" ", fold(text)).strip()
