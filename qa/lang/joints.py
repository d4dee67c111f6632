"""Words that tie a sentence to what follows or to what comes before, so that no sentence ends or starts with them."""

from __future__ import annotations

from qa.lang.facts import facts
from qa.lang.words import fold


def is_never_last(word: str, language: str) -> bool:
    """Say whether no sentence of the language ends in the word."""
    return fold(word) in facts(language).sentence.never_last


def is_never_first(word: str, language: str) -> bool:
    """Say whether a sentence that starts with the word and asks nothing belongs to the one before."""
    return fold(word) in facts(language).sentence.never_first
