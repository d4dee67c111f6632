"""Finds names of the source that a translation lacks, where every language keeps them as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from qa.align.names import is_told
from qa.core.documents import Segment
from qa.lang.lemmas import has_lemma
from qa.lang.name_spellings import inflects
from qa.lang.names import knows_names, name_words, opens_sentence
from qa.lang.scripts import scripts
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold

_SHORTEST = 4


def keeps_names(source: str, target: str) -> bool:
    """Say whether names go from one language to the other as they are: known by capitals, of one script, not inflected.

    Only the source must not inflect: endings in the translation are known.
    """
    return (
        knows_names(source)
        and not inflects(source)
        and has_frequencies(source)
        and bool(scripts(source) & scripts(target))
    )


def lost_source_names(segment: Segment) -> Iterator[list[Word]]:
    """Yield the names of the source that the translation lacks, as runs of words.

    Only words that no list of the source language has are taken for names that every language keeps: countries and
    institutions are translated, unknown people and towns are not. A single one that opens a sentence may be no name.
    """
    source, language = segment.source, segment.source_lang
    if source is None or language is None or not keeps_names(language, segment.target_lang):
        return
    told = [(segment.target, segment.target_lang)]
    run: list[Word] = []
    for word in _kept_names(source.text, language):
        if source.marked(word.start, word.end) or is_told(_bare(word), language, told):
            continue
        if run and source.text[run[-1].end : word.start].strip(" -"):
            yield run
            run = []
        if run or not opens_sentence(word, source.text):
            run = [*run, word]
    if run:
        yield run


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
