"""Words that have lost their letters beyond the English alphabet, or the marks of these letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import icu

from qa.lang.lemmas import has_form
from qa.lang.spelling import frequent_words, zipf
from qa.lang.tags import locale, primary

# Frequencies on the Zipf scale: of a word that may have been meant, and how much rarer the damaged form is.
_FREQUENT, _RARER = 3.0, 1.5
SHORTEST = 4


@lru_cache(maxsize=128)
def has_more_letters(language: str) -> bool:
    """Say whether the language is written in Latin letters of which some are not in the English alphabet."""
    letters = "".join(
        icu.LocaleData(locale(language).getName()).getExemplarSet(0, icu.ULocaleDataExemplarSetType.ES_STANDARD)
    )
    return "a" in letters and not letters.isascii()


def damaged(word: str) -> Iterator[str]:
    """Yield what becomes of a folded word where letters beyond the English ones are dropped, or lose their marks."""
    if not word.isascii():
        dropped = "".join(letter for letter in word if letter.isascii())
        bare = "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))
        yield from (form for form in (dropped, bare) if form.isascii() and form.isalpha())


@lru_cache(maxsize=65_536)
def undamaged(word: str, language: str) -> str | None:
    """Return the frequent word that a folded word was before it lost letters or marks; None where it is a word."""
    meant = _damaged(primary(language)).get(word)
    return meant if meant is not None and not is_word(word, meant, language) else None


def is_word(word: str, meant: str, language: str) -> bool:
    """Say whether a folded word is one of the language, nearly as usual as the one that may have been meant."""
    return has_form(word, language) or zipf(word, language) > max(_FREQUENT, zipf(meant, language)) - _RARER


@lru_cache(maxsize=16)
def _damaged(language: str) -> dict[str, str]:
    """Return the frequent words of a language by what damage makes of them, of four letters and more."""
    found: dict[str, str] = {}
    for word in frequent_words(language):
        for form in damaged(word):
            if len(form) >= SHORTEST:
                found.setdefault(form, word)
    return found
