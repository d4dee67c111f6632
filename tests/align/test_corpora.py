"""The alignment of real articles with their references and their source, against pairs made by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa.align.segments import align_article, divide
from qa.core.documents import Document, Segment
from tests.align.texts import prose


@dataclass(frozen=True)
class Case:
    pairs: str
    article: str
    other: str
    is_source: bool
    share: float

    def __str__(self) -> str:
        return self.pairs


CASES = [
    Case("kremlin.close", "kremlin/article.en.txt", "kremlin/reference-close.en.txt", False, 0.95),
    Case("kremlin.free", "kremlin/article.en.txt", "kremlin/reference-free.en.txt", False, 0.95),
    Case("kremlin-ru.reference", "kremlin-ru/article.ru.txt", "kremlin-ru/reference.ru.txt", False, 0.95),
    Case("kremlin-uk.reference", "kremlin-uk/article.uk.txt", "kremlin-uk/reference.uk.txt", False, 0.95),
    Case("kremlin-ru.source", "kremlin-ru/article.ru.txt", "kremlin/reference-close.en.txt", True, 0.9),
]


def load(corpora: Path, name: str) -> Document:
    text = (corpora / name).read_text(encoding="utf-8")
    return prose(text, name.split(".")[-2], name)


def counterpart(segment: Segment, is_source: bool) -> str:
    passage = segment.source if is_source else next(iter(segment.references), None)
    return passage.text if passage else ""


def holds(pair: dict[str, object], segments: list[Segment], is_source: bool) -> bool:
    wanted = [str(text) for text in pair["counterpart"]]  # type: ignore[attr-defined]
    article = str(pair["article"])
    own = [s for s in segments if s.target.text and (article in s.target.text or s.target.text in article)]
    texts = [counterpart(segment, is_source) for segment in own]
    if not wanted:
        return not any(texts)
    return bool(own) and all(any(text in found for found in texts) for text in wanted)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_gold_pairs_hold(case: Case, corpora: Path, gold: Path) -> None:
    article, other = (load(corpora, name) for name in (case.article, case.other))
    pairs = tomllib.loads((gold / f"{case.pairs}.pairs.toml").read_text(encoding="utf-8"))["pair"]
    references = [] if case.is_source else [other]
    segments = list(align_article(article, references, other if case.is_source else None))
    wrong = [pair["article"] for pair in pairs if not holds(pair, segments, case.is_source)]
    assert len(wrong) <= (1 - case.share) * len(pairs), wrong


@pytest.mark.parametrize("case", CASES, ids=str)
def test_segments_are_small_and_hold_every_sentence_once(case: Case, corpora: Path, gold: Path) -> None:
    article, other = (load(corpora, name) for name in (case.article, case.other))
    references = [] if case.is_source else [other]
    segments = align_article(article, references, other if case.is_source else None)
    sentences = [sentence.passage.text for sentence in divide(article)]
    sizes = [sum(text in segment.target.text for text in sentences) for segment in segments if segment.target.text]
    assert sum(sizes) == len(sentences)
    assert sum(size <= 2 for size in sizes) > 0.8 * len(sizes)


def test_segments_whole_in_two_references_stay_small(corpora: Path) -> None:
    names = ("article.en.txt", "reference-close.en.txt", "reference-free.en.txt")
    article, close, free = (load(corpora, f"kremlin/{name}") for name in names)
    segments = [segment for segment in align_article(article, [close, free], None) if segment.target.text]
    count = len(divide(article))
    assert count / len(segments) < 1.5
    assert all(len(segment.references) == 2 for segment in segments)
