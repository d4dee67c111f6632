"""Articles that depend on the sound that follows them (a hand, an arm), and articles that no name follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qa.lang.facts import facts
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words

_SMALL = 40


def is_indefinite(word: str, language: str) -> bool:
    """Say whether `word` is an indefinite article of the language: `an institute` is any institute."""
    return fold(word) in facts(language).articles.indefinite


def wrong_articles(text: str, language: str) -> Iterator[tuple[Word, Word, str]]:
    """Yield the articles that do not fit the sound after them, with the word after them and the right article.

    Abbreviations, single letters and words of grammar after the article are left alone: they may be spelled out, or
    the article may be no article but a letter.
    """
    known = facts(language).articles
    if not known.by_sound:
        return
    before_consonant, before_vowel = known.by_sound
    for article, word in pairwise(words(text, language)):
        following = fold(word.text)
        if article.text not in (before_consonant, before_vowel) or text[article.end : word.start] != " ":
            continue
        if len(following) < 2 or following in function_words(language, _SMALL) or not word.text[1:].islower():
            continue
        vowel = following.startswith(known.vowels) and not following.startswith(known.exceptions)
        vowel = vowel or following in known.silent
        if article.text == before_consonant and vowel:
            yield article, word, before_vowel
        elif article.text == before_vowel and following.startswith(known.consonants):
            yield article, word, before_consonant
