"""Where in a translation a word belongs that it has lost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qa.align.words import Pairing, pair_words
from qa.lang.abbreviations import is_title
from qa.lang.forms import base_form
from qa.lang.neighbours import adjacent, unlikelihood
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words
from qa.models.seams import Cut, seam_model

_SMALL, _MARKS = 40, frozenset('.,;:!?)("”»')
_CLOSED = frozenset((".", ",", ";", ")", "!", "?"))
# What tells the place: a torn text, the strain of the place, the words beside it, a small word before it, and how far
# off it is.
_TORN, _PER_STRAIN, _SMALL_WORD, _CROSSED, _PER_WORD = 2.5, 0.5, 0.5, 0.5, 0.05
_FAR = 60
_CUT_OFF = (" '", " ’")
_EMPTY = ("()", '""', "“”", "«»", "[]", ",,", ", ,", "(,", ",.")


class Gap(NamedTuple):
    """A place in a translation, in code points; it is `torn` where the text looks as if a word had been cut out."""

    place: int
    torn: bool


def best_gap(text: str, reference: str, language: str, first: int, last: int) -> Gap:
    """Return where the words `first` to `last` of the reference, which the translation lacks, would stand in it.

    It begins there where it begins with the word after them and they open the reference. Else likely are a torn place,
    one that reads as if a word were missing, and one beside a word that stands beside them in the reference; among
    equals, that which is nearest to where the paired words point.
    """
    pairing = pair_words(text, reference, language)
    own, torn, small = _forms(text, language), _torn(text, reference, language), function_words(language)
    if first == 0 and last + 1 < len(pairing.other) and own[:1] == (_forms(reference, language)[last + 1],):
        return Gap(0, True)
    expected = _expected(pairing, _links(text, reference, language), first, last)
    before, after = _beside(pairing.other, first - 1, -1), _beside(pairing.other, last + 1, 1)
    strains, together = _strains(text, language), set(pairwise(_forms(reference, language)))

    def score(index: int) -> float:
        left = own[index - 1] if index else ""
        right = own[index] if index < len(own) else ""
        near = 0.0
        for word, same, crossed in ((before, left, right), (after, right, left)):
            form = base_form(word, language) if word else ""
            if form in (same, crossed):
                telling = _SMALL_WORD if not form or fold(word) in small else 1.0
                near += telling if form == same else telling * _CROSSED
        strain = 0.0 if (left, right) in together else strains[index]
        return near + _TORN * (index in torn) + _PER_STRAIN * strain - _PER_WORD * abs(index - expected)

    best = max(range(max(0, expected - _FAR), min(len(own), expected + _FAR) + 1), key=score)
    place = pairing.target[best - 1].end if best else 0
    # Of `the house of Anna's mother` without the name, `of 's mother` is left.
    return Gap(place + 1 if text[place : place + 2] in _CUT_OFF else place, best in torn)


@lru_cache(maxsize=4096)
def _forms(text: str, language: str) -> tuple[str, ...]:
    return tuple(base_form(word.text, language) for word in words(text, language))


@lru_cache(maxsize=1024)
def _strains(text: str, language: str) -> tuple[float, ...]:
    """Return how much the place before each word, and the end, reads as if a word were missing; 0 if not at all."""
    found, model = words(text, language), seam_model(language)
    if model is None or not found:
        return (0.0,) * (len(found) + 1)
    line = text.replace("\n", " ")
    ends, starts = [0, *(word.end for word in found)], [*(word.start for word in found), len(text)]
    strains = model.strain([Cut(line, place, place) for pair in zip(ends, starts, strict=True) for place in pair])
    return tuple(max(0.0, *pair) for pair in zip(strains[::2], strains[1::2], strict=True))


@lru_cache(maxsize=4096)
def _links(text: str, reference: str, language: str) -> tuple[int, ...]:
    """Return the linked words of the reference by index, in the order of `Pairing.linked`."""
    pairing = pair_words(text, reference, language)
    return tuple(link for link in pairing.links if link is not None)


def _beside(found: Sequence[Word], index: int, step: int) -> str:
    """Return the nearest word from `index` on that is no initial of a name (`George W. Bush`); empty at the ends."""
    while 0 <= index < len(found):
        word = found[index].text
        if len(word) > 1 or word.islower():
            return word
        index += step
    return ""


def _expected(pairing: Pairing, links: Sequence[int], first: int, last: int) -> int:
    """Return before which word of the translation the paired words expect it.

    Before the word that follows it, or else after the nearest linked word before it; at the end where it ends.
    """
    if last + 1 == len(pairing.other):
        return len(pairing.target)
    place = bisect_left(links, last + 1)
    if place < len(links) and links[place] == last + 1:
        return pairing.linked[place]
    place = bisect_left(links, first)
    return pairing.linked[place - 1] + 1 if place else 0


@lru_cache(maxsize=4096)
def _torn(text: str, reference: str, language: str) -> frozenset[int]:
    """Return before which words the text is torn, as it is nowhere in the reference.

    A small word stands before a mark (`the mayor of, who`), two frequent words stand together that do not follow each
    other (`living in outnumber`), or marks that hold nothing (`the party () said`).
    """
    found = words(text, language)
    usual = {(one, after) for _, one, after in _steps(reference, language)}
    small = function_words(language, _SMALL)
    torn = {
        index + 1 for index, one, after in _steps(text, language)
        if (one in small and after in _MARKS and (one, after) not in usual) or _is_lone_title(found, index)
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
