"""Pairs the entries of two files by their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.core.documents import Document, Segment
from qa.core.passage import Passage
from qa.lang.plurals import numbers_of, source_of_form

_ABSENT = "in the source's file and not here"


def pair_by_key(article: Document, source: Document | None, references: Sequence[Document] = ()) -> Document:
    """Return the article whose entries have those of the other files with the same key as sources and references.

    Of an entry with plural forms, which languages have in different numbers, each form gets the source's form that it
    is to be held against. Entries that only the source has are counted as unfinished.
    """
    theirs = [{segment.key: segment.target for segment in reference.segments} for reference in references]
    if theirs:
        segments = tuple(
            replace(segment, references=tuple(texts[segment.key] for texts in theirs if segment.key in texts))
            for segment in article.segments
        )
        article = replace(article, segments=segments)
    return article if source is None else _with_sources(article, source)


def _with_sources(article: Document, source: Document) -> Document:
    texts = {segment.key: segment.target for segment in source.segments}
    forms: dict[str, list[Passage]] = {}
    for segment in source.segments:
        if "plural-form" in segment.flags:
            forms.setdefault(_entry(segment.key), []).append(segment.target)
    segments = tuple(
        replace(segment, source=_source(segment, texts, forms, article.language)) for segment in article.segments
    )
    here = {_entry(segment.key) for segment in segments}
    absent = sum(_entry(key) not in here for key in texts)
    unfinished = article.unfinished + (((_ABSENT, absent),) if absent else ())
    return replace(article, segments=segments, unfinished=unfinished)


def _source(
    segment: Segment, texts: Mapping[str, Passage], forms: Mapping[str, Sequence[Passage]], language: str
) -> Passage | None:
    entry = _entry(segment.key)
    if "plural-form" not in segment.flags or entry not in forms:
        return texts.get(segment.key) or texts.get(entry)
    numbers = numbers_of(language, segment.key[len(entry) + 1 : -1])
    return source_of_form(segment.target, forms[entry], numbers)


def _entry(key: str) -> str:
    """Return the key of the entry that `files[one]` is a form of; another key is its own."""
    return key.rpartition("[")[0] if key.endswith("]") and "[" in key[1:] else key
