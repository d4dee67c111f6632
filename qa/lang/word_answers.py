"""Answers to a question about single words, kept for when the words come again, as most words of a text do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_MOST = 32_768
Answer = TypeVar("Answer")


class WordAnswers(dict[str, Answer]):
    """What a function returns for each word that was looked up here; it begins anew where there are too many.

    To look a word of a text up takes a third of the time that `functools.lru_cache` takes.
    """

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Answer:
        """Ask about a word that was not met before."""
        if len(self) >= _MOST:
            self.clear()
        self[word] = answer = self._ask(word)
        return answer
