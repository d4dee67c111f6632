"""Which words of a text are names, as far as capitals and word lists tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.lang.abbreviations import is_company_form, is_title
from qa.lang.forms import base_form
from qa.lang.lemmas import has_lemma
from qa.lang.numbers import quantities
from qa.lang.places import place_names
from qa.lang.scripts import capitalises_nouns, has_capitals, writes_syllables_apart
from qa.lang.vocabulary import frequency, function_words, lower_case_words
from qa.lang.words import Word, fold, word_cases, words

_TITLE_SHARE, _SHORTEST_TITLE = 0.6, 3
_LONGEST_TITLE, _LAST_LETTERS = 8, re.compile(r"[^\W\d_]*$")
_USUAL, _FREQUENT, _ABBREVIATION = 4.5, 4.0, 4
_STEM = 5
_OPENING = frozenset('.!?:;…•"“”„«»‘([{\n')


def is_derived(word: str, name: str, language: str) -> bool:
    """Say whether a folded word is made of a name of five letters and more: `вашингтонский`."""
    stem = base_form(name, language)
    return len(stem) >= _STEM and word.startswith(stem)


def knows_names(language: str) -> bool:
    """Say whether capitals tell names from other words in the language."""
    return has_capitals(language) and not capitalises_nouns(language) and not writes_syllables_apart(language)


@lru_cache(maxsize=65_536)
def name_words(text: str, language: str) -> tuple[Word, ...]:
    """Return the words that are names or parts of names; none in a headline that has capitals throughout.

    A word at the start of a sentence or a quotation counts only where it is rare, since any word has a capital there.
    Months and weekdays are dates, not names. A word in capitals throughout counts where it is short, or no dictionary
    has it.
    """
    return tuple(
        word
        for word in names_and_capitals(text, language)
        if not word.text.isupper() or len(word.text) <= _ABBREVIATION or not _has_lemma(word.text, language)
    )


@lru_cache(maxsize=65_536)
def names_and_capitals(text: str, language: str) -> tuple[Word, ...]:
    """Return what `name_words` does and all words in capitals throughout, for which no dictionary is read."""
    found, cases = words(text, language), word_cases(text, language)
    lower = [word for word, case in zip(found, cases, strict=True) if case == "a"]
    if "A" not in cases or _is_title_case(cases.count("A"), lower, language):
        return ()
    upper = [word for word, case in zip(found, cases, strict=True) if case == "A"]
    dates = {place for amount in quantities(text, language) for place in range(amount.start, amount.end)}
    return tuple(word for word in upper if word.start not in dates and _may_be_name(word, text, language))


def _is_title_case(upper: int, lower: Sequence[Word], language: str) -> bool:
    """Say whether most words have a capital, and those that have none are small words, as far as they are known."""
    if upper + len(lower) < _SHORTEST_TITLE or upper <= _TITLE_SHARE * (upper + len(lower)):
        return False
    small = function_words(language)
    return len(small) < _SHORTEST_TITLE or all(fold(word.text) in small for word in lower)


def _may_be_name(word: Word, text: str, language: str) -> bool:
    """Say whether a word with a capital is a name, or in capitals throughout."""
    folded = fold(word.text)
    if word.is_number or len(word.text) < 2 or is_title(word.text) or is_company_form(word.text):
        return False
    if word.text.isupper():
        return True
    if folded in function_words(language):
        return False
    # The first part of "I'm" and "who's" is what counts.
    if folded in lower_case_words(language) or folded.partition("'")[0] in function_words(language):
        return False
    return not opens_sentence(word, text) or not _is_usual(word.text, language)


def is_made_of_words(name: str, language: str) -> bool:
    """Say whether a name of several words, no place, is made of frequent words that a dictionary has in lower case."""
    parts = name.split()
    if len(parts) == 1 or fold(name) in _all_places(language):
        return False
    return all(frequency(part, language) >= _FREQUENT and _has_lemma(part, language) for part in parts)


def _is_usual(word: str, language: str) -> bool:
    """Say whether a word is frequent, and not as a name alone: a dictionary has it in lower case."""
    return frequency(word, language) >= _USUAL and _has_lemma(word, language)


def opens_sentence(word: Word, text: str) -> bool:
    """Say whether the word follows a mark after which any word may have a capital."""
    before = text[max(0, word.start - _LONGEST_TITLE) : word.start].rstrip(" \u00a0")
    if before.endswith(".") and is_title(_LAST_LETTERS.findall(before[:-1])[0]):
        return False
    return not before or before[-1] in _OPENING


def may_be_common(word: Word, text: str, language: str) -> bool:
    """Say whether the word may have its capital only because it opens a sentence: a dictionary has it in lower case."""
    if word.text.isupper() or not opens_sentence(word, text):
        return False
    return _has_lemma(word.text, language)


def _has_lemma(word: str, language: str) -> bool:
    """Say whether a dictionary has the word in lower case, what is tied to it left out: `l'objectif`.

    Dictionaries have countries and cities too (`Norway's`), which are known to be names.
    """
    bare = max(fold(word).split("'"), key=len)
    return has_lemma(bare, language) and bare not in _places(language)


@lru_cache(maxsize=64)
def _all_places(language: str) -> frozenset[str]:
    """Return the folded names of countries and cities."""
    return frozenset(fold(name) for names in place_names(language).values() for name in names)


@lru_cache(maxsize=64)
def _places(language: str) -> frozenset[str]:
    """Return the folded names of countries and cities that are one word, and no ordinary one."""
    return frozenset(name for name in _all_places(language) if name.isalpha()) - lower_case_words(language)
