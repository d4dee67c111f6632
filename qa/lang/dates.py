"""In which order a language writes the day and the month of a date, from CLDR by way of ICU."""

from __future__ import annotations

from functools import lru_cache

import icu

from qa.lang.tags import locale, primary


@lru_cache(maxsize=1)
def _orders() -> dict[str, frozenset[bool]]:
    """Return for each language the orders that its countries use, with the month as a word: month first or not."""
    found: dict[str, set[bool]] = {}
    for name in icu.Locale.getAvailableLocales():
        tag = icu.Locale(name)
        if tag.getCountry():
            found.setdefault(tag.getLanguage(), set()).add(_is_month_first(tag))
    return {language: frozenset(orders) for language, orders in found.items()}


def _is_month_first(tag: icu.Locale) -> bool:
    pattern = str(icu.DateTimePatternGenerator.createInstance(tag).getBestPattern("MMMMd"))
    return pattern.find("M") < pattern.find("d")


@lru_cache(maxsize=128)
def month_first(language: str) -> bool | None:
    """Say whether the language names the month before the day; None if all of its countries do the same."""
    if len(_orders().get(primary(language), ())) < 2:
        return None
    return _is_month_first(locale(language))
