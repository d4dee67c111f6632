"""Words that tie a sentence to what follows or to what comes before, so that no sentence ends or starts with them."""

from __future__ import annotations

from functools import lru_cache

from qa.lang.tags import primary
from qa.lang.words import fold

# Articles, conjunctions and prepositions that always have something after them. Prepositions that a sentence may well
# end in ("the bed it was lying in", "Komm mit.") are left out, as are words that mean something else as well.
_NEVER_LAST = {
    "bg": "че като който която което които защото", "ca": "dels amb o", "cs": "ale nebo že protože aby který která "
    "které kteří", "da": "og eller fordi at hvis et",
    "de": "und dass weil sondern beziehungsweise vom beim einem zur zum",
    "el": "και ή ότι επειδή στο στη στην στον της των", "en": "the an and or because my your our its their every whose "
    "if although whereas", "es": "y o pero porque los las del con de sus", "et": "ja või et sest",
    "fi": "ja tai että koska", "fr": "et ou mais des du de parce ses", "hr": "ili ali jer koji koja koje",
    "hu": "és hogy mert", "it": "il lo gli un del della dei con", "lt": "arba kad bet nes",
    "nb": "og eller fordi", "nl": "of omdat", "pl": "lub że ponieważ aby który która które którzy",
    "pt": "ou mas do da dos das de", "ro": "și sau că deoarece cu pe în", "ru": "или чтобы который которая которое "
    "которые для", "sk": "ale alebo že pretože ktorý ktorá ktoré", "sv": "och eller att eftersom", "tr": "ve veya",
    "uk": "або щоб який яке які для",
}  # fmt: skip
# Relative words that no question starts with, or only one with its question mark.
_NEVER_FIRST = {
    "bg": "който която което които", "cs": "který která které kteří jehož jejíž", "de": "dessen deren",
    "en": "which whose whom", "es": "cuyo cuya cuyos cuyas", "fr": "lequel laquelle lesquels lesquelles duquel",
    "it": "cui", "pl": "który która które którzy", "pt": "cujo cuja cujos cujas", "ru": "который которая которое "
    "которые", "sk": "ktorý ktorá ktoré ktorí", "uk": "який яка яке які",
}  # fmt: skip


@lru_cache(maxsize=64)
def _listed(which: str, language: str) -> frozenset[str]:
    lists = _NEVER_LAST if which == "last" else _NEVER_FIRST
    return frozenset(lists.get(primary(language), "").split())


def is_never_last(word: str, language: str) -> bool:
    """Say whether no sentence of the language ends in the word."""
    return fold(word) in _listed("last", language)


def is_never_first(word: str, language: str) -> bool:
    """Say whether a sentence that starts with the word and asks nothing belongs to the one before."""
    return fold(word) in _listed("first", language)
