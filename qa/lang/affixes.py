"""Which words a word may be made of, in languages that build words with prefixes and suffixes on whole words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from qa.lang.tags import primary

_SHORTEST = 4
# By the prefix, what may have stood in its place at the start of the word (Indonesian menulis, of tulis).
_MALAY_PREFIXES = {
    "": ("",), "ber": ("",), "di": ("",), "ke": ("",), "me": ("",), "pe": ("",), "per": ("",), "se": ("",),
    "ter": ("",), "diper": ("",), "memper": ("",), "keber": ("",), "keter": ("",), "mem": ("", "p"), "pem": ("", "p"),
    "men": ("", "t"), "pen": ("", "t"), "meny": ("s",), "peny": ("s",), "meng": ("", "k"), "peng": ("", "k"),
}  # fmt: skip
_MALAY_SUFFIXES = ("", "an", "i", "kan", "nya", "annya", "inya", "kannya")
_AFFIXES = {"id": (_MALAY_PREFIXES, _MALAY_SUFFIXES), "ms": (_MALAY_PREFIXES, _MALAY_SUFFIXES)}


def bases(word: str, language: str) -> Iterator[str]:
    """Yield what a folded word may be made of, of four letters and more; the word itself is not among them."""
    prefixes, suffixes = _AFFIXES.get(primary(language), ({}, ()))
    for prefix, suffix in product(prefixes, suffixes):
        middle = len(word) - len(suffix)
        if (prefix or suffix) and word.startswith(prefix) and word.endswith(suffix):
            found = (first + word[len(prefix) : middle] for first in prefixes[prefix])
            yield from (base for base in found if len(base) >= _SHORTEST)
