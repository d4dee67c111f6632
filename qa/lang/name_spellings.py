"""How likely two strings are one name, spelled in two ways: across spellings, inflected endings and scripts.

What is compared is what the letters may sound like: names are romanised (`qa.lang.romanisation`), divided into sounds
(`qa.lang.sounds`), and aligned at the lowest cost: sounds that languages write for each other (s and z, g and h, v and
w) are cheap to exchange, others dear. What a name means does not count: "Germany" and "Deutschland" are strangers.
"""

from __future__ import annotations

import math
import operator
import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from qa.lang.facts import facts
from qa.lang.romanisation import romanised, script_of
from qa.lang.sounds import distance, skeleton, sounds, weight
from qa.lang.tags import primary
from qa.lang.words import fold

# Scripts that leave vowels out, add some between consonants, or have one letter for several foreign sounds.
_LENIENT = {"Arab": 0.35, "Hebr": 0.35, "Syrc": 0.35, "Thai": 0.4, "Hira": 0.4, "Kana": 0.4, "Hani": 0.4, "Hang": 0.35,
            "Deva": 0.7, "Beng": 0.7, "Taml": 0.6}  # fmt: skip
_OF_LANGUAGE = {
    "ar": "Arab", "fa": "Arab", "ur": "Arab", "ps": "Arab",
    "he": "Hebr", "yi": "Hebr", "th": "Thai", "ja": "Kana", "zh": "Hani", "ko": "Hang",
    "hi": "Deva", "bn": "Beng", "ta": "Taml",
}  # fmt: skip
_SHORTEST_STEM, _LONG = 4, 12.0
_LOOSE = 0.5
_HOPELESS, _WORST_WORD = 0.5, 0.45
# Constant, length, cost by length: set by hand, stricter than a regression over geographic names
# (benchmarks/names.py --fit), whose strangers are farther apart than the names of people.
WEIGHTS = (1.0, 0.32, -18.0)


def likeness(one: str, other: str, language: str = "und", other_language: str = "und") -> float:
    """Return how likely it is that `one` and `other` spell the same name, 0 to 1.

    Letter case does not count. The languages (BCP 47 tags) choose the romanisation and the endings that may be
    inflection; without them, none is taken for one.
    """
    if fold(one) == fold(other):
        return 1.0
    compared = compare(one, other, language, other_language)
    return 0.0 if compared is None else _probability(*compared)


def compare(one: str, other: str, language: str = "und", other_language: str = "und") -> tuple[float, float] | None:
    """Return what it costs to take one name for the other, and the mean of their lengths, both in consonants.

    None where they have nothing in common.
    """
    first, second = sorted(((one, primary(language)), (other, primary(other_language))))
    return _compare(*first, *second)


@lru_cache(maxsize=65_536)
def _compare(one: str, language: str, other: str, other_language: str) -> tuple[float, float] | None:
    lenience = min(_lenience(one, language), _lenience(other, other_language))
    found = [
        (cost, (weight(own) + weight(theirs)) / 2)
        for own in _ways(one, language)
        for theirs in _ways(other, other_language)
        if (cost := _cost(own, theirs, lenience)) is not None
    ]
    return min(found, key=lambda pair: pair[0] / pair[1], default=None)


def _lenience(name: str, language: str) -> float:
    return min(_LENIENT.get(script, 1.0) for script in (script_of(name), _OF_LANGUAGE.get(language, "Zzzz")))


def spells_loosely(language: str) -> bool:
    """Say whether the language's script leaves vowels out or has few letters for the sounds of foreign names."""
    return _LENIENT.get(_OF_LANGUAGE.get(primary(language), "Zzzz"), 1.0) < _LOOSE


def _probability(cost: float, length: float) -> float:
    values = (1.0, min(length, _LONG), cost / length)
    return 1 / (1 + math.exp(-sum(factor * value for factor, value in zip(WEIGHTS, values, strict=True))))


def _cost(one: str, other: str, lenience: float) -> float | None:
    """Return what it costs to take one name in sounds for the other; None where they have nothing in common."""
    if Levenshtein.normalized_distance(skeleton(one), skeleton(other)) > _HOPELESS:
        return None
    words, others = one.split(" "), other.split(" ")
    if len(words) != len(others):
        return distance(one.replace(" ", ""), other.replace(" ", ""), lenience)
    costs = [distance(own, theirs, lenience) for own, theirs in zip(words, others, strict=True)]
    limits = [_WORST_WORD * max(1.0, weight(own), weight(theirs)) for own, theirs in zip(words, others, strict=True)]
    return None if any(map(operator.gt, costs, limits)) else sum(costs)


@lru_cache(maxsize=65_536)
def _ways(name: str, language: str) -> tuple[str, ...]:
    """Return how a name may sound, with and without what may be an inflected ending."""
    written = (name, *_stems(fold(name), language))
    return tuple(dict.fromkeys(sounds(latin) for form in written for latin in romanised(form, language)))


def _stems(name: str, language: str) -> list[str]:
    before = re.split(r"['’](?=[^'’]{1,3}$)", name)[0]
    found = [before] if before != name else []
    endings = "|".join(facts(language).names.endings)
    match = re.fullmatch(f"(.{{{_SHORTEST_STEM},}}?)(?:{endings})", name) if endings else None
    if match is not None:
        found.append(match[1])
    return found


def inflects(language: str) -> bool:
    """Say whether names take endings in the language."""
    return bool(facts(language).names.endings)
