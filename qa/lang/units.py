"""Units of measurement and currencies that stand with a number, by their names in CLDR."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import icu

from qa.lang.facts import facts
from qa.lang.forms import base_form
from qa.lang.numbers import Quantity
from qa.lang.tags import locale, primary
from qa.lang.vocabulary import function_words
from qa.lang.words import fold, words

_UNITS = (
    "kilometer meter centimeter millimeter mile yard foot inch nautical-mile light-year kilogram gram milligram pound "
    "ounce ton tonne stone celsius fahrenheit kelvin degree percent permille second minute hour day week month year "
    "century decade liter milliliter gallon acre hectare square-kilometer square-meter square-mile square-foot "
    "cubic-meter watt kilowatt megawatt gigawatt kilowatt-hour volt ampere hertz kilohertz megahertz gigahertz "
    "kilometer-per-hour mile-per-hour kilometer-per-second meter-per-second byte kilobyte megabyte gigabyte terabyte "
    "joule calorie kilocalorie karat horsepower hectopascal"
).split()
_CURRENCIES = (
    "USD EUR GBP UAH RUB JPY CNY INR CHF PLN CZK HUF RON BGN SEK NOK DKK TRY ILS KRW KZT GEL AMD AZN BYN MDL CAD AUD "
    "NZD HKD SGD TWD MXN BRL ARS CLP ZAR NGN EGP SAR AED IRR IQD PKR BDT THB VND IDR PHP MYR"
).split()
# What a name may mean besides: degrees of any kind, the ton of another country, the money that is called a pound, and
# a speed whose "per hour" has another form.
_MAY_BE = {
    "degree": ("celsius", "fahrenheit", "kelvin"), "ton": ("tonne",), "tonne": ("ton",), "pound": ("GBP", "EGP"),
    "kilometer": ("kilometer-per-hour", "kilometer-per-second"), "mile": ("mile-per-hour",),
    "meter": ("meter-per-second",),
}  # fmt: skip
_MONEY, _NONE = frozenset(_CURRENCIES), frozenset[str]()
_SAMPLES = (1, 2, 5, 11, 100, 1.5)
_BETWEEN = " \u00a0\u202f\u2009-‑"
_AROUND = " .,٫٬\u00a0\u200f\u200e\u061c-"
_DIGITS = re.compile(r"\d+")
_GAPS = (" ", "\u00a0", "-", "‑")
_SHORTEST, _LONGEST = 3, 40


@dataclass(frozen=True, slots=True)
class Unit:
    """The name of a unit or currency at `text[start:end]`.

    `meanings` are what it may be, named as in CLDR (`kilometer`, `USD`) and so the same in every language: `$` is the
    dollar of many countries. It has none where something else is counted: `points`.
    """

    meanings: frozenset[str]
    start: int
    end: int


def _unit_of(text: str, quantity: Quantity, language: str) -> Unit | None:
    """Return the unit or currency of a number; None if there is none that is known."""
    names = _names(primary(language))
    after = text[quantity.end : quantity.end + _LONGEST]
    gap = len(after) - len(after.lstrip(_BETWEEN))
    for length in _lengths(after[gap:]) if _begins_with_name(after[gap:], language) else ():
        name = after[gap : gap + length]
        if fold(name) in names:
            return Unit(names[fold(name)], quantity.end + gap, quantity.end + gap + length)
    before = text[max(0, quantity.start - _LONGEST) : quantity.start].rstrip(_BETWEEN)
    for length in range(min(4, len(before)), 0, -1):
        name = before[-length:]
        written_before = name.isupper() or not any(map(str.isalpha, name))
        if written_before and names.get(fold(name), _NONE) & _MONEY and not before[-length - 1 : -length].isalpha():
            return Unit(names[fold(name)], text.rindex(name, 0, quantity.start), quantity.start)
    return None


def counted(text: str, quantity: Quantity, language: str) -> Unit | None:
    """Return the unit of a number, inflected or not, or else the lower-case content word right after it."""
    unit = _unit_of(text, quantity, language)
    if unit is not None:
        return unit
    rest = text[quantity.end : quantity.end + _LONGEST]
    if rest[:1] not in _GAPS or not rest[1:2].islower():
        return None
    following = next(iter(words(rest, language)), None)
    if following is None or len(following.text) < _SHORTEST or not following.starts_lower:
        return None
    if following.start != 1 or fold(following.text) in function_words(language):
        return None
    meanings = _by_base(primary(language)).get(base_form(following.text, language), _NONE)
    return Unit(meanings, quantity.end + following.start, quantity.end + following.end)


def _begins_with_name(text: str, language: str) -> bool:
    folded = fold(text)
    return folded.startswith(_by_letter(primary(language)).get(folded[:1], ()))


def _lengths(text: str) -> Iterator[int]:
    """Yield the lengths at which a name at the start of `text` may end, the longest first."""
    for length in range(len(text), 0, -1):
        last, following = text[length - 1], text[length : length + 1]
        if not last.isspace() and not _goes_on(following):
            yield length


def mentions(text: str, units: frozenset[str], language: str) -> bool:
    """Say whether a text names one of the units anywhere."""
    folded = fold(text)
    return any(
        not _goes_on(folded[place - 1 : place]) and not _goes_on(folded[place + len(name) : place + len(name) + 1])
        for name, meant in _names(primary(language)).items()
        if meant & units
        for place in _places(name, folded)
    )


def _places(name: str, text: str) -> Iterator[int]:
    place = text.find(name)
    while place >= 0:
        yield place
        place = text.find(name, place + 1)


def _goes_on(character: str) -> bool:
    """Say whether a word goes on with this character; words of scripts without capitals may run together."""
    return character.isupper() or character.islower()


@lru_cache(maxsize=32)
def _names(language: str) -> dict[str, frozenset[str]]:
    """Return the folded names of all units and currencies in a language, and what each may mean."""
    width = icu.UNumberUnitWidth
    known = facts(language).numbers
    whole: list[tuple[str, str]] = [(name, "percentage-point") for name in known.percentage_points]
    short: list[tuple[str, str]] = []
    for place in (locale(language), *(icu.Locale(language, region) for region in known.regions)):
        style = icu.NumberFormatter.withLocale(place).precision(icu.Precision.maxFraction(1))
        samples = _samples(place)
        for unit in _UNITS:
            measured = style.unit(icu.MeasureUnit.forIdentifier(unit))
            whole += ((name, unit) for name in _forms(measured.unitWidth(width.FULL_NAME), samples))
            short += ((name, unit) for name in _forms(measured.unitWidth(width.SHORT), samples))
        for code in _CURRENCIES:
            money = style.unit(icu.CurrencyUnit(code))
            whole += ((name, code) for name in _forms(money.unitWidth(width.FULL_NAME), samples))
            for size in (width.SHORT, width.NARROW, width.ISO_CODE):
                short += ((name, code) for name in _forms(money.unitWidth(size), samples[:1]))
    common = function_words(language)
    clear = [
        (name, unit)
        for name, unit in [*_coins(whole), *short]
        if fold(name) not in common and (len(name) > 1 or not name.isalpha())
    ]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, unit in [*whole, *clear]:
        if name:
            found[fold(name)].update((unit, *_MAY_BE.get(unit, ())))
    return {name: frozenset(units) for name, units in found.items()}


@lru_cache(maxsize=32)
def _by_base(language: str) -> dict[str, frozenset[str]]:
    """Return what the base forms of the longer names mean, for forms that CLDR does not give: `неделями`."""
    found: dict[str, frozenset[str]] = {}
    for name, units in _names(language).items():
        if len(name) > _SHORTEST and name.isalpha():
            base = base_form(name, language)
            found[base] = found.get(base, _NONE) | units
    return found


@lru_cache(maxsize=32)
def _by_letter(language: str) -> dict[str, tuple[str, ...]]:
    """Return the names by their first letter."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name in _names(language):
        found[name[0]] += (name,)
    return dict(found)


def _samples(place: icu.Locale) -> list[float]:
    """Return numbers with which the names of units have different forms."""
    rules = icu.PluralRules.forLocale(place)
    return list({rules.select(number): number for number in reversed(_SAMPLES)}.values())


def _forms(style: icu.LocalizedNumberFormatter, samples: Sequence[float]) -> set[str]:
    """Return the forms that a unit's name takes with different numbers, without the numbers."""
    shown = (str(style.formatDouble(number)) for number in samples)
    return {_DIGITS.sub("", text).strip(_AROUND) for text in shown}


def _coins(names: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the currencies' names without their countries: `dollars` for `US dollars`.

    The noun is the first word in languages where more currencies share their first words than their last ones, and
    where only the last word has a capital.
    """
    parts = [(name.split(), unit) for name, unit in names if unit in _MONEY and " " in name]
    first, last = Counter(name[0] for name, _ in parts), Counter(name[-1] for name, _ in parts)
    leading = sum(count**2 for count in first.values()) > sum(count**2 for count in last.values())
    for name, unit in parts:
        capital = name[-1][0].isupper() and name[0][0].islower()
        yield name[0 if leading or capital else -1], unit
