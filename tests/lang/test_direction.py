from __future__ import annotations

import pytest

from qa.lang.direction import direction


@pytest.mark.parametrize(
    "tag", ["ar", "ar-EG", "he", "iw", "fa", "ur", "ps", "yi", "dv", "ug", "ckb", "az-Arab", "und-Hebr"]
)
def test_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "uk", "ja", "zh-Hant", "hi", "az", "ur-Latn", "und", "xx", "", "not a tag!"])
def test_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"
