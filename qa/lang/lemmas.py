"""Which words a dictionary of lemmas has, by the dictionaries of simplemma."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from qa.lang.sorted_list import SortedList, sorted_list
from qa.lang.tags import primary


def has_lemma(word: str, language: str) -> bool:
    """Say whether simplemma's dictionaries have the word, which is in lower case; not many names are in them.

    Of a language without a dictionary, any word may be in it.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
    from simplemma.utils import normalize_token

    tag = primary(language)
    return tag not in SUPPORTED_LANGUAGES or _lookup().get_lemma(normalize_token(word), tag) is not None


@lru_cache(maxsize=65_536)
def has_form(word: str, language: str) -> bool:
    """Say whether simplemma's dictionaries have the word in the very case in which it is written.

    Of a language without a dictionary, they have no word.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    tag = primary(language)
    return tag in SUPPORTED_LANGUAGES and _dictionary(tag).get(unicodedata.normalize("NFC", word)) is not None


class _Dictionaries:
    """What simplemma looks words up in. Its own dictionaries are read from the first word to the last."""

    def get_dictionary(self, lang: str) -> SortedList:
        """Return the dictionary of a language; the words have no values."""
        return _dictionary(lang)


@lru_cache(maxsize=1)
def _lookup() -> Any:
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy(_Dictionaries())


@lru_cache(maxsize=32)
def _dictionary(language: str) -> SortedList:
    from simplemma.strategies.dictionaries.dictionary_factory import DATA_FOLDER

    return sorted_list(f"lemmas-{language}", DATA_FOLDER / f"{language}.plzma", lambda: _read(language))


def _read(language: str) -> list[bytes]:
    """Return the words of a dictionary.

    They are decoded by what simplemma itself decodes them with, which takes half as long as its mapping of them, and is
    not public: without it, the mapping is read.
    """
    from simplemma.strategies import dictionaries

    try:
        data = dictionaries.dictionary_factory._read_decompressed(language)
        backwards, _, start = dictionaries.frontcode._read_header(data)
        words = [word for _, word, _ in dictionaries.frontcode._iter_records(data, start)]
    except (AttributeError, TypeError, ValueError):
        return [word.encode() for word in dictionaries.DefaultDictionaryFactory().get_dictionary(language)]
    return [word[::-1] for word in words] if backwards else words
