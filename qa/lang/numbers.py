"""Numbers and dates of a text by their value, in the forms of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import icu

from qa.lang.forms import base_form
from qa.lang.tags import locale
from qa.lang.words import Word, fold, words

_TAIL = re.compile(r"(?<=\d)[º°ª%.,:;–-]*[^\W\d_]{0,3}[º°ª%.,:;–-]*$")
_NAMED = (*range(2, 21), *range(30, 100, 10), 100, 1000)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, month or weekday at `text[start:end]`; equal values mean the same in every language.

    `value` is for example `180`, `2.5`, `month:11` or `weekday:3` (Sunday is 1). `digits` says that it is written in
    digits.
    """

    value: str
    start: int
    end: int
    digits: bool


@lru_cache(maxsize=64)
def _spelled(language: str) -> dict[str, str]:
    """Return the words for numbers, months, weekdays and ordinals by their folded words' base forms."""
    found: dict[str, str] = {}
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, locale(language))
    _add_names(found, speller, language)
    symbols = icu.DateFormatSymbols(locale(language))
    for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE):
        for kind, names in (("month", symbols.getMonths(context, icu.DateFormatSymbols.WIDE)),
                            ("weekday", symbols.getWeekdays(context, icu.DateFormatSymbols.WIDE))):  # fmt: skip
            for index, name in enumerate(names):
                parts = words(name, language)
                if len(parts) == 1 and not parts[0].is_number:
                    number_of = index + 1 if kind == "month" else index
                    found.setdefault(base_form(parts[0].text, language), f"{kind}:{number_of}")
    for rules in map(speller.getRuleSetName, range(speller.getNumberOfRuleSetNames())):
        if "ordinal" in rules:
            speller.setDefaultRuleSet(rules)
            _add_names(found, speller, language)
    return found


def _add_names(found: dict[str, str], speller: icu.RuleBasedNumberFormat, language: str) -> None:
    for number in _NAMED:
        name = fold(speller.format(number))
        if all(not character.isdigit() for character in name) and len(words(name, language)) == 1:
            found.setdefault(base_form(name, language), str(number))


@lru_cache(maxsize=64)
def _capitalised(language: str) -> frozenset[str]:
    """Return the months and weekdays whose names the language writes with a capital."""
    symbols = icu.DateFormatSymbols(locale(language))
    context, width = icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.WIDE
    months, weekdays = symbols.getMonths(context, width), symbols.getWeekdays(context, width)
    return frozenset(
        [f"month:{index + 1}" for index, name in enumerate(months) if name[:1].isupper()]
        + [f"weekday:{index}" for index, name in enumerate(weekdays) if name[:1].isupper()]
    )


@lru_cache(maxsize=2048)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers, months and weekdays in `text`.

    A group of three digits after a space, comma, full stop or apostrophe continues a number; a comma or full stop
    before other digits starts its decimals (2 000 = 2,000 = 2.000; 2.5 = 2,5). Month names are taken only in the
    case that the language writes them in, so that "may" is no month.
    """
    return tuple(_scan(text, language))


def _scan(text: str, language: str) -> Iterator[Quantity]:
    spelled = _spelled(language)
    found = words(text, language)
    skip = -1
    for index, word in enumerate(found):
        if index <= skip:
            continue
        if _has_digit(word.text):
            last = _grouped(text, found, index)
            skip = last
            end = found[last].end
            value = _value(text[word.start : end])
            if value is not None:
                yield Quantity(value, word.start, end, True)
            continue
        value = spelled.get(base_form(word.text, language))
        if value is not None and word.starts_lower and value in _capitalised(language):
            continue
        if value is not None and not _is_ambiguous(word, value, found, index):
            yield Quantity(value, word.start, word.end, False)


def _has_digit(word: str) -> bool:
    return word[0].isdigit() or (word[-1].isdigit() and not any(map(str.isalpha, word)))


def _grouped(text: str, found: tuple[Word, ...], index: int) -> int:
    """Return the index of the last word of a number that is written in groups of three with spaces between."""
    last = index
    while (
        last + 1 < len(found)
        and (last > index or len(found[index].text) <= 3)
        and text[found[last].end : found[last + 1].start] in (" ", "\u00a0", "\u202f", "\u2009", "’", "'")
        and len(found[last + 1].text) == 3
        and found[last + 1].text.isdigit()
        and found[last].text.isdigit()
    ):
        last += 1
    return last


def _value(surface: str) -> str | None:
    digits = "".join(str(unicodedata.digit(character)) if character.isdigit() else character for character in surface)
    number = _TAIL.sub("", digits)
    for space in (" ", "\u00a0", "\u202f", "\u2009", "’", "'", "٬", "_"):
        number = number.replace(space, "")
    number = number.replace("٫", ".")
    if not number or any(not (character.isdigit() or character in ".,") for character in number):
        return number or None
    parts = number.replace(",", ".").split(".")
    if len(parts) == 1 or (_is_grouped(parts) and parts[0] != "0"):
        return "".join(parts).lstrip("0") or "0"
    whole, last = parts[:-1], parts[-1]
    if len(parts) == 2 or (_is_grouped(whole) and number[-len(last) - 1] not in number[: -len(last) - 1]):
        return f"{''.join(whole).lstrip('0') or '0'}.{last}"
    return ".".join(parts)


def _is_grouped(parts: list[str]) -> bool:
    """Say whether the parts are groups of thousands, by threes or as in India, where those above are by twos."""
    sizes = [len(part) for part in parts]
    if len(parts) < 2 or sizes[-1] != 3 or not 0 < sizes[0] <= 3:
        return False
    return all(size == 3 for size in sizes[1:]) or (sizes[0] <= 2 and all(size == 2 for size in sizes[1:-1]))


def _is_ambiguous(word: Word, value: str, found: tuple[Word, ...], index: int) -> bool:
    """Say whether a month's name is more likely another word: in lower case, or alone at a sentence's start."""
    if not value.startswith("month:") or len(word.text) > 4:
        return False
    return not (word.starts_upper and index > 0) and not any(
        _has_digit(other.text) for other in found[max(0, index - 1) : index + 2]
    )
