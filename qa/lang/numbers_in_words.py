"""Numbers that are written in several words, and the words that multiply the number before them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from qa.lang.facts import facts
from qa.lang.number_values import SPACES, times
from qa.lang.number_words import multiple, number_of, number_words, spelled_out
from qa.lang.words import Word, fold

_LONGEST_SIGNS, _LONGEST_AND = 20, 4
_TENS = range(20, 100, 10)
_HYPHENS = "-‑"


def number_in_words(text: str, found: Sequence[Word], index: int, first: str, language: str) -> tuple[str, int, int]:
    """Return the number that starts at `found[index]`, a word for the number `first`.

    The second is the end of its last word in the text, the third the index of the word to go on with.
    """
    value, end, following = first, found[index].end, index + 1
    unit = _unit_at(text, found, following, language)
    stop = end if unit and _wants_unit(value) else _number_end(text, found, index, language)
    if stop > end:
        start = found[index].start
        longer, length = spelled_out(text[start:stop], language)
        if longer is not None and start + length > end:
            value, end = longer, start + length
            following = next((at for at in range(index, len(found)) if found[at].start >= end), len(found))
            unit = _unit_at(text, found, following, language)
    if unit and _wants_unit(value):
        value, end, following = str(int(value) + unit), found[following].end, following + 1
    factor, last = factor_after(text, found, following - 1, language)
    return times(value, factor), max(end, found[last].end) if last >= following else end, last + 1


def multiple_in_words(
    text: str, found: Sequence[Word], index: int, factor: int, language: str
) -> tuple[int, str, int, int]:
    """Return the number that a multiple without a number before it stands in: 131 of `one hundred and thirty-one`.

    It is its start, its value, its end and the index of the word to go on with; of `hundreds`, what the word says.
    """
    word = found[index]
    if index and not text[found[index - 1].end : word.start].strip(SPACES + _HYPHENS):
        start = found[index - 1].start
        value, length = spelled_out(text[start : _number_end(text, found, index, language)], language)
        if value is not None and start + length >= word.end:
            end = start + length
            return (
                start,
                value,
                end,
                next((at for at in range(index, len(found)) if found[at].start >= end), len(found)),
            )
    return word.start, str(factor), word.end, index + 1


def _wants_unit(value: str) -> bool:
    return value.isdigit() and int(value) % 100 in _TENS


def _unit_at(text: str, found: Sequence[Word], index: int, language: str) -> int:
    """Return the number below ten that follows the word before it as in `twenty-one`; 0 where there is none."""
    if index >= len(found) or text[found[index - 1].end : found[index].start] not in (*_HYPHENS, " ", "\u00a0"):
        return 0
    unit = number_words(language).get(fold(found[index].text), "")
    return int(unit) if unit.isdigit() and int(unit) < 10 else 0


def _number_end(text: str, found: Sequence[Word], index: int, language: str) -> int:
    """Return where a number in words that starts at `found[index]` ends at most.

    It may go on with words of numbers, at once or after one word like `and`, and after a ten or a hyphen with a word
    for one, which is often an article; in characters that are numbers it may do so inside the word.
    """
    start, end = found[index].start, found[index].end
    if unicodedata.numeric(text[start], None) is not None:
        return start + _LONGEST_SIGNS
    for at in range(index + 1, len(found)):
        before, word = found[at - 1], found[at]
        gap = text[before.end : word.start]
        if gap.strip(_HYPHENS + SPACES):
            break
        folded = fold(word.text)
        one = end == before.end and _wants_unit(number_of(fold(before.text), language) or "")
        if number_of(folded, language) is not None or multiple(word.text, language) > 1 or one or gap in _HYPHENS:
            end = word.end
        elif end < before.end or len(folded) > _LONGEST_AND:
            break
    return end


def factor_after(text: str, found: Sequence[Word], last: int, language: str) -> tuple[int, int]:
    """Return what the words after `found[last]` multiply by (1 if it does not), and the index of the last word.

    Two that follow each other both count: `mil milhões`.
    """
    total = 1
    about = facts(language).numbers.about
    while last + 1 < len(found):
        skipped = 1 if found[last + 1].text in about and last + 2 < len(found) else 0
        following = found[last + 1 + skipped]
        factor = multiple(following.text, language)
        between = text[found[last].end : found[last + 1].start] + text[found[last + skipped].end : following.start]
        if factor <= total or between.strip(_HYPHENS + SPACES):
            break
        total, last = total * factor, last + 1 + skipped
    return total, last
