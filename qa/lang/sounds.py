"""What romanised names may sound like, and what it costs to take one name for another."""

from __future__ import annotations

import re
from functools import lru_cache

# Groups of letters that write one sound, in the order in which they are read.
_SPELLED = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"(?<=[a-z])x(?=[aeiouy]|$)", "ks"), (r"\bst\b", "saint"), (r"\bmc", "mak"), (r"\bmp", "b"),
        (r"schtsch|shch|chtch|szcz", "S"),
        (r"tsch|tch|tsh|cz", "C"), (r"sch|sh|sz", "S"), (r"dzh|dsch|dj|dz", "J"), (r"zh|rz", "Z"),
        (r"chr|ckh", "kr"), (r"ch", "C"), (r"kh|hh", "x"), (r"ph", "f"), (r"th", "t"),
        (r"gh|gu(?=[eiy])", "g"), (r"dh", "d"), (r"bh", "b"), (r"ts|tz", "c"), (r"ck|q(?!u)", "k"), (r"qu", "kv"),
        (r"c(?![eiy])", "k"), (r"ou|oo", "u"), (r"ee", "i"), (r"[iy][jy](?![aeou])|ii|y", "i"), (r"(.)\1+", r"\1"),
    ]
]  # fmt: skip
_VOWELS = frozenset("aeiou")
# What it costs to exchange two sounds; pairs that are not listed cost as much as the classes below say.
_CHANGES = {
    "ae": 0.3, "ai": 0.5, "ao": 0.25, "au": 0.4, "ei": 0.15, "eo": 0.4, "eu": 0.5, "io": 0.55, "iu": 0.5, "ou": 0.2,
    "ji": 0.15, "wu": 0.15, "wo": 0.3, "vu": 0.35, "je": 0.4,
    "sz": 0.15, "sc": 0.2, "zc": 0.25, "sS": 0.3, "SZ": 0.4, "SC": 0.35, "cC": 0.3, "ZJ": 0.2, "zZ": 0.35, "zJ": 0.35,
    "Cx": 0.4, "Ck": 0.4, "ck": 0.5, "kx": 0.3, "hx": 0.15, "gh": 0.3, "gx": 0.45, "gJ": 0.4, "gj": 0.45, "gk": 0.45,
    "jJ": 0.1, "jZ": 0.2, "jx": 0.3, "jh": 0.4, "jC": 0.6, "jS": 0.5, "CJ": 0.4, "cJ": 0.5, "kh": 0.6, "SJ": 0.5,
    "vw": 0.1, "vf": 0.3, "vb": 0.35, "wb": 0.5, "wf": 0.6, "pf": 0.5, "pb": 0.5, "td": 0.5, "mn": 0.6, "lr": 0.7,
    "ts": 0.7, "tc": 0.5, "dz": 0.6, "dJ": 0.5, "tC": 0.5,
}  # fmt: skip
# Sounds whose letters differ in a mark only, which people leave out: a wrong first one tells no names apart.
_MARKED = frozenset(("sS", "Ss", "zZ", "Zz", "cC", "Cc"))
_COST = {pair: cost for key, cost in _CHANGES.items() for pair in (key, key[::-1])}
_OTHER_SOUND, _OTHER_CLASS = 1.5, 2.0
_GLIDE, _VOWEL, _LAST_VOWEL, _SILENT, _CONSONANT = 0.1, 0.5, 1.0, 0.3, 1.2
_EDGE = 2.0
_COARSE = str.maketrans(
    dict.fromkeys("pbfvw", "p") | dict.fromkeys("kgxq", "k") | dict.fromkeys("td", "t") | dict.fromkeys("lr", "l")
    | dict.fromkeys("mn", "n") | dict.fromkeys("szScZCJj", "s") | dict.fromkeys("aeiouh ", "")
)  # fmt: skip


@lru_cache(maxsize=65_536)
def sounds(romanised: str) -> str:
    """Return one character for each sound of a word in the letters a to z; capitals are hushing sounds."""
    for pattern, sound in _SPELLED:
        romanised = pattern.sub(sound, romanised)
    return romanised


@lru_cache(maxsize=65_536)
def skeleton(sounding: str) -> str:
    """Return the classes of the consonants, for a quick first look."""
    return sounding.translate(_COARSE)


@lru_cache(maxsize=65_536)
def weight(sounding: str) -> float:
    """Return the length of a name in sounds, a vowel counting half."""
    return sum(0.5 if sound in _VOWELS else 1.0 for sound in sounding if sound != " ")


def distance(one: str, other: str, lenience: float = 1.0) -> float:
    """Return the lowest cost of turning the sounds `one` into `other`; a consonant that is too many costs most.

    The first sound and the last vowel tell names apart more than those between: Hansen and Jansen, Paul and Paula.
    `lenience` below 1 makes all cheap changes cheaper, for scripts that do not write what tells the sounds apart.
    """
    row = [0.0]
    theirs_alone = [_single(other, index, lenience) for index in range(len(other))]
    for cost in theirs_alone:
        row.append(row[-1] + cost)
    for index, sound in enumerate(one):
        alone = _single(one, index, lenience)
        previous, row = row, [row[0] + alone]
        for place, theirs in enumerate(other):
            if sound == theirs:
                cost = 0.0
            else:
                at_edge = index == place == 0 or (index == len(one) - 1 and place == len(other) - 1)
                dear = at_edge and sound + theirs not in _MARKED
                cost = _exchange(sound, theirs, lenience) * (_EDGE if dear else 1.0)
            row.append(min(previous[place] + cost, previous[place + 1] + alone, row[place] + theirs_alone[place]))
    return row[-1]


def _exchange(one: str, other: str, lenience: float) -> float:
    cost = _COST.get(one + other)
    if cost is not None:
        return cost * lenience
    return _OTHER_SOUND if (one in _VOWELS) == (other in _VOWELS) else _OTHER_CLASS


def _single(text: str, index: int, lenience: float) -> float:
    """Return what it costs to leave out the sound at `index`."""
    sound = text[index]
    if sound in _VOWELS:
        if index == len(text) - 1:
            return lenience * _LAST_VOWEL
        beside = text[index - 1 : index] + text[index + 1 : index + 2]
        return lenience * (_GLIDE if sound == "i" and any(other in _VOWELS for other in beside) else _VOWEL)
    return lenience * _SILENT if sound in "hjw" and index else _CONSONANT
