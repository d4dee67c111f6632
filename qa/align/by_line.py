"""Pairs texts whose lines belong together, as those of OPUS, WMT and the Moses tools do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.lines import lines
from qa.core.passage import Passage
from qa.lang.sentences import sentences

_FEWEST_LINES = 20
_SAMPLE = 200
_FILLED, _SINGLE = 0.95, 0.8


def is_by_line(documents: Sequence[Document]) -> bool:
    """Say whether texts are, beyond doubt, the same segments line by line, rather than running prose.

    They have the same number of lines, at least 20, nearly all of them filled (prose mostly has blank lines between
    paragraphs), and four in five hold one sentence, so that there is nothing to align inside them.
    """
    texts = [[line.text for line in lines(document.text)] for document in documents]
    count = len(texts[0])
    if count < _FEWEST_LINES or any(len(text) != count for text in texts):
        return False
    if any(sum(map(bool, map(str.strip, text))) < _FILLED * count for text in texts):
        return False
    sample = texts[0][:: max(1, count // _SAMPLE)]
    single = sum(len(sentences(line, documents[0].language)) <= 1 for line in sample)
    return single >= _SINGLE * len(sample)


def pair_by_line(article: Document, references: Sequence[Document], source: Document | None) -> Document:
    """Return the article with one segment for each line, held against the same line of the other texts.

    Lines that are blank in all texts are left out; one that is blank in the article alone is a missing translation.

    Raises:
        InputError: a text has another number of lines than the article.
    """
    own = _lines(article)
    columns = [_parallel(reference, article, len(own)) for reference in references]
    sources = _parallel(source, article, len(own)) if source is not None else None
    flags = frozenset({"post-edit"} if any(reference.post_edit for reference in references) else ())
    segments = []
    for number, target in enumerate(own):
        beside = [column[number] for column in columns if column[number].text]
        original = sources[number] if sources is not None and sources[number].text else None
        if target.text or beside or original is not None:
            segments.append(Segment(f"line {number + 1}", target, tuple(beside), original, flags=flags))
    return replace(article, segments=tuple(segments), bilingual=True)


def _lines(document: Document) -> list[Passage]:
    return [Passage(line.text, document.path, line.start).trim() for line in lines(document.text)]


def _parallel(document: Document, article: Document, count: int) -> list[Passage]:
    found = _lines(document)
    if len(found) != count:
        raise InputError(
            f"{document.path}: has {len(found):,} lines, {article.path} {count:,}; "
            "line n of each must be the same segment"
        )
    return found
