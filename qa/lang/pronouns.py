"""Pronouns that tell whether a man or a woman is meant, or that the speaker himself is."""

from __future__ import annotations

from functools import lru_cache

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


# What a speaker calls himself, alone or with others; languages that leave such pronouns out have few of them.
_FIRST_PERSON = {
    "cs": "já my náš naše", "da": "jeg vi vores", "de": "ich wir unser unsere", "en": "i we our my i'm i've i'd i'll "
    "we're we've we'd we'll", "es": "yo nosotros nuestro nuestra", "fi": "minä me", "fr": "je nous notre nos",
    "it": "io noi", "nb": "jeg vi vår", "nl": "ik wij we onze", "pl": "ja my nasz nasza nasze",
    "pt": "eu nós nosso nossa", "ru": "я мы наш наша наше наши", "sv": "jag vi vår våra", "uk": "я ми наш наша наше "
    "наші",
}  # fmt: skip


@lru_cache(maxsize=64)
def first_person(language: str) -> frozenset[str]:
    """Return the folded words by which a speaker names himself, alone or with others; none where not listed."""
    return frozenset(_FIRST_PERSON.get(primary(language), "").split())
