"""The names that a language has for months, weekdays and the halves of a day, from CLDR by way of ICU."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import icu

from qa.lang.facts import facts
from qa.lang.forms import base_form
from qa.lang.inflection import inflection
from qa.lang.scripts import has_capitals
from qa.lang.tags import locale, primary
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold, words

_COMMON = 5.0
_STEM, _SHORTEST, _SHORTEST_SIGNS, _ABBREVIATION, _LONGEST_ENDING = 4, 5, 3, 3, 3
_NEAR, _LONGEST_PREFIX, _LONG = 2, 3, 7
# Hangul, kana and Chinese characters come after the alphabets.
_FIRST_SIGN = "\u1100"


@lru_cache(maxsize=64)
def _names(language: str, width: int) -> dict[tuple[str, ...], tuple[str, bool]]:
    """Return the folded words of the names of months and weekdays, with their value and whether they take a capital."""
    symbols = icu.DateFormatSymbols(locale(language))
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE):
        kinds = [("month", 1, symbols.getMonths(context, width))]
        if width == icu.DateFormatSymbols.WIDE:
            kinds.append(("weekday", 0, symbols.getWeekdays(context, width)))
        for kind, first, names in kinds:
            for index, name in enumerate(names, start=first):
                parts = words(name, language)
                if parts and not any(part.is_number for part in parts):
                    folded = tuple(fold(part.text) for part in parts)
                    found.setdefault(folded, (f"{kind}:{index}", name[0].isupper()))
    return found


@lru_cache(maxsize=64)
def _calendar(language: str, width: int) -> dict[str, tuple[str, bool]]:
    """Return the names that are one word."""
    return {name[0]: meaning for name, meaning in _names(language, width).items() if len(name) == 1}


@lru_cache(maxsize=64)
def _phrases(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the names of several words, and their values, by their first word: `quarta-feira`, `thứ năm`."""
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for name, (value, _) in _names(language, icu.DateFormatSymbols.WIDE).items():
        if len(name) > 1:
            found[name[0]] = (*found.get(name[0], ()), (name, value))
    return found


@lru_cache(maxsize=64)
def date_stems(language: str) -> frozenset[str]:
    """Return what the names of months and weekdays begin with, abbreviated or not."""
    widths = (icu.DateFormatSymbols.WIDE, icu.DateFormatSymbols.ABBREVIATED)
    return frozenset(name[0][:_STEM] for width in widths for name in _names(language, width))


@lru_cache(maxsize=65_536)
def may_name_a_date(folded: str, language: str) -> bool:
    """Say whether a folded word begins as a name of a month or weekday does; `calendar_value` knows no others."""
    return any(form[:_STEM] in date_stems(language) for form in bare_forms(folded, language))


@lru_cache(maxsize=65_536)
def bare_forms(folded: str, language: str) -> tuple[str, ...]:
    """Return the word, and what is left of it without the particles that the language writes before it (Hebrew ב)."""
    pattern = None if has_capitals(language) else inflection(language).prefix
    if pattern is None:
        return (folded,)
    lengths = range(1, min(_LONGEST_PREFIX, len(folded) - _ABBREVIATION) + 1)
    return (folded, *(folded[length:] for length in lengths if pattern.fullmatch(folded, 0, length)))


def date_phrase(found: Sequence[Word], index: int, language: str) -> tuple[str, int] | None:
    """Return the month or weekday of several words that starts at a word, and the index of its last word."""
    for form in bare_forms(fold(found[index].text), language):
        for name, value in _phrases(language).get(form, ()):
            last = index + len(name) - 1
            if tuple(fold(word.text) for word in found[index + 1 : last + 1]) == name[1:]:
                return value, last
    return None


def calendar_value(found: Sequence[Word], index: int, language: str, cut_short: bool) -> str | None:
    """Return the month or weekday that a word names, as `month:11` or `weekday:3` (Sunday is 1), or None.

    A name counts in its own letter case, inflected (ноябрём, szombaton) or at the start of a compound
    (Samstagnachmittag); abbreviations, and names of up to four letters, which are often other words too, count near a
    number only, or with a full stop (`cut_short`). Long names of weekdays count in lower case too, as Turkish has them.
    A word that is much more common than names of months are is taken for itself.
    """
    near = found[max(0, index - _NEAR) : index + _NEAR + 1]
    by_number = cut_short or any(word.text[0].isdigit() for word in near)
    for form in bare_forms(fold(found[index].text), language):
        value = _named(found[index], form, language, by_number)
        if value is not None:
            return value
    return None


def _named(word: Word, folded: str, language: str, by_number: bool) -> str | None:
    names = _calendar(language, icu.DateFormatSymbols.WIDE)
    short = _calendar(language, icu.DateFormatSymbols.ABBREVIATED)
    exact = names.get(folded) or (short.get(folded) if len(folded) >= _ABBREVIATION else None)
    if exact is not None:
        value, capital = exact
        if folded not in names and frequency(word.text, language) >= _COMMON:
            return None
        known = folded in names and len(folded) >= _shortest(folded, capital)
        lowered = capital and word.starts_lower
        if lowered and value.startswith("weekday") and len(folded) >= _LONG and folded in names:
            return value
        return value if (known or by_number) and not lowered else None
    if frequency(word.text, language) >= _COMMON or folded in facts(language).dates.other_words:
        return None
    for name, (value, capital) in names.items():
        if len(name) >= _SHORTEST and capital == word.starts_upper and _is_form(folded, name, language):
            return value
    return None


def _shortest(name: str, capital: bool) -> int:
    """Return how long a name must be to count wherever it stands; a sign of a syllable says more than a letter."""
    if name[0] >= _FIRST_SIGN:
        return _SHORTEST_SIGNS
    return _STEM if capital else _SHORTEST


def _is_form(word: str, name: str, language: str) -> bool:
    """Say whether a word is an inflected name, or a compound that begins with it and goes on with a word."""
    if word.startswith(name) and not facts(language).dates.no_compounds:
        rest = word.removeprefix(name)
        if len(rest) <= _LONGEST_ENDING or not has_frequencies(language) or frequency(rest, language):
            return True
    return word[:_STEM] == name[:_STEM] and base_form(word, language) == base_form(name, language)


@lru_cache(maxsize=64)
def day_halves(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded markers of the hours before and after noon: `am`, `pm` and what the language has."""
    before, after = icu.DateFormatSymbols(locale(language)).getAmPmStrings()
    return frozenset({"am", "a.m", fold(before)}), frozenset({"pm", "p.m", fold(after)})


@lru_cache(maxsize=64)
def counts_buddhist_years(language: str) -> bool:
    """Say whether the language's country counts its years from 543 BC."""
    return str(icu.Calendar.createInstance(locale(primary(language))).getType()) == "buddhist"
