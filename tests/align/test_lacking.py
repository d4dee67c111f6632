from __future__ import annotations

from qa.align.lacking import open_seams


def _missing(text: str, reference: str, language: str = "en") -> dict[int, list[str]]:
    return {seam.start: [word.text for word in seam.missing] for seam in open_seams(text, reference, language) or ()}


def test_a_lost_word_belongs_between_the_words_around_it() -> None:
    assert _missing("The police that he had left.", "The police found that he had left.") == {10: ["found"]}


def test_nothing_is_lost_where_another_word_stands_for_it() -> None:
    assert not any(_missing("The police saw that he left.", "The police found that he left.").values())


def test_a_word_that_stands_elsewhere_is_not_lost() -> None:
    assert not any(_missing("Now people write messages to us.", "People write messages to us now.").values())


def test_equal_texts_go_on_alike_and_strange_ones_cannot_be_compared() -> None:
    assert open_seams("He left early.", "He left early.", "en") == ()
    assert open_seams("He left early.", "Nothing of this is said.", "en") is None


def test_facts_are_those_of_both_texts() -> None:
    seams = open_seams("The police that he had left.", "The police found that he had left.", "en")
    assert seams is not None
    facts = seams[0].facts
    assert (facts.lost, facts.linked, facts.crossed, facts.free, facts.length) == (1, 1, 0, 1, 6)
    assert facts.shared == 12 / 13
