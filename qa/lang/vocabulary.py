"""What is known about single words: how common they are, and whether they usually take a capital."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain

from qa.core.language_files import language_file
from qa.lang.scripts import is_written_in
from qa.lang.tags import primary
from qa.lang.word_lists import languages, shares
from qa.lang.words import fold

_KNOWN, _FARTHER = 3.0, 1.5
_FUNCTION_WORDS = 120


@lru_cache(maxsize=64)
def _lines(language: str) -> tuple[str, ...]:
    file = language_file(resources.files("qa.lang.lexicon"), language, ".txt")
    return ("",) if file is None else tuple(file.read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=64)
def lower_case_words(language: str) -> frozenset[str]:
    """Return the folded words that people write in lower case inside a sentence, in 98 % of cases and more.

    Learned from text (see benchmarks/train/lexicon.py); empty where nothing was learned.
    """
    return frozenset(map(fold, _lines(language)[1:]))


@lru_cache(maxsize=64)
def common_lower_case_words(language: str) -> frozenset[str]:
    """Return the 700 most frequent of `lower_case_words`."""
    return frozenset(map(fold, _lines(language)[1:701]))


@lru_cache(maxsize=64)
def function_words(language: str, most: int = _FUNCTION_WORDS) -> frozenset[str]:
    """Return the language's most frequent folded words, 120 at most, which carry grammar rather than content."""
    return frozenset(map(fold, filter(None, _lines(language)[0].split(" ")[:most])))


@lru_cache(maxsize=1)
def _having() -> dict[str, tuple[str, ...]]:
    """Return for each folded word the names of the lists in which it is a function word."""
    found: dict[str, tuple[str, ...]] = {}
    for file in resources.files("qa.lang.lexicon").iterdir():
        if file.name.endswith(".txt"):
            with file.open(encoding="utf-8") as lines:
                for word in set(map(fold, lines.readline().rstrip("\n").split(" ")[:_FUNCTION_WORDS])):
                    found[word] = (*found.get(word, ()), file.name)
    return found


@lru_cache(maxsize=64)
def _having_elsewhere(language: str) -> dict[str, tuple[str, ...]]:
    """Return what `_having` does of the words that are no function words of this language."""
    found = _having().copy()
    for word in function_words(language):
        found.pop(word, None)
    return found


def most_strange_function_words(folded: Iterable[str], language: str) -> int:
    """Return what `most_function_words` does, of the words that are no function words of this language."""
    having = _having_elsewhere(language)
    return _most([having[word] for word in folded if word in having])


def most_function_words(folded: Iterable[str]) -> int:
    """Return how many of the words are function words of one language, whichever it is that has the most of them."""
    having = _having()
    return _most([having[word] for word in folded if word in having])


def _most(named: Sequence[tuple[str, ...]]) -> int:
    """Return how often the name stands that stands most often."""
    return max(Counter(chain.from_iterable(named)).values()) if len(named) > 1 else len(named)


@lru_cache(maxsize=16)
def _frequencies(language: str) -> dict[str, float]:
    return shares(language, "small") if language in languages("small") else {}


def frequency(word: str, language: str) -> float:
    """Return how common a word is, on the Zipf scale: 3 is once in a million words, 6 once in a thousand.

    0 where the word or the language is not in the lists of wordfreq.
    """
    share = _frequencies(primary(language)).get(fold(word), 0.0)
    return math.log10(share) + 9 if share else 0.0


def has_frequencies(language: str) -> bool:
    """Say whether `frequency` knows the language."""
    return primary(language) in languages("small")


@lru_cache(maxsize=65_536)
def belongs_rather_to(word: str, one: str, other: str) -> bool:
    """Say whether `word` is a word of the language `one` that the language `other` does not have, or hardly.

    With the lists of wordfreq for both, it is at least thirty times as frequent in `one`; else it is among the frequent
    words of `one` and not of `other`. A word in a script of `one` that `other` is not written in is rather of `one`.
    """
    folded = fold(word)
    known = folded in function_words(one) or folded in lower_case_words(one)
    if not is_written_in(word, other):
        own_script = is_written_in(word, one)
        return own_script and (known or frequency(word, one) >= _KNOWN or not word.isascii())
    if has_frequencies(one) and has_frequencies(other):
        share = frequency(word, one)
        return share >= _KNOWN and share - frequency(word, other) >= _FARTHER
    return known and folded not in function_words(other) and folded not in lower_case_words(other)
