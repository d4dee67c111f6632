"""The digits of numbers, and the marks that a language puts between them, from CLDR by way of ICU."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import icu

from qa.lang.tags import locale

_SPACES = "\u00a0\u202f\u2009"


def _symbol(language: str, kind: int) -> str:
    mark = str(icu.DecimalFormatSymbols(locale(language)).getSymbol(kind))
    return " " if mark in _SPACES else mark.replace("’", "'")


@lru_cache(maxsize=128)
def grouping_mark(language: str) -> str:
    """Return the mark between groups of thousands; any kind of space is a plain space."""
    return _symbol(language, icu.DecimalFormatSymbols.kGroupingSeparatorSymbol)


@lru_cache(maxsize=128)
def decimal_mark(language: str) -> str:
    """Return the mark before decimals."""
    return _symbol(language, icu.DecimalFormatSymbols.kDecimalSeparatorSymbol)


def plain_digits(text: str) -> str:
    """Return `text` with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(map(_plain_digit, text))


@lru_cache(maxsize=8192)
def _plain_digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() else sign


def is_grouped(parts: list[str]) -> bool:
    """Say whether the parts are groups of thousands, by threes or as in India, where those above are by twos."""
    sizes = [len(part) for part in parts]
    if len(parts) < 2 or sizes[-1] != 3 or not 0 < sizes[0] <= 3:
        return False
    return all(size == 3 for size in sizes[1:]) or (sizes[0] <= 2 and all(size == 2 for size in sizes[1:-1]))
