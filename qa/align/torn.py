"""Places in a translation where the text looks as if words had been cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from qa.lang.abbreviations import is_title
from qa.lang.neighbours import adjacent, unlikelihood
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words
from qa.models.seams import Cut, knows_seams, seam_model

_SMALL, _MARKS = 40, frozenset('.,;:!?)("”»')
_STRAINED = 1.0
_CLOSED = frozenset((".", ",", ";", ")", "!", "?"))
_EMPTY = ("()", '""', "“”", "«»", "[]", ",,", ", ,", "(,", ",.")
_APOSTROPHES, _LONGEST_ENDING = frozenset("'’"), 4
_CLOSING = re.compile(r"(?<=\S)'(?![^\W_])")


@lru_cache(maxsize=1024)
def place_strains(text: str, language: str) -> tuple[float, ...]:
    """Return how much the place before each word, and the end, reads as if a word were missing; 0 without a model."""
    return strains_of([text], language)[0]


def strains_of(texts: Sequence[str], language: str) -> list[tuple[float, ...]]:
    """Return the same for each of many texts, which takes less time than one by one."""
    model, found = seam_model(language), [words(text, language) for text in texts]
    if model is None:
        return [(0.0,) * (len(some) + 1) for some in found]
    cuts = [cut for text, some in zip(texts, found, strict=True) for cut in _cuts(text, some)]
    strains = model.strain(cuts)
    of_places = map(max, strains[::2], strains[1::2])
    return [tuple(islice(of_places, len(some) + 1)) for some in found]


def _cuts(text: str, found: Sequence[Word]) -> Iterator[Cut]:
    """Yield for each place what stands there: after the word before it, and before the word after it."""
    line = text.replace("\n", " ")
    ends, starts = [0, *(word.end for word in found)], [*(word.start for word in found), len(text)]
    return (Cut(line, place, place) for pair in zip(ends, starts, strict=True) for place in pair)


@lru_cache(maxsize=4096)
def torn_places(text: str, reference: str, language: str) -> frozenset[int]:
    """Return before which words the text is torn, as it is nowhere in the reference.

    A small word stands before a mark that does not follow it (`the mayor of, who`), two frequent words stand together
    that do not follow each other (`living in outnumber`), or marks that hold nothing (`the party () said`).
    """
    found = words(text, language)
    usual = {(one, after) for _, one, after in _steps(reference, language)}
    small, strains = function_words(language, _SMALL), place_strains(text, language)
    least = _STRAINED if knows_seams(language) else 0.0
    torn = {
        index + 1 for index, one, after in _steps(text, language)
        if (one in small and after in _MARKS and (one, after) not in usual and strains[index + 1] >= least)
        or _is_lone_title(found, index)
    }  # fmt: skip
    ends = {word.end: index + 1 for index, word in enumerate(found)}
    for pair in adjacent(text, language):
        if (
            pair.second.isalpha()
            and unlikelihood(pair, language)
            and (fold(pair.first), fold(pair.second)) not in usual
        ):
            torn.add(next(ends[place] for place in range(pair.start + 1, pair.end + 1) if place in ends))
    kept = {between for _, between in _between(reference, words(reference, language))}
    empty = {index for index, between in _between(text, found) if _is_empty(between) and between not in kept}
    if text.lstrip()[:1] in _CLOSED:
        empty.add(0)
    return frozenset(torn | empty)


@lru_cache(maxsize=4096)
def bare_endings(text: str, language: str) -> frozenset[int]:
    """Return which words are none, but what an apostrophe tied to the end of one: `the house of 's mother`.

    A straight apostrophe that has another one after it, which ends a word, is a quotation mark.
    """
    found = words(text, language)
    last = max((mark.start() for mark in _CLOSING.finditer(text)), default=0)
    return frozenset(
        index for index, between in _between(text, found)
        if between[-1:] in _APOSTROPHES and (between[:-1].isspace() or between == text[:1])
        and index < len(found) and found[index].starts_lower and len(found[index].text) <= _LONGEST_ENDING
        and not (between[-1] == "'" and last > found[index].start)
    )  # fmt: skip


def _is_lone_title(found: Sequence[Word], index: int) -> bool:
    """Say whether the word is a title, such as Dr, and no name follows."""
    return is_title(found[index].text) and index + 1 < len(found) and found[index + 1].starts_lower


def _steps(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each word, the word, and the mark or else the word that follows it."""
    found = words(text, language)
    for index, word in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        between = text[word.end : following.start if following else len(text)].strip()
        yield index, fold(word.text), between[:1] or (fold(following.text) if following else ".")


def _between(text: str, found: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield before which word it stands, and what stands there between the words."""
    ends = [0, *(word.end for word in found)]
    starts = [*(word.start for word in found), len(text)]
    for index, (end, start) in enumerate(zip(ends, starts, strict=True)):
        yield index, text[end:start]


def _is_empty(between: str) -> bool:
    """Say whether marks hold nothing between them, or a mark that closes stands after a space."""
    return any(marks in between for marks in _EMPTY) or (between[:1] == " " and between[1:2] in _CLOSED)
