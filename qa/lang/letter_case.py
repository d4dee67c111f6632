"""Capital and small letters as each language has them: Turkish i and İ, Dutch IJ."""

from __future__ import annotations

from functools import lru_cache

import icu

from qa.lang.lemmas import has_form
from qa.lang.scripts import capitalises_nouns
from qa.lang.tags import locale

_SHORTEST_PART = 4


def capitalized(text: str, language: str) -> str:
    """Return `text` with a capital at its start, and the rest as it is."""
    return str(icu.UnicodeString(text[:2]).toTitle(locale(language))) + text[2:] if text[:1].islower() else text


def lower(text: str, language: str) -> str:
    """Return `text` in lower case."""
    return str(icu.UnicodeString(text).toLower(locale(language)))


@lru_cache(maxsize=65_536)
def takes_capital(word: str, language: str) -> bool:
    """Say whether a word that stands in lower case is always written with a capital: a name, or a German noun.

    The dictionary has it with a capital only. A compound is judged by its last part, the longest one that the
    dictionary has; only in languages that capitalise nouns, which write compounds as one word.
    """
    if any(has_form(form, language) for form in (word, word.upper())):
        return False
    if has_form(capitalized(word, language), language):
        return True
    if not capitalises_nouns(language):
        return False
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if has_form(word[cut:], language):
            return False
        if has_form(capitalized(word[cut:], language), language):
            return True
    return False
