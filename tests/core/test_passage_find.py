from __future__ import annotations

import pytest

from qa.core.passage import Passage, Piece, join

PLAIN = Passage("Tom and Ann", "f", 10)
ENTITY = Passage("Tom & Ann", "f", 10, (Piece(0, 10, 4), Piece(4, 14, 5), Piece(5, 19, 4)))
JOINED = join([Passage("Ab", "f", 0), Passage("cd", "f", 7)])


@pytest.mark.parametrize("passage", [PLAIN, ENTITY, JOINED, Passage("", "f", 3)])
def test_find_undoes_place(passage: Passage) -> None:
    size = len(passage.text)
    for start in range(size + 1):
        for end in range(start, size + 1):
            assert passage.find(*passage.place(start, end)) == (start, end)


def test_a_range_inside_an_indivisible_run_covers_it_whole() -> None:
    assert ENTITY.find(15, 17) == (4, 5)


def test_what_lies_outside_the_passage_is_left_out() -> None:
    assert PLAIN.find(0, 13) == (0, 3)
    assert PLAIN.find(17, 99) == (7, 11)


@pytest.mark.parametrize(("start", "end"), [(0, 10), (21, 25), (9, 9), (22, 22)])
def test_a_range_outside_the_passage_is_not_found(start: int, end: int) -> None:
    assert PLAIN.find(start, end) is None


def test_markup_between_two_runs_is_not_found() -> None:
    bold = Passage("Ab", "f", 0, (Piece(0, 0, 1), Piece(1, 4, 1)))
    assert bold.find(1, 4) is None
    assert bold.find(0, 5) == (0, 2)
