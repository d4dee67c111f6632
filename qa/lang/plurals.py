"""Plural forms of languages, as CLDR has them (through ICU)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import icu

from qa.core.passage import Passage
from qa.lang.placeholders import placeholders
from qa.lang.tags import locale

_TRIED = 200


@lru_cache(maxsize=128)
def plural_numbers(language: str) -> dict[str, frozenset[int]]:
    """Return the plural forms that the whole numbers from 0 to 200 have in a language, each with its numbers."""
    rules = icu.PluralRules.forLocale(locale(language))
    numbers: dict[str, set[int]] = {}
    for number in range(_TRIED + 1):
        numbers.setdefault(str(rules.select(number)), set()).add(number)
    return {form: frozenset(found) for form, found in numbers.items()}


def plural_forms(language: str) -> frozenset[str]:
    """Return the plural forms that CLDR gives the whole numbers from 0 to 200 in a language."""
    return frozenset(plural_numbers(language))


def source_of_form(form: Passage, sources: Sequence[Passage], numbers: frozenset[int]) -> Passage:
    """Return which of the source's forms, singular first and plural last, a translated plural form is held against.

    One that stands for a single number may leave the number out, as either form of the source may: it is held against
    the one whose placeholders it has. All others are held against the plural.
    """
    if len(numbers) == 1:
        own = sorted(item.key for item in placeholders(form.text))
        for source in sources:
            if sorted(item.key for item in placeholders(source.text)) == own:
                return source
        if numbers == {1}:
            return sources[0]
    return sources[-1]


def numbers_of(language: str | None, form: str) -> frozenset[int]:
    """Return the whole numbers up to 200 that a plural form stands for; none where it is not known."""
    if form.startswith("=") and form[1:].isdecimal():
        return frozenset({int(form[1:])})
    return plural_numbers(language).get(form, frozenset()) if language else frozenset()
