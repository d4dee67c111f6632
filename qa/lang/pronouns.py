"""Pronouns that tell whether a man or a woman is meant, or that the speaker himself is."""

from __future__ import annotations

from qa.lang.facts import facts
from qa.lang.words import Word, fold, words


def knows_pronouns(language: str) -> bool:
    """Say whether the language's pronouns tell a man from a woman, and are listed."""
    return bool(facts(language).pronouns.masculine)


def gendered(text: str, language: str) -> tuple[list[Word], list[Word]]:
    """Return the masculine and the feminine pronouns of a text."""
    found, known = words(text, language), facts(language).pronouns
    return (
        [word for word in found if fold(word.text) in known.masculine],
        [word for word in found if fold(word.text) in known.feminine],
    )


def first_person(language: str) -> frozenset[str]:
    """Return the folded words by which a speaker names himself, alone or with others; none where not listed."""
    return facts(language).pronouns.first_person
