from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa.core.errors import InputError
from qa.judge.worse import PENALTY, Unit, Units, changes, read_units


def units(penalties: Sequence[float], witness: bool = True, **others: float) -> Units:
    return {
        "a": [
            Unit(f"t{number}", (f"s{number}",) if witness else (), {PENALTY: value, **others})
            for number, value in enumerate(penalties)
        ]
    }


def test_many_small_losses_are_significant_and_few_are_not() -> None:
    many = changes(units([0] * 20), units([0] * 12 + [1] * 8))
    assert [(change.metric, change.worse, change.segments) for change in many] == [(PENALTY, True, 20)]
    assert (many[0].before, many[0].after) == (0, 0.4)
    assert many[0].p < 0.02
    assert not changes(units([0] * 20), units([0] * 18 + [1] * 2))[0].worse
    assert not changes(units([1] * 20), units([0] * 20))[0].worse
    assert changes(units([1] * 20), units([1] * 20))[0].p == 1


def test_a_p_value_is_that_of_the_exact_test() -> None:
    # Five losses of the same size and no gain: only one of 32 patterns of signs is as extreme.
    assert changes(units([0] * 9), units([0] * 4 + [5] * 5))[0].p == pytest.approx(1 / 32, abs=0.012)


def test_a_loss_counts_less_where_there_are_more_scores_to_lose() -> None:
    alone = changes(units([0] * 9), units([0] * 4 + [5] * 5))
    beside = changes(units([0] * 9, chrf=60), units([0] * 4 + [5] * 5, chrf=60))
    assert [change.worse for change in alone] == [True]
    assert [(change.metric, change.worse) for change in beside] == [(PENALTY, False), ("chrf", False)]


def test_segments_with_one_source_are_paired_in_their_order() -> None:
    same = {"a": [Unit(f"t{value}", ("s",), {PENALTY: value}) for value in (0.0, 5.0, 1.0, 25.0)]}
    assert changes(same, same)[0].p == 1


def test_a_higher_score_is_better_unless_it_is_an_error_rate() -> None:
    old, new = units([0] * 9, chrf=60, ter=30), units([0] * 9, chrf=50, ter=20)
    assert {change.metric: change.worse for change in changes(old, new, ["ter"])} == {
        PENALTY: False, "chrf": True, "ter": False,
    }  # fmt: skip


def test_segments_are_paired_by_what_they_translate() -> None:
    old, new = units([0] * 20), units([0] * 12 + [1] * 8)
    shuffled = {"moved": [Unit("new", ("new",), {PENALTY: 25.0}), *reversed(new["a"])]}
    assert changes(old, shuffled)[0].segments == 20
    assert changes(old, shuffled)[0].after == 0.4


def test_running_text_is_paired_in_its_order() -> None:
    old, new = units([0] * 5, witness=False), units([1] * 5, witness=False)
    inserted = {"a": [*new["a"][:2], Unit("new", (), {PENALTY: 25.0}), *new["a"][2:]]}
    assert changes(old, inserted)[0].segments == 5


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"findings": [{}], "segments": []}', '{"findings": [], "segments": 3}']
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="-f json"):
        read_units(text, "x.json")
