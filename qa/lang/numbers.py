"""Numbers, times and dates of a text by their value, in the forms of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from qa.lang.number_words import (
    begins_as_number,
    calendar_value,
    counts_buddhist_years,
    day_halves,
    leading_number,
    may_name_a_date,
    multiple,
    number_words,
)
from qa.lang.separators import is_grouped, plain_digits
from qa.lang.words import Word, fold, words

_MYRIAD, _MONTHS, _CENTURIES = 10_000, 12, (1000, 2000)
_SPACES = " \u00a0\u202f\u2009"
_LEADING = re.compile(r"\d[\d.,，،·'’٫٬_ \u00a0\u202f\u2009]*")
_CLOCK = re.compile(r"(\d{1,2})(?:([:hH.]|[ \u00a0][hH][ \u00a0])(\d{2}))?(?!\d)")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SHORTENED = re.compile(r"(?<!\d)(\d\d)\d\d[-–]$")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?")
_SEPARATOR = re.compile(r"[.,:;–-]+$")
# Two numbers between which the space was lost: 2018,165 and 2020;115.
_RUN_TOGETHER = re.compile(r"(\d{4,}|[\d.]+),(\d{3}|\d+\.\d+)|([\d.]+);([\d.]+)")
# A name with a number at its end: SS19, IC95.
_NAME = re.compile(r"[^\W\d_]+(\d+)")
# What a letter after an amount of money multiplies it by: £125m.
_MONEY = {"k": 10**3, "m": 10**6, "b": 10**9}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, time, month or weekday at `text[start:end]`; equal values mean the same in every language.

    `value` is for example `180`, `2.5`, `time:8:30` (on a clock of twelve hours), `month:11` or `weekday:3` (Sunday is
    1). `also` holds what the words may mean as well: `14` may be two o'clock, `80` the year 1980. `digits` says that it
    is written in digits.
    """

    value: str
    start: int
    end: int
    digits: bool
    also: frozenset[str] = frozenset()


class Known:
    """Quantities to look others up in."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        known = list(quantities)
        self._values = {quantity.value for quantity in known}
        self._also = {value for quantity in known for value in quantity.also}

    def __contains__(self, quantity: Quantity) -> bool:
        """Say whether one of the known quantities means, or may mean, the same."""
        return quantity.value in self._values or quantity.value in self._also or bool(quantity.also & self._values)


@lru_cache(maxsize=65_536)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers, times, months and weekdays in `text`.

    A group of three digits after a space, comma, full stop or apostrophe continues a number; a comma or full stop
    before other digits starts its decimals (2 000 = 2,000 = 2.000; 2.5 = 2,5). A word like `million` multiplies the
    number before it. Months and weekdays: see `qa.lang.number_words.calendar_value`.
    """
    return tuple(_scan(text, words(text, language), language))


def _scan(text: str, found: Sequence[Word], language: str) -> Iterator[Quantity]:
    after = 0
    for index in [index for index, word in enumerate(found) if _may_begin(word.text, language)]:
        if index < after:
            continue
        date = _DATE.fullmatch(plain_digits(found[index].text))
        if date is not None and int(date[2]) <= _MONTHS:
            yield from _dated(found[index], date)
            continue
        made, after = _at(text, found, index, language)
        if made is not None:
            yield made


@lru_cache(maxsize=131_072)
def _may_begin(word: str, language: str) -> bool:
    """Say whether a quantity can begin with this word, whatever stands around it; most words are none."""
    if _has_digit(word) or _NAME.fullmatch(word):
        return True
    folded = fold(word)
    if not begins_as_number(folded, language):
        return False
    if multiple(word, language) > 1:
        return True
    spelled = folded in number_words(language) or leading_number(folded, language) is not None
    return spelled or may_name_a_date(folded, language)


def _dated(word: Word, date: re.Match[str]) -> Iterator[Quantity]:
    """Yield day, month and year of a date like 29.9.2018."""
    for number, name in ((1, ""), (2, "month:"), (3, "")):
        start, end = date.span(number)
        value = str(int(date[number]))
        yield Quantity(name + value, word.start + start, word.start + end, True, frozenset({value}))


def _at(text: str, found: Sequence[Word], index: int, language: str) -> tuple[Quantity | None, int]:
    """Return the quantity that starts at a word, if any, and the index of the word to go on with."""
    word = found[index]
    if _has_digit(word.text):
        return _in_digits(text, found, index, language)
    name = _NAME.fullmatch(word.text)
    if name is not None:
        years = frozenset(f"{century}{name[1]}" for century in (19, 20) if len(name[1]) == len("19"))
        return Quantity(_value(name[1]), word.start + name.start(1), word.end, False, years), index + 1
    folded = fold(word.text)
    spelled = number_words(language).get(folded) or leading_number(folded, language)
    if spelled is not None:
        return _in_words(text, found, index, spelled, language)
    if multiple(word.text, language) > 1 and word.starts_lower:
        return Quantity(str(multiple(word.text, language)), word.start, word.end, False), index + 1
    return _in_calendar(text, found, index, language), index + 1


def _in_calendar(text: str, found: Sequence[Word], index: int, language: str) -> Quantity | None:
    """Return the month or weekday that a word names, if it names one."""
    word = found[index]
    if not may_name_a_date(fold(word.text), language):
        return None
    near = found[max(0, index - 1) : index + 2]
    cut_short = text[word.end : word.end + 1] == "."
    named = calendar_value(word, language, cut_short or any(_has_digit(other.text) for other in near))
    if named is None:
        return None
    also = frozenset({named.partition(":")[2]}) if named.startswith("month") else frozenset[str]()
    return Quantity(named, word.start, word.end, False, also)


def _in_words(text: str, found: Sequence[Word], index: int, spelled: str, language: str) -> tuple[Quantity | None, int]:
    start, value, last = found[index].start, int(spelled), index
    if value in range(20, 100, 10) and index + 1 < len(found):
        unit = number_words(language).get(fold(found[index + 1].text), "")
        if (
            unit.isdigit()
            and int(unit) < 10
            and text[found[index].end : found[index + 1].start] in ("-", " ", "\u00a0")
        ):
            value, last = value + int(unit), index + 1
    factor, last = _factor(text, found, last, language)
    return Quantity(str(value * factor), start, found[last].end, False), last + 1


def _in_digits(text: str, found: Sequence[Word], index: int, language: str) -> tuple[Quantity | None, int]:
    last = _grouped(text, found, index)
    start, end = found[index].start, found[last].end
    surface = plain_digits(text[start:end])
    clock = _clock(text, found, index, last, language)
    if clock is not None:
        return clock
    leading = _LEADING.match(surface)
    if leading is None:
        return Quantity(surface, start, end, True), last + 1
    value = _value(_SEPARATOR.sub("", leading[0]))
    tail = fold(surface[leading.end() :].lstrip("-‑")).rstrip(".")
    factor = multiple(tail, language) if tail else 1
    if tail in _MONEY and unicodedata.category(text[start - 1 : start] or " ") == "Sc":
        factor = _MONEY[tail]
    if factor == 1:
        factor, last = _factor(text, found, last, language)
    also = _readings(value, language) | ({value} if factor > 1 else frozenset())
    two = _RUN_TOGETHER.fullmatch(surface)
    also |= {_value(number) for number in two.groups() if number} if two else frozenset()
    decade = _SHORTENED.search(text[max(0, start - 6) : start])
    if decade is not None and len(value) == len(decade[1]):
        also |= {decade[1] + value}
    total = _times(value, factor)
    following = last + 1
    gap = text[found[last].end : found[following].start] if following < len(found) else None
    if factor >= _MYRIAD and gap in ("", " ") and _has_digit(found[following].text):
        rest, after = _in_digits(text, found, following, language)
        whole = rest is not None and rest.value.isdigit() and total.isdigit() and int(rest.value) < factor
        if rest is not None and whole and (not gap or any(map(str.isalpha, text[rest.start : rest.end]))):
            return Quantity(str(int(total) + int(rest.value)), start, rest.end, True), after
    return Quantity(total, start, found[last].end, True, also), following


def _has_digit(word: str) -> bool:
    return word[0].isdigit() or (word[-1].isdigit() and not any(map(str.isalpha, word)))


def _grouped(text: str, found: Sequence[Word], index: int) -> int:
    """Return the index of the last word of a number, in groups of three with spaces between or after a raised dot."""
    last = index
    while (
        last + 1 < len(found)
        and (last > index or len(found[index].text) <= 3)
        and text[found[last].end : found[last + 1].start] in (*_SPACES, "’", "'")
        and _GROUP.fullmatch(found[last + 1].text)
        and found[last].text.isdigit()
    ):
        last += 1
    if last + 1 < len(found) and text[found[last].end : found[last + 1].start] == "·" and found[last + 1].is_number:
        last += 1
    return last


def _factor(text: str, found: Sequence[Word], last: int, language: str) -> tuple[int, int]:
    """Return what the words after `found[last]` multiply by (1 if it does not), and the index of the last word.

    Two that follow each other both count: `mil milhões`.
    """
    total = 1
    while last + 1 < len(found):
        following = found[last + 1]
        factor = multiple(following.text, language)
        if factor <= total or text[found[last].end : following.start].strip("-‑" + _SPACES):
            break
        total, last = total * factor, last + 1
    return total, last


def _times(value: str, factor: int) -> str:
    if factor == 1:
        return value
    try:
        return format((Decimal(value) * factor).normalize(), "f")
    except InvalidOperation:
        return value


def _clock(text: str, found: Sequence[Word], index: int, last: int, language: str) -> tuple[Quantity, int] | None:
    """Return a time of day: `20:30`, `8.30 pm`, `8h30`, `2pm`; None if it is none."""
    start, end = found[index].start, found[last].end
    match = _CLOCK.match(plain_digits(text[start : end + 6]))
    if match is None:
        return None
    hour, mark, minute = int(match[1]), match[2], int(match[3] or 0)
    rest = fold(text[start + match.end() : start + match.end() + 6].lstrip(_SPACES))
    before, after = day_halves(language)
    half = next((sign for sign in (*before, *after) if _begins(rest, sign)), "")
    if hour > 24 or minute > 59 or not (half or (mark or "").strip(_SPACES) in (":", "h", "H")):
        return None
    stop = start + match.end()
    following = index
    while following < len(found) and (found[following].start < stop or (half and fold(found[following].text) in half)):
        stop = max(stop, found[following].end)
        following += 1
    also = (
        {f"{match[1]}.{match[3]}", str(hour), str(hour % 12), str(minute)} if match[3] else {str(hour), str(hour % 12)}
    )
    made = Quantity(f"time:{hour % 12}:{minute}", start, stop, True, frozenset(also))
    return made, max(following, index + 1)


def _begins(text: str, sign: str) -> bool:
    return text.startswith(sign) and not text[len(sign) : len(sign) + 1].isalpha()


def _readings(value: str, language: str) -> frozenset[str]:
    """Return what else a number in digits may stand for: an hour, a month, a decade, a century, a year counted anew."""
    found = {value.rstrip("0").rstrip(".")} - {value} if "." in value else set()
    clock = re.fullmatch(r"(\d{1,2})\.(\d{2})", value)
    if clock and int(clock[1]) <= 24 and int(clock[2]) < 60:
        found.add(f"time:{int(clock[1]) % 12}:{int(clock[2])}")
    if clock and int(clock[2]) <= _MONTHS:
        found.add(f"month:{int(clock[2])}")
    if value.isdigit():
        number = int(value) if len(value) < 9 else 0
        found |= {f"time:{number % 12}:0"} if 0 < number <= 24 else set()
        found |= {f"month:{number}"} if 0 < number <= 12 else set()
        if number % 10 == 0 and 10 <= number < 100:
            found |= {f"{century}{number}" for century in (18, 19, 20)}
        if number % 100 == 0 and _CENTURIES[0] <= number <= _CENTURIES[1]:
            found.add(str(number // 100 + 1))
        if counts_buddhist_years(language) and 2300 < number < 2700:
            found.add(str(number - 543))
    return frozenset(found)


def _value(number: str) -> str:
    for space in (*_SPACES, "’", "'", "٬", "_"):
        number = number.replace(space, "")
    number = number.replace("٫", ".").replace("·", ".").replace("،", ",").replace("，", ",")
    parts = number.replace(",", ".").split(".")
    if len(parts) == 1 or (is_grouped(parts) and parts[0] != "0"):
        return "".join(parts).lstrip("0") or "0"
    whole, last = parts[:-1], parts[-1]
    if len(parts) == 2 or (is_grouped(whole) and number[-len(last) - 1] not in number[: -len(last) - 1]):
        return f"{''.join(whole).lstrip('0') or '0'}.{last}"
    return ".".join(parts)
