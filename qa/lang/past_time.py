"""Times that are over, and the perfect that some languages do not put beside them: `has signed it in 1990`.

What is known of a language stands in `qa/lang/past_times/<language>.toml`, in words with spaces between them. In
`times`, `one|other` is any of several words, `*` any word but those of `between`, `NUMBER` a number, `YEAR` a year
before 2010, and the name of a list of `words` any of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import repeat
from typing import NamedTuple

from qa.lang.tags import primary
from qa.lang.words import Word, fold, folded_words, words

# A text may have been written in a later year than this.
_OVER, _DIGITS = 2010, 4
_ADVERBS, _REACH, _BEFORE = 2, 6, 4
_PARTING = frozenset(',;:.!?()[]"“”„«»–—')
_ANY = "*"


class Misplaced(NamedTuple):
    """A perfect in a text, `text[start:end]`, and the time it stands with, `text[time_start:time_end]`."""

    start: int
    end: int
    time_start: int
    time_end: int


class _Known(NamedTuple):
    """What is known of a language: sets of folded words, endings, and the times, of which each step is a set."""

    words: dict[str, frozenset[str]]
    participle: str
    present: str
    adverb: str
    times: tuple[tuple[frozenset[str], ...], ...]


def knows_past_times(language: str) -> bool:
    """Say whether the language does not put a perfect beside a time that is over, and its words are listed."""
    return _known(primary(language)) is not None


@lru_cache(maxsize=16)
def _known(tag: str) -> _Known | None:
    file = resources.files("qa.lang").joinpath("past_times", f"{tag}.toml")
    if not file.is_file():
        return None
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    listed = {key: frozenset(value.split()) for key, value in content["words"].items()}

    def step(pattern: str) -> frozenset[str]:
        return frozenset().union(*(listed.get(part, {part}) for part in pattern.split("|")))

    times = tuple(tuple(map(step, time.split(" "))) for time in content["times"])
    return _Known(listed, **content["endings"], times=times)


def misplaced_perfects(text: str, language: str) -> Iterator[Misplaced]:
    """Yield each perfect beside a time that is over; no mark and no word of another clause stands between the two."""
    known = _known(primary(language))
    if known is None:
        return
    folded = folded_words(text, language)
    for index in [index for index, word in enumerate(folded) if word in known.words["auxiliaries"]]:
        if not known.words["before"].isdisjoint(folded[max(0, index - _BEFORE) : index]):
            continue
        every = words(text, language)
        last = _participle(folded, index + 1, known)
        found = None if last is None else _time(every, folded, last + 1, known)
        if last is None or found is None:
            continue
        first, end = found
        if _PARTING.isdisjoint(text[every[index].start : every[first].start]):
            yield Misplaced(every[index].start, every[last].end, every[first].start, every[end - 1].end)


def _participle(folded: Sequence[str], start: int, known: _Known) -> int | None:
    """Return where the participle of a perfect stands whose auxiliary is before `start`; `been` may be one."""
    been = None
    for index in range(start, min(len(folded), start + 2 * _ADVERBS + 2)):
        word = folded[index]
        if word in known.words["been"]:
            been = index
        elif word in known.words["participles"] or word.endswith(known.participle):
            return index
        elif word not in known.words["adverbs"] and not word.endswith(known.adverb):
            break
    return been


def _time(every: Sequence[Word], folded: Sequence[str], start: int, known: _Known) -> tuple[int, int] | None:
    """Return the words of the first time that is over after a participle: the first, and the one after the last."""
    for index in range(start, min(len(folded), start + _REACH + 1)):
        end = _end_of_time(every, index, known)
        if end is not None:
            is_whole = known.words["before_time"].isdisjoint(folded[index - 1 : index])
            return (index, end) if is_whole and known.words["after_time"].isdisjoint(folded[end : end + 1]) else None
        if folded[index] in known.words["between"] or folded[index].endswith((known.participle, known.present)):
            return None
    return None


def _end_of_time(every: Sequence[Word], start: int, known: _Known) -> int | None:
    """Return the word after a time that begins at a word."""
    for steps in known.times:
        found = every[start : start + len(steps)]
        if len(found) == len(steps) and all(map(_fits, found, steps, repeat(known.words["between"]))):
            return start + len(steps)
    return None


def _fits(word: Word, step: frozenset[str], between: frozenset[str]) -> bool:
    folded = fold(word.text)
    if folded in step or (_ANY in step and folded not in between):
        return True
    is_year = len(folded) == _DIGITS and folded.isdecimal() and int(folded) < _OVER
    return word.is_number and ("NUMBER" in step or (is_year and "YEAR" in step))
