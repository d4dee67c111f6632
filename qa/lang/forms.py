"""The form of a word that all its inflected forms share."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from qa.lang.tags import primary
from qa.lang.words import fold

_STEMMERS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english",
    "eo": "esperanto", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nb": "norwegian", "nn": "norwegian", "fa": "persian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Swahili is missing: its dictionary has millions of forms, and takes seconds to read.
_LEMMATISED = frozenset({"ast", "bg", "cs", "cy", "gl", "hbs", "hr", "is", "ka", "lb", "lv", "mk", "ms", "sk", "sl",
                         "sq", "uk"})  # fmt: skip


@lru_cache(maxsize=64)
def _normaliser(language: str) -> Callable[[str], str]:
    if language in _STEMMERS:
        import Stemmer

        stem: Callable[[str], str] = Stemmer.Stemmer(_STEMMERS[language], 0).stemWord
        return stem
    if language in _LEMMATISED:
        import simplemma

        name = "hbs" if language == "hr" else language
        return lambda word: str(simplemma.lemmatize(word, lang=name)).casefold()
    return str


@lru_cache(maxsize=65_536)
def base_form(word: str, language: str) -> str:
    """Return what the inflected forms of `word` have in common, without regard to letter case.

    A Snowball stem where the language has a stemmer, else a lemma from simplemma's dictionaries, else the folded
    word itself. The result is for comparing, not for reading.
    """
    folded = fold(word)
    for ending in ("'s", "'"):
        if len(folded) > len(ending) + 1 and folded.endswith(ending):
            folded = folded.removesuffix(ending)
            break
    return _normaliser(primary(language))(folded)
