"""Pronouns that tell whether a man or a woman is meant."""

from __future__ import annotations

from qa.lang.tags import primary
from qa.lang.words import Word, fold, words

# Only languages whose pronouns follow the person and not the grammatical gender of a noun.
_MASCULINE = {"en": frozenset({"he", "him", "his", "himself", "he's", "he'd", "he'll"})}
_FEMININE = {"en": frozenset({"she", "her", "hers", "herself", "she's", "she'd", "she'll"})}


def knows_pronouns(language: str) -> bool:
    """Say whether the language's pronouns tell a man from a woman, and are listed."""
    return primary(language) in _MASCULINE


def gendered(text: str, language: str) -> tuple[list[Word], list[Word]]:
    """Return the masculine and the feminine pronouns of a text."""
    tag = primary(language)
    found = words(text, language)
    masculine, feminine = _MASCULINE.get(tag, frozenset()), _FEMININE.get(tag, frozenset())
    return [word for word in found if fold(word.text) in masculine], [w for w in found if fold(w.text) in feminine]
