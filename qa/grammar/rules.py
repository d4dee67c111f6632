"""The rules of grammar of the product itself: few, and on small words only."""

from __future__ import annotations

from collections.abc import Iterator

from qa.grammar.slips import Slip
from qa.lang.articles import wrong_articles
from qa.lang.patterns import find_phrases, phrases

_COLLECTION = "slips"
_ARTICLE = 0.9


def covers(language: str) -> bool:
    """Say whether there are rules for the language."""
    return bool(phrases(_COLLECTION, language))


def slips(text: str, language: str) -> Iterator[Slip]:
    """Yield the slips in a text."""
    for article, word, right in wrong_articles(text, language):
        why = f'"{right}" stands before the sound with which "{word.text}" begins'
        yield Slip(article.start, article.end, why, right, _ARTICLE, certain=True)
    for found in find_phrases(_COLLECTION, text, language):
        phrase = found.phrase
        yield Slip(found.start, found.end, phrase.why, phrase.better, phrase.confidence)
