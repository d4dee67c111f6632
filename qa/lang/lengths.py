"""How long a translation is beside its source."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib import resources

import icu

from qa.lang.tags import locale, primary

_UNKNOWN = 0.15

_DENSE, _LATIN = re.compile("[\u3040-\u30ff\u3400-\u9fff]"), re.compile("[A-Za-z]")
_MIXED = 0.2


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[float, ...]]:
    file = resources.files("qa.lang.lexicon").joinpath("lengths.tsv")
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {name: tuple(map(float, values)) for name, *values in rows}


def text_length(text: str) -> int:
    """Return how many characters `text` has, spaces left aside.

    Among Chinese and Japanese characters three Latin letters count as one, as names and abbreviations stay as they are.
    """
    packed = "".join(text.split())
    if packed.isascii() or len(_DENSE.findall(packed)) < _MIXED * len(packed):
        return len(packed)
    return len(packed) - 2 * len(_LATIN.findall(packed)) // 3


@lru_cache(maxsize=256)
def expected_ratio(source: str, target: str) -> tuple[float, float]:
    """Return the usual logarithm of a translation's length over its source's, and how far off that may be.

    Learned from translations (see benchmarks/train/lengths.py); a language that they lack stands for its script.
    """
    if primary(source) == primary(target):
        return 0.0, 0.0
    (first, off), (second, other_off) = _beside_english(source), _beside_english(target)
    return second - first, math.hypot(off, other_off)


def _beside_english(language: str) -> tuple[float, float]:
    table = _table()
    known = table.get(primary(language))
    if known:
        return known[0], 0.0
    likely = icu.Locale(locale(language).getName())
    likely.addLikelySubtags()
    script = table.get(likely.getScript())
    return (script[0], _UNKNOWN) if script else (0.0, 2 * _UNKNOWN)


@lru_cache(maxsize=4096)
def ratio_spread(length: int) -> float:
    """Return the standard deviation of that logarithm for sources of `length` characters: short texts vary more."""
    scale, power = _table()["spread"]
    return scale * float(max(length, 1) ** power)
