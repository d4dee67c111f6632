"""Which words a word may be made of, in languages that build words with prefixes and suffixes on whole words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from qa.lang.facts import facts

_SHORTEST = 4


def bases(word: str, language: str) -> Iterator[str]:
    """Yield what a folded word may be made of, of four letters and more; the word itself is not among them."""
    known = facts(language).affixes
    beginnings = (("", ""), *((prefix, "") for prefix in known.prefixes), *known.swallowing.items())
    for (prefix, first), suffix in product(beginnings, ("", *known.suffixes)):
        if (prefix or suffix) and word.startswith(prefix) and word.endswith(suffix):
            base = first + word[len(prefix) : len(word) - len(suffix)]
            if len(base) >= _SHORTEST:
                yield base
