"""Sets of characters, as ICU names them, in regular expressions."""

from __future__ import annotations

import re

import icu


def ranges(pattern: str) -> str:
    """Return ICU's set of characters `pattern` as the inside of a character class of a regular expression."""
    found = icu.UnicodeSet(pattern)
    bounds = ((found.getRangeStart(index), found.getRangeEnd(index)) for index in range(found.getRangeCount()))
    return "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in bounds)
