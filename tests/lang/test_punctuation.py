from __future__ import annotations

import pytest

from qa.lang.punctuation import without_loose_spaces


@pytest.mark.parametrize(
    ("language", "text", "kept", "count"),
    [
        ("en", "He came , saw ( it ) .", "He came, saw (it).", 4),
        ("en", 'He said "no" , and "yes ."', 'He said "no", and "yes."', 2),
        ("en", "Well - hm ... yes :) & no", "Well - hm ... yes :) & no", 0),
        ("fr", "Il vient ; oui , non !", "Il vient ; oui, non !", 1),
        ("ru", "Он пришёл , а она ушла .", "Он пришёл, а она ушла.", 2),
        ("ar", "جاء ، ثم ذهب .", "جاء، ثم ذهب.", 2),
    ],
)
def test_spaces_before_marks_are_taken_away(language: str, text: str, kept: str, count: int) -> None:
    assert without_loose_spaces(text, language) == (kept, count)
