from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.lang.folding import Letters, folded

LETTERS = Letters({"ё": "е", "\u064e": ""})


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ёлка", "елка"),
        ("Straße", "strasse"),
        ("E\u0301tat", "état"),
        ("ＡＢＣ", "abc"),
        ("ca\u00adfé", "café"),
        ("", ""),
    ],
)
def test_only_meaning_counts(text: str, plain: str) -> None:
    assert folded(text, LETTERS).text == plain


def test_places_lead_back_to_the_original() -> None:
    text = "a\u00adß e\u0301 ﬁx"
    found = folded(text, LETTERS)
    assert found.text == "ass é fix"
    start = found.text.index("fix")
    assert text[found.place(start) : found.place(start + 3)] == "ﬁx"
    assert text[found.place(4) : found.place(5)] == "e\u0301"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_places_rise_and_stay_in_the_text(text: str) -> None:
    found = folded(text, LETTERS)
    places = [found.place(offset) for offset in range(len(found.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
