"""A question about a word is asked once, and again when too many others came between."""

from __future__ import annotations

from qa.lang import word_answers
from qa.lang.word_answers import WordAnswers


def test_each_word_is_asked_about_once() -> None:
    asked: list[str] = []
    lengths = WordAnswers(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("to", "be", "to", "bee")] == [2, 2, 2, 3]
    assert asked == ["to", "be", "bee"]


def test_not_more_is_kept_than_there_is_room_for(monkeypatch) -> None:
    monkeypatch.setattr(word_answers, "_MOST", 2)
    lengths = WordAnswers(len)
    assert [lengths[word] for word in ("to", "be", "bee", "to")] == [2, 2, 3, 2]
    assert len(lengths) == 2
