import random

import pytest

from qa.align.misplaced import Stretch, misplaced


def column(count: int, seed: int = 1, stretched: float = 1.0) -> list[str]:
    """Make texts of differing lengths, some with a number; `stretched` makes all of them longer."""
    rng = random.Random(seed)
    texts = []
    for _ in range(count):
        words = round(rng.randrange(4, 40) * stretched)
        number = f" {rng.randrange(1000)}" if rng.random() < 0.3 else ""
        texts.append("word " * words + number)
    return texts


SOURCE, TARGET = column(120), column(120, stretched=1.2)


def test_texts_beside_their_own_are_left_alone() -> None:
    assert misplaced(TARGET, SOURCE) == []


@pytest.mark.parametrize(("lost", "offset"), [(1, -1), (2, -2), (6, -6)])
def test_lines_lost_from_the_source(lost: int, offset: int) -> None:
    source = SOURCE[:30] + SOURCE[30 + lost :]
    (found,) = misplaced(TARGET[: len(source)], source)
    assert (found.offset, found.end) == (offset, len(source))
    assert abs(found.first - 30) <= lost + 1


def test_a_line_lost_and_another_one_doubled() -> None:
    source = SOURCE[:30] + SOURCE[31:80] + [SOURCE[80]] * 2 + SOURCE[81:]
    (found,) = misplaced(TARGET, source)
    assert found.offset == -1
    assert abs(found.first - 30) <= 2
    assert abs(found.end - 80) <= 2


def test_another_text_altogether() -> None:
    assert misplaced(TARGET, column(120, seed=2)) == [Stretch(0, 120, None)]


def test_a_part_with_a_usual_length_of_its_own_is_left_alone() -> None:
    assert misplaced(TARGET[:80] + column(120, stretched=0.4)[80:], SOURCE) == []


def test_gaps_and_empty_columns_are_left_alone() -> None:
    assert misplaced(["", *TARGET[1:60], *[""] * 60], SOURCE) == []
    assert misplaced([], []) == []
    assert misplaced([""] * 30, SOURCE[:30]) == []
