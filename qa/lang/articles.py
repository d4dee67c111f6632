"""Articles that depend on the sound that follows them (a hand, an arm), and articles that no name follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qa.lang.tags import primary
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words

# For each language: the article before a consonant and before a vowel; how words begin that start with a vowel for
# certain; how the exceptions among these begin; how words begin that start with a consonant for certain; and words
# whose first letter is not spoken.
_SMALL = 40
_SOUNDS = {
    "en": (
        "a", "an", ("a", "e", "i", "o", "und", "unl", "unw", "unf", "unp", "ug", "ul", "um", "up"),
        ("eu", "ew", "one", "once", "oui", "uk"), tuple("bcdfgjklmnpqrtvwz"),
        ("hour", "hours", "honest", "honor", "honour", "honorary", "honourable", "heir"),
    ),
}  # fmt: skip
# The indefinite articles, after which a noun is any of its kind, and no name.
_INDEFINITE = {
    "ca": "un una", "da": "en et", "de": "ein eine einen einem einer eines", "en": "a an", "es": "un una",
    "fr": "un une", "hu": "egy", "it": "un uno una un'", "nb": "en ei et", "nl": "een", "pt": "um uma",
    "ro": "un o unui unei", "sv": "en ett",
}  # fmt: skip


def is_indefinite(word: str, language: str) -> bool:
    """Say whether `word` is an indefinite article of the language: `an institute` is any institute."""
    return fold(word) in _INDEFINITE.get(primary(language), "").split()


def wrong_articles(text: str, language: str) -> Iterator[tuple[Word, Word, str]]:
    """Yield the articles that do not fit the sound after them, with the word after them and the right article.

    Abbreviations, single letters and words of grammar after the article are left alone: they may be spelled out, or
    the article may be no article but a letter.
    """
    if primary(language) not in _SOUNDS:
        return
    before_consonant, before_vowel, vowels, exceptions, consonants, silent = _SOUNDS[primary(language)]
    for article, word in pairwise(words(text, language)):
        following = fold(word.text)
        if article.text not in (before_consonant, before_vowel) or text[article.end : word.start] != " ":
            continue
        if len(following) < 2 or following in function_words(language, _SMALL) or not word.text[1:].islower():
            continue
        vowel = (following.startswith(vowels) and not following.startswith(exceptions)) or following in silent
        if article.text == before_consonant and vowel:
            yield article, word, before_vowel
        elif article.text == before_vowel and following.startswith(consonants):
            yield article, word, before_consonant
