"""Letters of one script that look like letters of another, by Unicode's own table (UTS #39, by way of ICU)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import icu

from qa.lang.scripts import scripts

_LETTERS = {
    "Latn": (*range(0x41, 0x5B), *range(0x61, 0x7B)),
    "Cyrl": (*range(0x400, 0x460), 0x51A, 0x51B, 0x51C, 0x51D),
    "Grek": (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)),
}


@lru_cache(maxsize=8192)
def script(character: str) -> str:
    """Return the four-letter code of a character's script; `Zyyy` and `Zinh` are common to all."""
    return str(icu.Script.getScript(character).getShortName())


@lru_cache(maxsize=1)
def _by_shape() -> dict[str, dict[str, str]]:
    """Return for each shape the letter of each script that has it."""
    checker = icu.SpoofChecker()
    shapes: dict[str, dict[str, str]] = {}
    for name, points in _LETTERS.items():
        for point in points:
            letter = chr(point)
            shapes.setdefault(str(checker.getSkeleton(0, letter)), {}).setdefault(name, letter)
    return shapes


@lru_cache(maxsize=8192)
def look_alike(letter: str, wanted: str) -> str | None:
    """Return the letter of the script `wanted` that looks like `letter`, with its accent; None if there is none."""
    parts = unicodedata.normalize("NFD", letter)
    base, accents = parts[0], parts[1:]
    shape = str(icu.SpoofChecker().getSkeleton(0, base))
    twin = _by_shape().get(shape, {}).get(wanted)
    if twin is None or twin.isupper() != base.isupper():
        return None
    made = unicodedata.normalize("NFC", twin + accents)
    return made if len(made) == len(letter) else None


def in_script_of(word: str, language: str) -> str:
    """Return a folded word that mixes Latin and Cyrillic letters, as Kиев with a Latin K, in the language's own script.

    A small letter may have been a capital, and capitals are more alike. Empty for any other word: one that is wholly in
    another script is a foreign word.
    """
    if word.isascii() or not any(character.isascii() for character in word):
        return ""
    own = scripts(language)
    wanted = next((name for name in ("Cyrl", "Latn") if icu.Script.getCode(name)[0] in own), None)
    if wanted is None or not any(script(letter) == wanted for letter in word):
        return ""
    other = {"Cyrl": "Latn", "Latn": "Cyrl"}[wanted]
    changed = "".join(_folded_twin(letter, wanted) if script(letter) == other else letter for letter in word)
    return changed if changed != word else ""


def _folded_twin(letter: str, wanted: str) -> str:
    capital = look_alike(letter.upper(), wanted) if len(letter.upper()) == 1 else None
    return look_alike(letter, wanted) or (capital.lower() if capital else letter)
