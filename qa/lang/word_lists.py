"""How common words are, by the lists of wordfreq, whose files are read as `wordfreq.read_cBpack` describes them.

The package itself is not imported: it loads the names of all languages first, which takes longer than a list.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

_ENDING = ".msgpack.gz"
_BELS, _FORMAT = 100, {"format": "cB", "version": 1}


@lru_cache(maxsize=2)
def languages(size: str) -> dict[str, Path]:
    """Return the languages that have a list of a size, `small` or `large`, and the list's file."""
    spec = find_spec("wordfreq")
    folders = (spec.submodule_search_locations if spec else None) or ()
    files = sorted(file for folder in folders for file in Path(folder, "data").glob(f"{size}_*{_ENDING}"))
    return {file.name.removesuffix(_ENDING).removeprefix(f"{size}_"): file for file in files}


def shares(language: str, size: str) -> dict[str, float]:
    """Return the words of a list, the most frequent first, and what share of all words each is.

    Raises:
        ValueError: the file has another format than wordfreq 3 has.
    """
    with gzip.open(languages(size)[language]) as stream:
        header, *bands = msgpack.load(stream)
    if header != _FORMAT:
        raise ValueError(f"wordfreq's list of {language} has the format {header}, and not {_FORMAT}")
    found: dict[str, float] = {}
    for index, band in enumerate(bands):
        found.update(dict.fromkeys(band, 10 ** (-index / _BELS)))
    return found
