"""Learns from two aligned texts which of their words stand for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qa.align.features import Features
from qa.align.path import Pair

_LEAST = 2
_LONGEST = 4
_STRONG = 0.3


def translated(
    pairs: Iterable[Pair], target: Sequence[Features], other: Sequence[Features]
) -> tuple[list[Features], list[Features]]:
    """Add to both texts' features one for each pair of words that often stand in paired sentences, and seldom alone.

    A word is associated with the word of the other text with which its Dice coefficient over the pairs is highest.
    Learning a dictionary from a first alignment to make a second follows hunalign (Varga et al. 2005).
    """
    seen = [
        ({w for i in t for w in _words(target[i])}, {w for i in o for w in _words(other[i])})
        for t, o in pairs
        if len(t) + len(o) <= _LONGEST
    ]
    alone = Counter(w for t, _ in seen for w in t), Counter(w for _, o in seen for w in o)
    together = Counter((s, t) for first, second in seen for s in first for t in second)
    strength = {
        pair: 2 * count / (alone[0][pair[0]] + alone[1][pair[1]]) for pair, count in together.items() if count >= _LEAST
    }
    strength = {pair: value for pair, value in strength.items() if value >= _STRONG}
    kept = _best(strength, 0) | _best(strength, 1)
    return _extended(target, 0, kept, strength), _extended(other, 1, kept, strength)


def _words(features: Features) -> list[str]:
    return [name for name in features if name[0] == "w"]


def _best(strength: dict[tuple[str, str], float], side: int) -> set[tuple[str, str]]:
    """Return the strongest pair of each word of one side; of equals, the first by the alphabet."""
    best: dict[str, tuple[str, str]] = {}
    for pair in sorted(strength):
        if pair[side] not in best or strength[pair] > strength[best[pair[side]]]:
            best[pair[side]] = pair
    return set(best.values())


def _extended(
    side: Sequence[Features], which: int, kept: set[tuple[str, str]], strength: dict[tuple[str, str], float]
) -> list[Features]:
    names: dict[str, Features] = {}
    for pair in sorted(kept):
        names.setdefault(pair[which], {})[f"p{pair[0]}\t{pair[1]}"] = strength[pair]
    extended = []
    for features in side:
        more = dict(features)
        for word in _words(features):
            more |= names.get(word, {})
        extended.append(more)
    return extended
