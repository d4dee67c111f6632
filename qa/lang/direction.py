"""Which way a language is written."""

from __future__ import annotations

from functools import cache
from typing import Literal

import icu


@cache
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the script that the BCP 47 `tag` names or, as CLDR's likely subtags say, implies.

    `ar`, `he`, `fa`, `ur` and `az-Arab` are written from right to left, `ur-Latn` from left to right. A tag that is
    unknown or not well-formed counts as left to right.
    """
    try:
        locale = icu.Locale.forLanguageTag(tag)
    except icu.ICUError:
        return "ltr"
    locale.addLikelySubtags()
    script = locale.getScript()
    codes = icu.Script.getCode(script) if script else ()
    return "rtl" if codes and icu.Script(codes[0]).isRightToLeft() else "ltr"
