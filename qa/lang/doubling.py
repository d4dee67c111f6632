"""Which words a language doubles on purpose."""

from __future__ import annotations

from qa.lang.facts import facts
from qa.lang.vocabulary import function_words
from qa.lang.words import fold


def doubles_freely(language: str) -> bool:
    """Say whether doubling words is part of the language's grammar."""
    return facts(language).writing.doubles_words


def may_double(word: str, language: str) -> bool:
    """Say whether `word` may rightly stand twice in a row in this language."""
    known = facts(language).writing
    if known.doubles_words or fold(word) in known.doubled:
        return True
    return len(word) == 1 and not (word.islower() and word in function_words(language))
