"""Whether a name of one script may be heard in a text of another.

Unlike `qa.lang.name_spellings`, which tells two names apart, this knows neither where the name stands nor how its
vowels are written: only classes of consonants are compared, with whatever any word of the text begins with.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Indel

from qa.lang.romanisation import romanised
from qa.lang.scripts import has_spaces
from qa.lang.sounds import skeleton, sounds

# Words of a text that may belong to one name, letters that may be prefixed to it, and the longest name, in consonants.
_TOGETHER, _PREFIXED, _LONGEST = 3, 2, 10
_FEWEST = 2


@lru_cache(maxsize=16_384)
def consonants(name: str, language: str) -> tuple[str, ...]:
    """Return the classes of the consonants of a name, in each way to write it in Latin letters."""
    ways = {skeleton(sounds(way.replace(" ", "")))[:_LONGEST] for way in romanised(name, language)}
    return tuple(sorted(way for way in ways if len(way) >= _FEWEST))


def heard(name: str, language: str, text: str, other: str) -> float:
    """Return how much of the consonants of a name some stretch of a text in the language `other` has, 0 to 1.

    A name with fewer than two consonants is heard everywhere.
    """
    own = consonants(name, language)
    beginnings = _beginnings(text, other)
    return max((_alike(way, there) for way in own for there in beginnings), default=0.0 if own else 1.0)


def _alike(name: str, beginning: str) -> float:
    lengths = range(max(1, len(name) - 1), len(name) + 2)
    return max(Indel.normalized_similarity(name, beginning[:length]) for length in lengths)


@lru_cache(maxsize=1024)
def _beginnings(text: str, language: str) -> frozenset[str]:
    """Return the classes of the consonants from each place on at which a name may begin, without what is too far."""
    found: set[str] = set()
    spaced = has_spaces(language)
    for way in romanised(text, language):
        words = [skeleton(sounds(word)) for word in way.split(" ")]
        if not spaced:
            words = ["".join(words)]
        for index, word in enumerate(words):
            together = "".join(words[index : index + _TOGETHER])
            starts = range(min(len(word), _PREFIXED + 1) if spaced else len(word))
            found.update(together[start : start + _LONGEST + 1] for start in starts)
    return frozenset(found)
