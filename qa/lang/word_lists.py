"""How common words are, by the lists of wordfreq, whose files are read as `wordfreq.read_cBpack` describes them.

The package itself is not imported: it loads the names of all languages first, which takes longer than a list.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from qa.lang.sorted_list import SortedList, sorted_list

_ENDING = ".msgpack.gz"
_BELS, _FORMAT = 100, {"format": "cB", "version": 1}


@lru_cache(maxsize=2)
def languages(size: str) -> dict[str, Path]:
    """Return the languages that have a list of a size, `small` or `large`, and the list's file."""
    spec = find_spec("wordfreq")
    folders = (spec.submodule_search_locations if spec else None) or ()
    files = sorted(file for folder in folders for file in Path(folder, "data").glob(f"{size}_*{_ENDING}"))
    return {file.name.removesuffix(_ENDING).removeprefix(f"{size}_"): file for file in files}


def shares(language: str, size: str, least: float = 0.0) -> dict[str, float]:
    """Return the words of a list, the most frequent first, and what share of all words each is, `least` or more.

    Raises:
        ValueError: the file has another format than wordfreq 3 has.
    """
    found: dict[str, float] = {}
    for number, words in _bands(languages(size)[language]):
        if _share(number) < least:
            break
        found.update(dict.fromkeys(words, _share(number)))
    return found


def share_of_rare(word: str, language: str) -> float:
    """Return what share of all words a word is by the language's large list; 0.0 where there is none, or no such word.

    Looked up are single words: where many are wanted, `shares` is faster.

    Raises:
        ValueError: the file has another format than wordfreq 3 has.
    """
    if language not in languages("large"):
        return 0.0
    number = _large(language).get(word)
    return 0.0 if number is None else _share(int(number))


def _share(number: int) -> float:
    """Return what share of all words each word of a band is."""
    return float(10 ** (-number / _BELS))


@lru_cache(maxsize=32)
def _large(language: str) -> SortedList:
    file = languages("large")[language]
    return sorted_list(
        f"shares-{language}",
        file,
        lambda: [f"{word}\t{number}".encode() for number, words in _bands(file) for word in words],
    )


def _bands(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the words of a list in bands of those that are as frequent as each other, numbered from 0."""
    with gzip.open(file) as stream:
        unpacker = msgpack.Unpacker(stream)
        count = unpacker.read_array_header()
        header = unpacker.unpack()
        if header != _FORMAT:
            raise ValueError(f"{file} has the format {header}, and not {_FORMAT}")
        yield from enumerate(unpacker.unpack() for _ in range(count - 1))
