"""Letters of one script that look like those of another."""

from __future__ import annotations

from functools import lru_cache

import icu

from qa.lang.scripts import scripts

_LATIN = "aeopcyxikmhtbsjïëg"
_CYRILLIC = "аеорсухікмнтвѕјїёԍ"


@lru_cache(maxsize=64)
def _table(language: str) -> dict[int, int]:
    own = scripts(language)
    latin, cyrillic = (icu.Script.getCode(name)[0] for name in ("Latn", "Cyrl"))
    if cyrillic in own:
        return str.maketrans(_LATIN, _CYRILLIC)
    return str.maketrans(_CYRILLIC, _LATIN) if latin in own else {}


def in_script_of(word: str, language: str) -> str:
    """Return a folded word that mixes Latin and Cyrillic letters, as Kиев with a Latin K, in the language's own script.

    Empty for any other word: one that is wholly in another script is a foreign word.
    """
    if word.isascii() or not any(character.isascii() for character in word):
        return ""
    table = _table(language)
    changed = word.translate(table)
    return changed if changed != word and any(ord(letter) not in table for letter in word) else ""
