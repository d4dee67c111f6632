"""Finds names that only the source or only the translation has, where every language keeps them as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qa.align.names import divide_names, is_told
from qa.core.passage import Passage
from qa.lang.lemmas import has_lemma
from qa.lang.name_sounds import heard
from qa.lang.name_spellings import inflects, spells_loosely
from qa.lang.names import knows_names, name_words, opens_sentence
from qa.lang.scripts import scripts
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold

_SHORTEST = 4
# The share of a name's consonants below which it is not heard, also in scripts that spell foreign names loosely.
_HEARD, _LOOSELY, _LONGEST_TEXT = 0.84, 0.77, 3000


def shows_names(language: str) -> bool:
    """Say whether names are known by capitals, not inflected, and told from words by their frequency.

    The other language may inflect them: endings are known.
    """
    return knows_names(language) and not inflects(language) and has_frequencies(language)


def share_script(one: str, other: str) -> bool:
    """Say whether names go from one language to the other as they are, and not by their sound."""
    return bool(scripts(one) & scripts(other))


def lost_names(passage: Passage, language: str, other: Passage, other_language: str) -> Iterator[list[Word]]:
    """Yield the names of a source that its translation lacks, or the other way round, as runs of words.

    Only words that no list of the language has are taken for names that every language keeps: countries and
    institutions are translated, unknown people and towns are not. A single one that opens a sentence may be no name.
    """
    find = _unspelled if share_script(language, other_language) else _unheard
    for run in find(passage.text, language, other, other_language):
        if not any(passage.marked(word.start, word.end) for word in run):
            yield run


def _unspelled(text: str, language: str, other: Passage, other_language: str) -> Iterator[list[Word]]:
    """Yield the names that the other text, in the same script, has in no spelling."""
    told = [(other, other_language)]
    run: list[Word] = []
    for word in _kept_names(text, language):
        if is_told(_bare(word), language, told):
            continue
        if run and text[run[-1].end : word.start].strip(" -"):
            yield run
            run = []
        if run or not opens_sentence(word, text):
            run = [*run, word]
    if run:
        yield run


def _unheard(text: str, language: str, other: Passage, other_language: str) -> Iterator[list[Word]]:
    """Yield the names that sound like nothing in the other text, which has another script.

    A name is heard with the words that a dictionary has, which may be translated (`Equilibrium`), or without them. In
    long texts anything may be heard.
    """
    least = _LOOSELY if spells_loosely(other_language) else _HEARD
    for run in rare_names(text, language) if max(len(text), len(other.text)) <= _LONGEST_TEXT else ():
        names = [_bare(word) for word in run]
        untranslated = [name for name in names if not has_lemma(fold(name), language)]
        told = {name: heard(name, language, other.text, other_language) for name in names}
        if not any(_share(told, some) >= least for some in (names, untranslated)):
            yield run


def _share(told: Mapping[str, float], names: Sequence[str]) -> float:
    """Return which share of the names is told, by their length."""
    return sum(told[name] * len(name) for name in names) / max(1, sum(map(len, names)))


@lru_cache(maxsize=4096)
def rare_names(text: str, language: str) -> tuple[list[Word], ...]:
    """Return the names of a text, as runs of words, of which one word at least is one that every language keeps."""
    kept = {word.start for word in _kept_names(text, language)}
    runs = divide_names(name_words(text, language), text) if kept else ()
    return tuple(
        run for run in runs
        if any(word.start in kept for word in run) and not (len(run) == 1 and opens_sentence(run[0], text))
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _kept_names(text: str, language: str) -> tuple[Word, ...]:
    """Return the names of a text that other languages keep as they are."""
    return tuple(word for word in name_words(text, language) if _is_kept(word, language))


def _is_kept(word: Word, language: str) -> bool:
    """Say whether a name is in no list, nor is it an abbreviation, which other languages make of other words."""
    name = _bare(word)
    return (
        len(name) >= _SHORTEST
        and name.isalpha()
        and name[1:].islower()
        and not frequency(name, language)
        and not has_lemma(fold(name), language)
    )


def _bare(word: Word) -> str:
    """Return the name without what an apostrophe ties to its end."""
    return word.text.replace("’", "'").partition("'")[0]
