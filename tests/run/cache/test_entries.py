"""What makes a segment another one for the cache."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.run.cache.entries import address

SEGMENT = Segment("1", Passage("Text", "a"), target_lang="de")
OTHERS: dict[str, Any] = {
    "target": Passage("Other", "a"),
    "source": Passage("Text", "b"),
    "references": (Passage("Text", "b"),),
    "target_lang": "fr",
    "source_lang": "en",
    "flags": frozenset({"heading"}),
    "forms": ("one", "other"),
    "longest": 3,
}


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_a_check_can_see_counts(name: str) -> None:
    assert address(replace(SEGMENT, **{name: OTHERS[name]})).content != address(SEGMENT).content


def test_a_segment_that_moved_is_the_same() -> None:
    moved = replace(SEGMENT, key="2", paragraph=7, target=Passage("Text", "a", 80))
    assert address(moved).content == address(SEGMENT).content
    assert address(moved).there != address(SEGMENT).there
