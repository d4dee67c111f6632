"""Names of one thing that share no letters to speak of: `US` and `American`, `Holland` and `Dutch`, HIV and VIH."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from qa.lang.words import fold, words

_SHORTEST = 3


@lru_cache(maxsize=4096)
def times_named(text: str, language: str) -> Counter[str]:
    """Return how often a text names each of the listed countries, organisations and diseases."""
    written = [word.text for word in words(text, language)]
    found = Counter(thing for word in written for thing in _thing(word))
    for one, other in pairwise(written):
        if not one[:1].islower():
            found.update(_thing(f"{one}_{other}") - _thing(one))
    return found


def things_named(text: str, language: str) -> frozenset[str]:
    """Return which of the listed countries, organisations and diseases a text names."""
    return frozenset(times_named(text, language))


@lru_cache(maxsize=16_384)
def _thing(word: str) -> frozenset[str]:
    """Return what a word may name; in lower case only adjectives do (`británico`)."""
    whole, beginnings = _names()
    folded = fold(word)
    found = set() if word[:1].islower() else set(whole.get(folded, ()))
    for length in range(_SHORTEST, len(folded) + 1):
        found.update(beginnings.get(folded[:length], ()))
    return frozenset(found)


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Read which things whole words name, and which those that begin like this; `_` joins two words."""
    file = resources.files("qa.lang.lexicon").joinpath("same_names.tsv")
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        thing, _, names = line.partition("\t")
        for name in names.split(" "):
            (beginnings if name.endswith("*") else whole).setdefault(fold(name.rstrip("*")), set()).add(thing)
    return whole, beginnings
