"""Places of a translation at which words of a reference may be missing."""

from __future__ import annotations

from qa.align.left_out import Candidate, Compared, Signs, compare, likeliest
from qa.align.torn import place_strains

TEXT, REFERENCE = "The police that he had left.", "The police found that he had left."


def compared(text: str, reference: str) -> Compared:
    found = compare(text, reference, "en", place_strains(text, "en"))
    assert found is not None
    return found


def missing(text: str, reference: str) -> dict[int, list[str]]:
    every = compared(text, reference).candidates()
    return {one.place.start: [word.text for word in one.missing] for one in every if one.missing}


def test_a_lost_word_belongs_between_the_words_around_it() -> None:
    assert missing(TEXT, REFERENCE) == {10: ["found"]}


def test_a_word_may_have_stood_on_either_side_of_one_that_has_no_counterpart() -> None:
    assert missing("The police soon that he left.", "The police found that he left.") == {10: ["found"], 15: ["found"]}


def test_a_word_that_stands_elsewhere_is_not_lost() -> None:
    assert not missing("Now people write messages to us.", "People write messages to us now.")


def test_a_word_is_lost_at_the_end_where_the_reference_ends_with_it() -> None:
    assert missing("She came.", "She came in the morning.") == {8: ["in", "the", "morning"]}


def test_a_text_without_words_has_no_places() -> None:
    assert compare("...", REFERENCE, "en", ()) is None
    assert compare(TEXT, "...", "en", ()) is None


def test_the_signs_are_those_of_the_place_and_of_both_texts() -> None:
    signs = compared(TEXT, REFERENCE).places[2].signs
    assert (signs.lost_after, signs.lost_before, signs.alone, signs.tight, signs.together) == (1, 1, 1, 1, 0)
    assert signs.shared == 12 / 13


def test_of_places_that_stand_together_the_likeliest_is_kept() -> None:
    every = compared(TEXT, REFERENCE).candidates()
    weights = [float(name in ("below", "strain", "lost_after")) for name in Signs._fields]
    found = likeliest([every], weights, 0.0)
    assert found[0].start == 10


def test_a_word_must_be_missing_by_every_reference() -> None:
    weights = [{"constant": -1.0, "alone": 2.0}.get(name, 0.0) for name in Signs._fields]
    every: list[list[Candidate]] = [compared(TEXT, other).candidates() for other in (REFERENCE, TEXT)]
    assert likeliest(every[:1], weights, 0.5)
    assert not likeliest(every, weights, 0.5)
