"""Numbers, times and dates of a text by their value, in the forms of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa.lang.calendar_names import calendar_value, date_phrase, day_halves, may_name_a_date
from qa.lang.facts import facts
from qa.lang.number_values import SPACES, decades, readings, times, value_of, with_fraction
from qa.lang.number_words import begins_as_number, multiple, number_of, roman_number
from qa.lang.numbers_in_words import factor_after, multiple_in_words, number_in_words
from qa.lang.separators import decimal_mark, plain_digits
from qa.lang.word_answers import WordAnswers
from qa.lang.words import Word, fold, words

_MYRIAD, _MONTHS, _LONGEST_DECADE = 10_000, 12, 8
_LEADING = re.compile(r"\d[\d.,，،·'’٫٬_ \u00a0\u202f\u2009]*")
_CLOCK = re.compile(r"(\d{1,2})(?:([:hH.]|[ \u00a0][hH][ \u00a0])(\d{2}))?(?!\d)")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
# A day and its month where a full stop starts no decimals.
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")
_SHORTENED = re.compile(r"(?<!\d)(\d\d)\d\d ?[-–/] ?$")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?")
_SEPARATOR = re.compile(r"[.,:;–-]+$")
# Two numbers between which the space was lost: 2018,165 and 2020;115.
_RUN_TOGETHER = re.compile(r"(\d{4,}|[\d.]+),(\d{3}|\d+\.\d+)|([\d.]+);([\d.]+)")
# A Chinese comma parts numbers, unless it stands before groups of three digits.
_GROUPED_BY_SIGN = re.compile(r"\d{1,3}(?:，\d{3})+(?!\d)")
# A name with a number at its end: SS19, IC95, U07.1.
_NAME = re.compile(r"[^\W\d_]+(\d[\d.,]*)")
# What stands between the ends of a range: `3 to 5 million` are three million at least.
_TO = re.compile(r"\s*[-–—~〜～至到]\s*|\s[^\W\d_]{1,4}\s")
# What makes the number before it the lower one of a fraction: 4分の3.
_PARTS_OF = ("分の", "分之", "분의")
# What a letter after an amount of money multiplies it by: £125m.
_MONEY = {"k": 10**3, "m": 10**6, "b": 10**9}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, time, month or weekday at `text[start:end]`; equal values mean the same in every language.

    `value` is for example `180`, `2.5`, `time:8:30` (on a clock of twelve hours), `month:11` or `weekday:3` (Sunday is
    1). `also` holds what the words may mean as well: `14` may be two o'clock, `80` the year 1980. `digits` says that it
    is written in digits, and `factor` by what a word like `million` multiplies them.
    """

    value: str
    start: int
    end: int
    digits: bool
    also: frozenset[str] = frozenset()
    factor: int = 1


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
    number before it. Months and weekdays: see `qa.lang.calendar_names.calendar_value`.
    """
    found: Sequence[Word] = words(text, language)
    if "，" in text:
        found = [part for word in found for part in _parts(word)]
    return _shared(text, tuple(_scan(text, found, language)), language)


def _parts(word: Word) -> Iterator[Word]:
    """Yield the numbers that a Chinese comma parts; another word as it is."""
    if "，" not in word.text or _GROUPED_BY_SIGN.match(word.text):
        yield word
        return
    for part in re.finditer("[^，]+", word.text):
        yield Word(part[0], word.start + part.start(), word.start + part.end(), word.is_number)


def _shared(text: str, found: tuple[Quantity, ...], language: str) -> tuple[Quantity, ...]:
    """Return the quantities with what they may mean by the one beside them: `3 to 5 million`, and Persian ۹۹/۹۸."""
    made = list(found)
    for index, (one, other) in enumerate(pairwise(found)):
        gap = text[one.end : other.start]
        if not (one.digits and other.digits):
            continue
        if other.factor > one.factor == 1 and _TO.fullmatch(gap):
            made[index] = replace(one, also=one.also | {times(one.value, other.factor)})
        if gap == "/" and facts(language).numbers.slash_decimals:
            decimal = frozenset({f"{one.value}.{other.value}"})
            made[index] = replace(made[index], also=made[index].also | decimal)
            made[index + 1] = replace(other, also=other.also | decimal)
    return tuple(made)


def _scan(text: str, found: Sequence[Word], language: str) -> Iterator[Quantity]:
    after, may_begin = 0, _beginners(language)
    for index in [index for index, word in enumerate(found) if may_begin[word.text]]:
        if index < after:
            continue
        date = _DATE.fullmatch(plain_digits(found[index].text)) if "." in found[index].text else None
        if date is not None and int(date[2]) <= _MONTHS:
            yield from _dated(found[index], date)
            continue
        made, after = _at(text, found, index, language)
        if made is not None:
            yield made


@lru_cache(maxsize=64)
def _beginners(language: str) -> WordAnswers[bool]:
    """Return for each word whether a quantity can begin with it."""
    return WordAnswers(lambda word: _may_begin(word, language))


def _may_begin(word: str, language: str) -> bool:
    """Say whether a quantity can begin with this word, whatever stands around it; most words are none."""
    if not word.isalpha() and (_has_digit(word) or _NAME.fullmatch(word)):
        return True
    if roman_number(word):
        return True
    folded = fold(word)
    if not begins_as_number(folded, language):
        return False
    return multiple(word, language) > 1 or number_of(folded, language) is not None or may_name_a_date(folded, language)


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
    phrase = date_phrase(found, index, language)
    if phrase is not None:
        return Quantity(phrase[0], word.start, found[phrase[1]].end, False, _as_number(phrase[0])), phrase[1] + 1
    alone = _in_name(word) or (_in_calendar(text, found, index, language) if word.starts_upper else None)
    spelled = number_of(fold(word.text), language) if alone is None else None
    if spelled is not None:
        value, end, after = number_in_words(text, found, index, spelled, language)
        return Quantity(value, word.start, end, False, decades(value)), after
    factor = multiple(word.text, language) if word.starts_lower else 1
    if factor > 1:
        start, value, end, after = multiple_in_words(text, found, index, factor, language)
        return Quantity(value, start, end, False), after
    return alone or _in_calendar(text, found, index, language), index + 1


def _in_name(word: Word) -> Quantity | None:
    """Return the number at the end of a name, or the one that a Roman numeral means."""
    name = _NAME.fullmatch(word.text)
    if name is not None:
        value = value_of(name[1].rstrip(".,"))
        years = frozenset(f"{century}{value}" for century in (19, 20) if len(value) == len("19"))
        return Quantity(value, word.start + name.start(1), word.end, False, years)
    roman = roman_number(word.text)
    return Quantity(roman, word.start, word.end, False) if roman is not None else None


def _in_calendar(text: str, found: Sequence[Word], index: int, language: str) -> Quantity | None:
    """Return the month or weekday that a word names, if it names one."""
    word = found[index]
    if not may_name_a_date(fold(word.text), language):
        return None
    named = calendar_value(found, index, language, text[word.end : word.end + 1] == ".")
    return Quantity(named, word.start, word.end, False, _as_number(named)) if named else None


def _as_number(named: str) -> frozenset[str]:
    """Return the number that the name of a month stands for; of weekdays it is their own in some languages only."""
    kind, _, number = named.partition(":")
    return frozenset({number}) if kind == "month" else frozenset()


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
    value = value_of(_SEPARATOR.sub("", leading[0]))
    whole, value = value, with_fraction(value, text[end : end + 1])
    end += value != whole
    tail = fold(surface[leading.end() :].lstrip("-‑")).rstrip(".")
    factor = multiple(tail, language) if tail else 1
    if tail in _MONEY and unicodedata.category(text[start - 1 : start] or " ") == "Sc":
        factor = _MONEY[tail]
    if factor == 1:
        factor, last = factor_after(text, found, last, language)
    also = _also(text, start, value, surface, language) | (
        {whole, value} if factor > 1 or whole != value else frozenset()
    )
    made = Quantity(times(value, factor), start, max(end, found[last].end), True, also, factor)
    if text.startswith(_PARTS_OF, made.end):
        made = replace(made, digits=False)
    return _with_rest(text, found, last, made, language)


def _also(text: str, start: int, value: str, surface: str, language: str) -> frozenset[str]:
    """Return what else a number may stand for, by itself and by what stands before it."""
    also = readings(value, language)
    two = _RUN_TOGETHER.fullmatch(surface)
    also |= {value_of(number) for number in two.groups() if number} if two else frozenset()
    date = _DAY.fullmatch(surface)
    if date is not None and decimal_mark(language) == "," and int(date[2]) <= _MONTHS:
        also |= {str(int(date[1])), f"month:{int(date[2])}"}
    also |= {with_fraction(value, text[max(0, start - 1) : start])}
    decade = _SHORTENED.search(text[max(0, start - _LONGEST_DECADE) : start])
    return also | {decade[1] + value} if decade is not None and len(value) == len(decade[1]) else also


def _with_rest(text: str, found: Sequence[Word], last: int, made: Quantity, language: str) -> tuple[Quantity, int]:
    """Return the number with what follows its multiple (1億2千万), and the index of the word to go on with."""
    following = last + 1
    gap = text[found[last].end : found[following].start] if following < len(found) else None
    if made.factor < _MYRIAD or gap not in ("", " ") or not _has_digit(found[following].text):
        return made, following
    rest, after = _in_digits(text, found, following, language)
    whole = rest is not None and rest.value.isdigit() and made.value.isdigit() and int(rest.value) < made.factor
    signs = text[found[last].end - 1].upper() == text[found[last].end - 1].lower()
    if rest is not None and whole and (not gap or signs or any(map(str.isalpha, text[rest.start : rest.end]))):
        return Quantity(str(int(made.value) + int(rest.value)), made.start, rest.end, True), after
    return made, following


def _has_digit(word: str) -> bool:
    return word[0].isdigit() or (word[-1].isdigit() and not any(map(str.isalpha, word)))


def _grouped(text: str, found: Sequence[Word], index: int) -> int:
    """Return the index of the last word of a number, in groups of three with spaces between or after a raised dot."""
    last = index
    while (
        last + 1 < len(found)
        and (last > index or len(found[index].text) <= 3)
        and text[found[last].end : found[last + 1].start] in (*SPACES, "’", "'")
        and _GROUP.fullmatch(found[last + 1].text)
        and found[last].text.isdigit()
    ):
        last += 1
    if last + 1 < len(found) and text[found[last].end : found[last + 1].start] == "·" and found[last + 1].is_number:
        last += 1
    return last


def _clock(text: str, found: Sequence[Word], index: int, last: int, language: str) -> tuple[Quantity, int] | None:
    """Return a time of day: `20:30`, `8.30 pm`, `8h30`, `2pm`; None if it is none."""
    start, end = found[index].start, found[last].end
    match = _CLOCK.match(plain_digits(text[start : end + 6]))
    if match is None:
        return None
    hour, mark, minute = int(match[1]), match[2], int(match[3] or 0)
    if hour > 24 or minute > 59:
        return None
    rest = fold(text[start + match.end() : start + match.end() + 6].lstrip(SPACES))
    before, after = day_halves(language)
    half = next((sign for sign in (*before, *after) if _begins(rest, sign)), "")
    if not (half or (mark or "").strip(SPACES) in (":", "h", "H")):
        return None
    stop, following = start + match.end(), index
    while following < len(found) and (found[following].start < stop or (half and fold(found[following].text) in half)):
        stop = max(stop, found[following].end)
        following += 1
    afternoon = hour % 12 + 12 if half in after else hour
    also = {str(hour), str(hour % 12), str(afternoon)}
    also.update((f"{match[1]}.{match[3]}", f"{afternoon}.{match[3]}", str(minute)) if match[3] else ())
    return Quantity(f"time:{hour % 12}:{minute}", start, stop, True, frozenset(also)), max(following, index + 1)


def _begins(text: str, sign: str) -> bool:
    return text.startswith(sign) and not text[len(sign) : len(sign) + 1].isalpha()
