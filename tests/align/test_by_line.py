"""Which texts are paired line by line, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.align.by_line import is_by_line, pair_by_line
from qa.core.documents import Document
from qa.core.errors import InputError

LINES = [f"The council met on day {day} of the year." for day in range(25)]
GERMAN = [f"Der Rat tagte am Tag {day} des Jahres." for day in range(25)]


def document(lines: list[str], path: str = "a", language: str = "en", end: str = "\n") -> Document:
    return Document(path, "".join(line + end for line in lines), (), language=language)


CASES: dict[str, tuple[list[str], list[str], bool]] = {
    "sentences": (LINES, GERMAN, True),
    "one line is missing": (LINES, GERMAN[1:], False),
    "a line was left empty": (LINES, ["", *GERMAN[1:]], True),
    "few lines": (LINES[:10], GERMAN[:10], False),
    "paragraphs between blank lines": (
        [text for line in LINES for text in (line, "")],
        [text for line in GERMAN for text in (line, "")],
        False,
    ),
    "paragraphs of several sentences": ([f"{line} {line}" for line in LINES], GERMAN, False),
    "a script without spaces": (["理事会は年の最初の日に会合を開いた。"] * 25, GERMAN, True),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_paired_without_being_asked(name: str) -> None:
    article, source, expected = CASES[name]
    assert is_by_line([document(article), document(source, "s", "de")]) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_held_against_the_same_lines(end: str) -> None:
    article = document([" one ", "", "three", ""], end=end)
    reference = replace(document(["eins", "zwei", "", ""], "r"), post_edit=True)
    paired = pair_by_line(article, [reference], document(["1", "2", "", ""], "s"))
    assert paired.bilingual
    assert [
        (one.key, one.target.text, [r.text for r in one.references], one.source.text if one.source else None)
        for one in paired.segments
    ] == [("line 1", "one", ["eins"], "1"), ("line 2", "", ["zwei"], "2"), ("line 3", "three", [], None)]
    for segment in paired.segments:
        low, high = segment.target.place(0, len(segment.target.text))
        assert article.content[low:high] == segment.target.text
        assert "post-edit" in segment.flags


def test_other_numbers_of_lines_are_refused() -> None:
    with pytest.raises(InputError, match=r"^s: has 24 lines, a 25; "):
        pair_by_line(document(LINES), [], document(GERMAN[1:], "s"))
