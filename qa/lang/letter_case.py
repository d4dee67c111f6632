"""Capital and small letters as each language has them: Turkish i and İ, Dutch IJ."""

from __future__ import annotations

import icu

from qa.lang.tags import locale


def capitalized(text: str, language: str) -> str:
    """Return `text` with a capital at its start, and the rest as it is."""
    return str(icu.UnicodeString(text[:2]).toTitle(locale(language))) + text[2:] if text[:1].islower() else text


def lower(text: str, language: str) -> str:
    """Return `text` in lower case."""
    return str(icu.UnicodeString(text).toLower(locale(language)))
