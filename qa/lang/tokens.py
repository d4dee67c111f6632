"""The pieces of folded text that terms are compared by.

A piece is a run of letters, a run of digits, or, in a script without spaces, one character with its marks: such text
can be divided into words in several ways, and a term must be found in all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.lang.sets import ranges

_FIRST_UNSPACED = "\u0e00"
_UNSPACED = "[[:Han:][:Hiragana:][:Thai:][:Lao:][:Khmer:][:Myanmar:]]"


@lru_cache(maxsize=1)
def piece_pattern() -> re.Pattern[str]:
    """Return the pattern of one piece of folded text."""
    unspaced = ranges(f"[{_UNSPACED} & [:L:]]")
    letters = ranges(f"[[[:L:][:M:]\u30fc] - {_UNSPACED}]")
    marks = ranges("[:M:]")
    return re.compile(f"[{unspaced}][{marks}]*|[{letters}]+|[{ranges('[:Nd:]')}]+")


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{ranges(f'[{_UNSPACED} & [:L:]]')}]")


def is_unspaced(piece: str) -> bool:
    """Say whether a piece is a character of a script that puts no spaces between words."""
    return piece >= _FIRST_UNSPACED and _unspaced().match(piece) is not None
