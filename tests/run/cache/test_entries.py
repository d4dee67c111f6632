"""What makes a segment another one for the cache."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pytest

from qa.core.documents import Segment
from qa.core.passage import Passage, Piece
from qa.run.cache.entries import address

SEGMENT = Segment("1", Passage("Text", "a"), target_lang="de")
OTHERS: list[dict[str, Any]] = [
    {"target": Passage("Other", "a")},
    {"target": Passage("Text", "a", 0, (Piece(0, 0, 9),))},
    {"target": Passage("Text", "a", marks=((0, 2),))},
    {"target": Passage("Text", "a", escape=html.escape)},
    {"source": Passage("Text", "b")},
    {"references": (Passage("Text", "b"),)},
    {"target_lang": "fr"},
    {"source_lang": "en"},
    {"flags": frozenset({"heading"})},
    {"forms": ("one", "other")},
    {"longest": 3},
]


@pytest.mark.parametrize("other", OTHERS, ids=range(len(OTHERS)))
def test_whatever_a_check_can_see_counts(other: dict[str, Any]) -> None:
    assert address(replace(SEGMENT, **other)).content != address(SEGMENT).content


def test_a_segment_that_moved_is_the_same() -> None:
    moved = replace(SEGMENT, key="2", paragraph=7, target=Passage("Text", "a", 80))
    assert address(moved).content == address(SEGMENT).content
    assert address(moved).there != address(SEGMENT).there
