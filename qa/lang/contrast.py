"""Words of which one says the opposite of the other, or another of a small set: `before` and `after`, `all` and `some`.

What is known of a language stands in `qa/lang/contrasts/<language>.toml`. Each line is a contrast, which has the same
name in all languages: the words and phrases of its sides, in the same order in all languages, the sides divided by
` / `. A word ends in `*` where any ending may follow; in scripts without spaces any may follow all but single signs. A
word that begins with `~`, or stands on two sides, only may say it: it excuses, and neither accuses nor is accused.
The line `none` has phrases whose words say neither.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from qa.lang.calendar_names import bare_forms
from qa.lang.scripts import has_spaces
from qa.lang.tags import primary
from qa.lang.word_answers import WordAnswers
from qa.lang.words import Word, fold, folded_words, words

# What has to be, may be and must not be, and what is sure.
MODAL = frozenset({"duty", "permission", "obligation", "certainty"})
_NEITHER, _START = "none", 3
_HYPHENS = frozenset("-‑")


class Mention(NamedTuple):
    """A word or phrase of a contrast: the words `first` to `last` of a text, at `text[start:end]`.

    `sides` are the sides of the contrast that it may stand for, counted from 0; one where `clear`.
    """

    contrast: str
    sides: frozenset[int]
    clear: bool
    first: int
    last: int
    start: int
    end: int


class _Said(NamedTuple):
    """What a word says of a contrast."""

    contrast: str
    sides: frozenset[int]
    clear: bool


_Entries = dict[str, tuple[_Said, ...]]


class _Phrases(NamedTuple):
    """Phrases that begin with one word.

    What follows their second word, the longest first, by that word; and the beginnings of second words that end them.
    """

    by_second: dict[str, list[tuple[tuple[str, ...], tuple[_Said, ...]]]]
    beginnings: list[tuple[str, tuple[_Said, ...]]]


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of one language: whole words, beginnings of words, and phrases by their first word.

    `starts` are the first three characters of the words and beginnings, or all where they have fewer.
    """

    starts: frozenset[str]
    whole: _Entries
    beginnings: _Entries
    phrases: dict[str, _Phrases]


def knows_contrasts(language: str) -> bool:
    """Say whether the language's contrasts are listed."""
    return resources.files("qa.lang").joinpath("contrasts", f"{primary(language)}.toml").is_file()


@lru_cache(maxsize=4096)
def mentions(text: str, language: str) -> dict[str, tuple[Mention, ...]]:
    """Return the words and phrases of a text by their contrast; none in a language that is not listed."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in _mentions(text, primary(language)) if _is_known(primary(language)) else ():
        found[mention.contrast].append(mention)
    return {contrast: tuple(some) for contrast, some in found.items()}


@lru_cache(maxsize=128)
def _is_known(language: str) -> bool:
    return knows_contrasts(language)


def _mentions(text: str, language: str) -> Iterator[Mention]:
    """Yield the mentions; a word of a phrase, or of a compound with a hyphen, is none of its own."""
    folded, says = folded_words(text, language), _sayings(language)
    phrases = _known(language).phrases
    end = 0
    for index in [index for index, form in enumerate(folded) if says[form] or form in phrases]:
        if index < end:
            continue
        length, said = _phrase_at(folded, index, language) or (1, says[folded[index]])
        if not said:
            continue
        found = words(text, language)
        if length > 1 or not _is_compound(text, found[index]):
            end = index + length
            for contrast, sides, clear in said:
                if contrast != _NEITHER:
                    yield Mention(contrast, sides, clear, index, end - 1, found[index].start, found[end - 1].end)


def _is_compound(text: str, word: Word) -> bool:
    """Say whether a hyphen ties the word to another one."""
    before, after = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 2]
    return (before[1:] in _HYPHENS and before[0].isalpha()) or (after[:1] in _HYPHENS and after[1:].isalpha())


def _phrase_at(folded: Sequence[str], index: int, language: str) -> tuple[int, tuple[_Said, ...]] | None:
    """Return the longest phrase that begins at a word: how many words it has, and what it says."""
    phrases = _known(language).phrases.get(folded[index])
    if phrases is None or index + 1 == len(folded):
        return None
    second = folded[index + 1]
    for rest, said in phrases.by_second.get(second, ()):
        following = folded[index + 2 : index + 2 + len(rest)]
        if len(following) == len(rest) and all(map(_fits, following, rest)):
            return 2 + len(rest), said
    return next(((2, said) for beginning, said in phrases.beginnings if second.startswith(beginning)), None)


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@lru_cache(maxsize=64)
def _sayings(language: str) -> WordAnswers[tuple[_Said, ...]]:
    """Return for each folded word what `_said` says of it."""
    return WordAnswers(lambda word: _said(word, language))


def _said(word: str, language: str) -> tuple[_Said, ...]:
    """Return what a folded word says, of each contrast once."""
    known = _known(language)
    found: dict[str, _Said] = {}
    for form in bare_forms(word, language):
        if known.starts.isdisjoint((form[:1], form[:2], form[:_START])):
            continue
        keys = ((known.whole, form), *((known.beginnings, form[:length]) for length in range(len(form), 0, -1)))
        for entries, key in keys:
            for said in entries.get(key, ()):
                found.setdefault(said.contrast, said)
    return tuple(found.values())


@lru_cache(maxsize=64)
def _known(language: str) -> _Known:
    """Return the words of a language."""
    file = resources.files("qa.lang").joinpath("contrasts", f"{language}.toml")
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    spaced = has_spaces(language)
    whole, beginnings, phrases = _Listed(), _Listed(), _Listed()
    for contrast, listed in content.items():
        for side, entries in enumerate(listed.split(" / ")):
            for entry in entries.split("|"):
                parts = tuple(fold(word.text) for word in words(entry, language))
                ending = "*" if entry.endswith("*") else ""
                some = phrases if len(parts) > 1 else beginnings if ending or (not spaced and len(entry) > 1) else whole
                key = (*parts[:-1], parts[-1] + ending) if len(parts) > 1 else parts
                some.add(key, contrast, side, not entry.startswith("~"))
    by_first: defaultdict[str, _Phrases] = defaultdict(lambda: _Phrases(defaultdict(list), []))
    for (first, second, *rest), said in sorted(phrases.said().items(), key=lambda item: -len(item[0])):
        if second.endswith("*"):
            by_first[first].beginnings.append((second[:-1], said))
        else:
            by_first[first].by_second[second].append((tuple(rest), said))
    entries = [{key[0]: said for key, said in some.said().items()} for some in (whole, beginnings)]
    starts = frozenset(key[:_START] for some in entries for key in some)
    return _Known(starts, entries[0], entries[1], dict(by_first))


class _Listed:
    """Words as they are read: what each says, with all of its sides."""

    def __init__(self) -> None:
        self._sides: defaultdict[tuple[str, ...], defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._vague: set[tuple[tuple[str, ...], str]] = set()

    def add(self, key: tuple[str, ...], contrast: str, side: int, clear: bool) -> None:
        """Take down one entry."""
        self._sides[key][contrast].add(side)
        if not clear:
            self._vague.add((key, contrast))

    def said(self) -> dict[tuple[str, ...], tuple[_Said, ...]]:
        """Return what each of the words says."""
        return {
            key: tuple(
                _Said(contrast, frozenset(sides), len(sides) == 1 and (key, contrast) not in self._vague)
                for contrast, sides in found.items()
            )
            for key, found in self._sides.items()
        }
