"""Words that say an amount without being a number: `decade`, `dozen`, `half`, `doubled`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from qa.lang.facts import facts
from qa.lang.number_values import times
from qa.lang.numbers import quantities
from qa.lang.numbers_in_words import factor_after
from qa.lang.tags import primary
from qa.lang.words import Word, fold, folded_words, words

_HALF, _BEFORE = 0.5, 3
_STEM = 2


@lru_cache(maxsize=4096)
def amounts(text: str, language: str) -> frozenset[str]:
    """Return the numbers that the words of a text may stand for, beside those that it names.

    A number before such a word multiplies it: `two decades` are 20 years. A half goes with the number before it and
    with the multiple after it: `two and a half million`.
    """
    folded = folded_words(text, language)
    said = {index: values for index in range(len(folded)) if (values := _values(folded, index, primary(language)))}
    if not said:
        return frozenset()
    found = words(text, language)
    counted = {place: amount.value for amount in quantities(text, language) for place in _ends(found, amount.end)}
    made: set[str] = set()
    for index, values in said.items():
        made.update(values)
        factor, _ = factor_after(text, found, index, language)
        made.update(times(value, factor) for value in values)
        for number in filter(None, (counted.get(place) for place in range(max(0, index - _BEFORE), index))):
            made.update(_product(number, value, factor) for value in values)
    return frozenset(made)


def _ends(found: Sequence[Word], end: int) -> list[int]:
    """Return the index of the word that ends a number, as a list that may be empty."""
    return [index for index, word in enumerate(found) if word.end == end]


def _product(number: str, value: str, factor: int) -> str:
    """Return a number times an amount; with a half, the number and the half."""
    try:
        one, other = float(number), float(value)
    except ValueError:
        return number
    return format((one + other if other == _HALF else one * other) * factor, ".12g")


def _values(folded: Sequence[str], index: int, language: str) -> tuple[str, ...]:
    """Return what the word at an index may stand for, alone or with the next one."""
    known = _known(language)
    word = folded[index]
    if word[:_STEM] not in known:
        return ()
    both = " ".join(folded[index : index + 2])
    return tuple(
        value for name, open_ended, values in known[word[:_STEM]]
        if (name in (word, both) if not open_ended else word.startswith(name) or both.startswith(name))
        for value in values
    )  # fmt: skip


@lru_cache(maxsize=32)
def _known(language: str) -> dict[str, list[tuple[str, bool, tuple[str, ...]]]]:
    """Return the words of a language by their first two letters: each as it begins, whether it goes on, its numbers."""
    found: defaultdict[str, list[tuple[str, bool, tuple[str, ...]]]] = defaultdict(list)
    for word, values in facts(language).amounts.items():
        name = fold(word.rstrip("*"))
        found[name[:_STEM]].append((name, word.endswith("*"), tuple(values.split(" "))))
    return dict(found)
