"""In which order a language writes the day and the month of a date, from CLDR by way of ICU."""

from __future__ import annotations

from functools import lru_cache

import icu

from qa.lang.tags import locale, primary


@lru_cache(maxsize=1)
def _countries() -> dict[str, list[icu.Locale]]:
    """Return for each language its locales that name a country."""
    found: dict[str, list[icu.Locale]] = {}
    for name in icu.Locale.getAvailableLocales():
        tag = icu.Locale(name)
        if tag.getCountry():
            found.setdefault(tag.getLanguage(), []).append(tag)
    return found


def _is_month_first(tag: icu.Locale) -> bool:
    pattern = str(icu.DateTimePatternGenerator.createInstance(tag).getBestPattern("MMMMd"))
    return pattern.find("M") < pattern.find("d")


@lru_cache(maxsize=128)
def month_first(language: str) -> bool | None:
    """Say whether the language names the month before the day; None if all of its countries do the same."""
    orders = map(_is_month_first, _countries().get(primary(language), ()))
    usual = next(orders, None)
    if all(order == usual for order in orders):
        return None
    return _is_month_first(locale(language))
