"""What a number in digits is worth, and what else it may stand for."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from qa.lang.calendar_names import counts_buddhist_years
from qa.lang.separators import is_grouped

SPACES = " \u00a0\u202f\u2009"
_MONTHS, _CENTURIES = 12, range(1000, 2101)
_CLOCK = re.compile(r"(\d{1,2})\.(\d{2})")
# An apostrophe before one or two last digits parts decimals, and else thousands.
_OLD_DECIMALS = re.compile(r"['’](?=\d{1,2}$)")


def times(value: str, factor: int) -> str:
    """Return `value` times `factor`, as a number; `value` itself where it is no number."""
    if factor == 1:
        return value
    try:
        return format((Decimal(value) * factor).normalize(), "f")
    except InvalidOperation:
        return value


@lru_cache(maxsize=8192)
def readings(value: str, language: str) -> frozenset[str]:
    """Return what else a number in digits may stand for: an hour, a month, a decade, a century, a year counted anew."""
    found = {value.rstrip("0").rstrip(".")} - {value} if "." in value else set()
    clock = _CLOCK.fullmatch(value)
    if clock and int(clock[1]) <= 24 and int(clock[2]) < 60:
        found.add(f"time:{int(clock[1]) % 12}:{int(clock[2])}")
    if clock and int(clock[2]) <= _MONTHS:
        found.add(f"month:{int(clock[2])}")
    if value.isdigit():
        number = int(value) if len(value) < 9 else 0
        found |= {f"time:{number % 12}:0"} if 0 < number <= 24 else set()
        found |= {f"month:{number}"} if 0 < number <= 12 else set()
        found |= decades(value)
        if number % 10 == 0 and number in _CENTURIES:
            found.add(str(number // 100 + 1))
        if counts_buddhist_years(language) and 2300 < number < 2700:
            found.add(str(number - 543))
    return frozenset(found)


def decades(value: str) -> frozenset[str]:
    """Return the years that `80` in `the eighties` may stand for."""
    ten = len(value) == len("80") and value.isdigit() and value.endswith("0")
    return frozenset(f"{century}{value}" for century in (18, 19, 20)) if ten else frozenset()


def value_of(number: str) -> str:
    """Return the value of a number in digits, whatever its separators: `2500.5` of `2.500,5`.

    A comma or full stop before three digits divides thousands, and else it starts the decimals.
    """
    if number.isdecimal():
        return number.lstrip("0") or "0"
    number = _OLD_DECIMALS.sub(".", number)
    for space in (*SPACES, "’", "'", "٬", "_"):
        number = number.replace(space, "")
    number = number.replace("٫", ".").replace("·", ".").replace("،", ",").replace("，", ",")
    parts = number.replace(",", ".").split(".")
    if len(parts) == 1 or (is_grouped(parts) and parts[0] != "0"):
        return "".join(parts).lstrip("0") or "0"
    whole, last = parts[:-1], parts[-1]
    if len(parts) == 2 or (is_grouped(whole) and number[-len(last) - 1] not in number[: -len(last) - 1]):
        return f"{''.join(whole).lstrip('0') or '0'}.{last}"
    return ".".join(parts)


def with_fraction(value: str, sign: str) -> str:
    """Return the value of a number with the sign of a fraction after it, as in 4½; the number itself without one."""
    fraction = unicodedata.numeric(sign, 0.0) if sign else 0.0
    return format(float(value) + fraction, ".12g") if 0 < fraction < 1 and value.isdigit() else value
