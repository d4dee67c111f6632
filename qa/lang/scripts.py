"""Which scripts a language is written in."""

from __future__ import annotations

import re
from functools import lru_cache

import icu

from qa.lang.facts import facts
from qa.lang.sets import ranges
from qa.lang.tags import locale

# The scripts that make up a writing system which has a code of its own.
_MADE_OF = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}
_CASED = ("Latn", "Cyrl", "Grek", "Armn", "Copt", "Cher", "Osge", "Adlm", "Dsrt")

_WITHOUT_SPACES = frozenset({"Jpan", "Hans", "Hant", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
_SHARED = frozenset(icu.Script.getCode("Zyyy") + icu.Script.getCode("Zinh"))


def writes_syllables_apart(language: str) -> bool:
    """Say whether the language puts spaces between the syllables of one word."""
    return facts(language).writing.syllables_apart


def capitalises_whole_names(language: str) -> bool:
    """Say whether all main words of a name have capitals: `the Supreme Court`, but French `la Cour suprême`."""
    return facts(language).writing.capital_names


def capitalises_nouns(language: str) -> bool:
    """Say whether the language writes all nouns with a capital."""
    return facts(language).writing.capital_nouns


@lru_cache(maxsize=128)
def scripts(tag: str) -> frozenset[int]:
    """Return ICU's codes of the scripts that a language is written in; none where it is unknown."""
    name = _writing(tag)
    parts = _MADE_OF.get(name, (name,)) if name else ()
    return frozenset(code for part in parts for code in icu.Script.getCode(part))


def _writing(tag: str) -> str:
    """Return the language's writing system by CLDR's likely subtags (ISO 15924); empty where it is unknown."""
    likely = icu.Locale(locale(tag).getName())
    likely.addLikelySubtags()
    return str(likely.getScript())


@lru_cache(maxsize=64)
def _native(language: str) -> re.Pattern[str]:
    """Return the pattern of a text without letters of scripts that are not the language's, if these are known."""
    own = scripts(language)
    names = [str(icu.Script(code).getShortName()) for code in own | _SHARED]
    letters = "".join(f"[:Script={name}:]" for name in names)
    return re.compile(f"[{ranges(f'[[:^L:]{letters}]')}]*+" if own else "(?s:.*)")


def is_written_in(text: str, language: str) -> bool:
    """Say whether all letters of `text` belong to the language's own scripts, as those of a foreign name may not."""
    return _native(language).fullmatch(text) is not None


@lru_cache(maxsize=128)
def has_spaces(language: str) -> bool:
    """Say whether the language's script puts spaces between words; an unknown language is taken to do so."""
    return _writing(language) not in _WITHOUT_SPACES


@lru_cache(maxsize=128)
def has_capitals(language: str) -> bool:
    """Say whether the language's script has capital letters; an unknown language is taken to have them."""
    own = scripts(language)
    return not own or any(own & set(icu.Script.getCode(name)) for name in _CASED)
