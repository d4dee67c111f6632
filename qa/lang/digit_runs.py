"""Digits that are read as no number of their own: those tied to letters, and parts of a number with spaces in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RUN = re.compile(r"\d+")
_TORN = r"\s?[·:.,‐‑-]\s?"
_BEFORE, _AFTER = re.compile(rf"\d{_TORN}$"), re.compile(rf"{_TORN}\d")
_REACH = 4


@lru_cache(maxsize=4096)
def tied_numbers(text: str) -> frozenset[str]:
    """Return the values of the digits that touch a letter, in whatever script: 1781 in `Ser1781Arg`, 8 in `ទី៨`."""
    return frozenset(
        str(int(run[0]))
        for run in _RUN.finditer(text)
        if _is_letter(text[run.start() - 1 : run.start()]) or _is_letter(text[run.end() : run.end() + 1])
    )


@lru_cache(maxsize=4096)
def all_runs(text: str) -> frozenset[str]:
    """Return the values of all runs of digits: 26 and 6 in `26.6`."""
    return frozenset(str(int(run[0])) for run in _RUN.finditer(text))


def is_part(text: str, start: int, end: int) -> bool:
    """Say whether the digits at `start` to `end` are part of a number that was torn: of `4: 00`, `26 · 6`, `1-02`."""
    torn = _BEFORE.search(text[max(0, start - _REACH) : start]) or _AFTER.match(text[end : end + _REACH])
    return torn is not None and text[start:end].isdigit()


def has_torn(text: str, number: str) -> bool:
    """Say whether a text has a number with decimals torn apart: `26 · 6` for `26,6`."""
    parts = _RUN.findall(number)
    return len(parts) > 1 and re.search(rf"(?<!\d){_TORN.join(parts)}(?!\d)", text) is not None


def _is_letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LM"
