"""Writes names of any script in Latin letters, by ICU's transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import icu

from qa.lang.tags import primary
from qa.lang.words import fold

# The romanisations of the United States Board on Geographic Names, where ICU has a complete one.
_BOARD = {
    "am": "Amharic-Latin/BGN", "be": "Belarusian-Latin/BGN", "bg": "Bulgarian-Latin/BGN", "el": "Greek-Latin/BGN",
    "hy": "Armenian-Latin/BGN", "ka": "Georgian-Latin/BGN", "kk": "Kazakh-Latin/BGN", "ky": "Kirghiz-Latin/BGN",
    "mk": "Macedonian-Latin/BGN", "mn": "Mongolian-Latin/BGN", "ru": "Russian-Latin/BGN", "sr": "Serbian-Latin/BGN",
    "uk": "Ukrainian-Latin/BGN",
}  # fmt: skip
_ANY, _NAMES = "Any-Latin", "Han-Latin/Names; Any-Latin"
# Letters with a mark that stand for a sound of their own, as the plain letter does not.
_SOUNDS = str.maketrans({
    "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "ŝ": "shch", "ž": "zh", "ż": "zh", "ź": "zh", "č": "ch", "ć": "ch",
    "ç": "ch", "ĉ": "ch", "ţ": "ts", "ț": "ts", "ñ": "ni", "ń": "ni", "ň": "ni", "â": "ya", "û": "yu", "ü": "u",
    "ö": "o", "ø": "o", "ő": "o", "ű": "u", "ä": "a", "å": "o", "ř": "rzh", "ě": "ye", "ğ": "", "đ": "dj", "ð": "d",
    "þ": "th", "ł": "l", "ı": "i", "æ": "e", "œ": "e", "ß": "ss", "ə": "a", "ļ": "l", "ģ": "g",
})  # fmt: skip
_EXPANDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "d", "ğ": "g", "ç": "c", "â": "a", "û": "u"}
)
_SMALL_KANA = re.compile(r"u~(?=[aeiouy])")
_LETTERS = re.compile(r"[^a-z ]+")
_SPACES = re.compile(r"[\s·・‧\-‐‑‒–—.]+")


@lru_cache(maxsize=64)
def _transliterator(name: str) -> icu.Transliterator:
    return icu.Transliterator.createInstance(name)


@lru_cache(maxsize=8192)
def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script that the first letter of `text` belongs to; `Zzzz` without a letter."""
    letter = next((character for character in text if character.isalpha()), None)
    return "Zzzz" if letter is None else str(icu.Script.getScript(letter).getShortName())


@lru_cache(maxsize=16_384)
def romanised(text: str, language: str = "und") -> tuple[str, ...]:
    """Return the ways to write `text` in the letters a to z, the words divided by single spaces.

    Other scripts go through ICU's general transliteration, which follows the scientific standards (ISO 9 and its
    kin), and through that of the Board on Geographic Names for the languages that have one. Latin letters with marks
    are written plain (`Sanliurfa`) and as they sound (`Shanliurfa`). Without a letter there is no way.
    """
    folded = unicodedata.normalize("NFC", fold(text))
    if folded.isascii():
        return _distinct([folded])
    if script_of(folded) == "Latn":
        return _latin(folded)
    names = [_NAMES if script_of(folded) == "Hani" else _ANY]
    if primary(language) in _BOARD:
        names.append(_BOARD[primary(language)])
    elif script_of(folded) == "Cyrl":
        names.append(_BOARD["ru"])
    # Transliterations read capitals and small letters alike, but only composed ones.
    written = [_transliterator(name).transliterate(folded) for name in names]
    return _distinct([way for latin in written for way in _latin(_SMALL_KANA.sub("", latin.casefold()))])


def _latin(text: str) -> tuple[str, ...]:
    composed = unicodedata.normalize("NFC", text)
    ways = dict.fromkeys((composed, composed.translate(_SOUNDS), composed.translate(_EXPANDED)))
    return _distinct([_transliterator("Latin-ASCII").transliterate(way) for way in ways])


def _distinct(ways: list[str]) -> tuple[str, ...]:
    plain = (_LETTERS.sub("", _SPACES.sub(" ", way.casefold())).strip() for way in ways)
    return tuple(dict.fromkeys(way for way in plain if way))
