"""Divides texts into phrases that may name something: names, words, and words that keep following each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.core.passage import Passage
from qa.lang.forms import base_form
from qa.lang.names import knows_names, name_words, opens_sentence
from qa.lang.numbers import quantities
from qa.lang.scripts import has_spaces
from qa.lang.vocabulary import frequency, function_words, has_frequencies
from qa.lang.words import Word, fold, words

_EVERYDAY = 5.5
_LONGEST, _LONGEST_UNSPACED = 4, 6
_ELIDED, _LONGEST_ELIDED = re.compile(r"[^'’]+['’](?=[^'’]{3})"), 6
_CONTRACTED = re.compile(r"['’][^'’]{1,2}$")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
# Signs for vowels that Arabic and Hebrew leave out in most texts.
_POINTS = re.compile("[\u0591-\u05c7\u064b-\u0652]")
_HYPHENS = ("-", "‑")
_JOINING = " \u00a0-‑"

Key = tuple[str, ...]


class Token(NamedTuple):
    """A word at `start` to `end` of its passage; `form` is what its inflected forms share.

    `everyday` says that it is too common, or a number or date, so that it neither begins nor ends a phrase that names
    something; `opens` says that it begins a sentence, so that its capital says nothing.
    """

    form: str
    start: int
    end: int
    everyday: bool
    name: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Words of segment `number` with nothing but spaces and hyphens between."""

    number: int
    passage: Passage
    tokens: tuple[Token, ...]


class Use(NamedTuple):
    """A phrase that stands in a text: the tokens `first` up to `stop` of a run."""

    run: Run
    first: int
    stop: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the phrase."""
        return self.run.tokens[self.first : self.stop]

    @property
    def text(self) -> str:
        """The phrase as it is written there."""
        return self.run.passage.text[self.run.tokens[self.first].start : self.run.tokens[self.stop - 1].end]

    @property
    def is_name(self) -> bool:
        """Whether the phrase begins and ends with parts of names, as capitals tell."""
        return self.run.tokens[self.first].name and self.run.tokens[self.stop - 1].name


Phrases = dict[Key, list[Use]]


def runs(texts: Sequence[tuple[int, Passage]], language: str) -> list[Run]:
    """Divide passages, each with the number of its segment, into runs of words."""
    return [Run(number, passage, tuple(run)) for number, passage in texts for run in _runs(passage, language)]


def _runs(passage: Passage, language: str) -> Iterator[list[Token]]:
    text = passage.text
    names = {word.start for word in name_words(text, language)} if knows_names(language) else set()
    amounts = {place for amount in quantities(text, language) for place in range(amount.start, amount.end)}
    run: list[Token] = []
    before = 0
    for word in words(text, language):
        parted = bool(text[before : word.start].strip(_JOINING)) or "\n" in text[before : word.start]
        if run and (parted or passage.marked(word.start, word.end)):
            yield run
            run = []
        if run and word.is_number and text[before : word.start] in _HYPHENS:
            last = run[-1]
            run[-1] = last._replace(form=f"{last.form}-{word.text}", end=word.end)
        elif not passage.marked(word.start, word.end):
            token = _token(word, text, language, word.start in names)
            run.append(token._replace(everyday=True) if word.start in amounts else token)
        before = word.end
    if run:
        yield run


def _token(word: Word, text: str, language: str, is_name: bool) -> Token:
    opens = opens_sentence(word, text)
    start, end = word.start, word.end
    elided = _ELIDED.match(word.text)
    if elided and elided.end() <= _LONGEST_ELIDED and (word.starts_lower or opens):
        start += elided.end()
        is_name = knows_names(language) and text[start].istitle()
    possessive = _POSSESSIVE.search(text[start:end])
    end -= len(possessive[0]) if possessive else 0
    written = text[start:end]
    everyday = not written[0].isalpha() or _is_everyday(written, language)
    return Token(base_form(written, language), start, end, everyday, is_name, opens and start == word.start)


def _is_everyday(word: str, language: str) -> bool:
    """Say whether a word is too common, or too much of grammar, to begin or end a phrase that names something."""
    if _CONTRACTED.search(word):
        return True
    if not has_frequencies(language):
        return fold(word) in function_words(language)
    parts = word if not has_spaces(language) and commonness(word, language) == 0 else (word,)
    return all(commonness(part, language) >= _EVERYDAY for part in parts)


def commonness(word: str, language: str) -> float:
    """Return how common a word is, on the Zipf scale of `frequency`, with vowel signs and without."""
    return max(frequency(word, language), frequency(_POINTS.sub("", word), language))


def longest(language: str) -> int:
    """Return how many words a phrase has at most; names in scripts without spaces fall into many words."""
    return _LONGEST if has_spaces(language) else _LONGEST_UNSPACED


def repeated(divided: Sequence[Run], language: str, least: int) -> Phrases:
    """Return the phrases that stand at least `least` times and neither begin nor end with an everyday word.

    A longer phrase is looked for only where both phrases that are one word shorter stand often enough, so that time
    and memory grow with the text.
    """
    found: Phrases = {}
    known: Counter[Key] = Counter()
    for length in range(1, longest(language) + 1):
        counts: Counter[Key] = Counter()
        for run in divided:
            counts.update(key for _, key in _keys(run, length, known))
        known = Counter({key: count for key, count in counts.items() if count >= least})
        if not known:
            break
        kept: Phrases = defaultdict(list)
        for run in divided:
            for first, key in _keys(run, length, known, whole=True):
                tokens = run.tokens
                if not (tokens[first].everyday or tokens[first + length - 1].everyday):
                    kept[key].append(Use(run, first, first + length))
        found |= kept
    return found


def _keys(run: Run, length: int, known: Counter[Key], *, whole: bool = False) -> Iterator[tuple[int, Key]]:
    forms = tuple(token.form for token in run.tokens)
    for first in range(len(forms) - length + 1):
        key = forms[first : first + length]
        if (key in known) if whole else (length == 1 or (key[1:] in known and key[:-1] in known)):
            yield first, key


def names(divided: Sequence[Run]) -> Phrases:
    """Return the names: the longest stretches of words that capitals show to be parts of one name."""
    found: Phrases = defaultdict(list)
    for run in divided:
        first = 0
        for stop, token in enumerate(run.tokens, start=1):
            if not token.name:
                first = stop
            elif stop == len(run.tokens) or not run.tokens[stop].name or _are_parted(run, stop):
                found[tuple(token.form for token in run.tokens[first:stop])].append(Use(run, first, stop))
                first = stop
    return dict(found)


def _are_parted(run: Run, stop: int) -> bool:
    """Say whether a possessive ending parts a name from the next: `Russia’s State Duma`."""
    between = run.passage.text[run.tokens[stop - 1].end : run.tokens[stop].start]
    return bool(between.strip(_JOINING))
