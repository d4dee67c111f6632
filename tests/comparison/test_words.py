from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.comparison.examples import difference


@pytest.mark.parametrize(
    ("language", "one", "other", "lacking", "added"),
    [
        ("en", "The cat sat.", "The dog sat.", ["cat"], ["dog"]),
        ("uk", "Він пішов додому.", "Він пішов.", ["додому"], []),
        ("zh", "他们调动了士兵。", "他们调动了坦克。", ["士兵"], ["坦克"]),
        ("ar", "وصل الوزير أمس", "وصل الرئيس أمس", ["الوزير"], ["الرئيس"]),
        ("en", "It was.", "It was!", ["."], ["!"]),
        ("en", "", "New", [], ["New"]),
        ("en", "The big red dog sat.", "The dog sat.", ["big red"], []),
        ("de", "mit einem Fall", "in jenem einen Fall", ["mit einem"], ["in jenem einen"]),
        ("en", "Two  spaces", "Two spaces", [" "], []),
    ],
)
def test_words_that_differ_are_marked(language: str, one: str, other: str, lacking: list, added: list) -> None:
    before, after = difference(one, other, language)
    assert [piece.text for piece in before if not piece.same] == lacking
    assert [piece.text for piece in after if not piece.same] == added


@given(st.text("ab ,é文\U0001f600", max_size=20), st.text("ab ,é文\U0001f600", max_size=20))
def test_pieces_joined_are_the_text_again(one: str, other: str) -> None:
    before, after = difference(one, other, "en")
    assert "".join(piece.text for piece in before) == one
    assert "".join(piece.text for piece in after) == other
