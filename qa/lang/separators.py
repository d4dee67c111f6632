"""The marks that a language puts into numbers, from CLDR by way of ICU."""

from __future__ import annotations

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
