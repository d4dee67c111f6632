from __future__ import annotations

from dataclasses import replace

from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.metrics.estimate import Estimate, penalties
from qa.metrics.expected_penalty import ExpectedPenalty

REFERENCE = "The council passed the new law on Monday by a large majority."
GOOD = "The council adopted the new law on Monday with a large majority."
BAD = "The advice banana the new law on Sunday with a small minority kettle."


def segment(target: str, reference: str = REFERENCE) -> Segment:
    return Segment("1", Passage(target, "target"), (Passage(reference, "reference"),), None, "en")


def score(metric: Estimate | ExpectedPenalty, *segments: Segment) -> float:
    return metric.finish([sum(column) for column in zip(*metric.rows(segments), strict=True)])


def test_what_is_worse_is_scored_worse() -> None:
    assert score(Estimate(), segment(GOOD)) > score(Estimate(), segment(BAD))
    assert score(ExpectedPenalty(), segment(GOOD)) < score(ExpectedPenalty(), segment(BAD))


def test_the_penalty_by_words_does_not_depend_on_how_many_segments_there_are() -> None:
    one = score(ExpectedPenalty(), segment(GOOD), segment(BAD))
    assert abs(score(ExpectedPenalty(), *[segment(GOOD), segment(BAD)] * 5) - one) < 0.01


def test_what_it_was_judged_by_stands_in_the_signature() -> None:
    bare = Segment("2", Passage(GOOD, "target"), (), Passage("Der Rat hat das Gesetz verabschiedet.", "source"), "en")
    assert "by:ref+src" in ExpectedPenalty().signature([segment(GOOD), bare])
    assert "by:src" in Estimate().signature([bare])


def test_an_empty_line_on_both_sides_says_nothing() -> None:
    for metric in (Estimate(), ExpectedPenalty()):
        assert score(metric, segment(GOOD), segment("", "")) == score(metric, segment(GOOD))
        assert score(metric, segment(GOOD), segment("")) != score(metric, segment(GOOD))


def test_each_space_before_a_mark_costs_a_little() -> None:
    whole = Segment("1", Passage("Il vient ; oui !"), (Passage("Il vient, oui."),), None, "fr")
    spaced = replace(whole, target=Passage("Il vient ; oui , dit-il !"))
    close = replace(whole, target=Passage("Il vient ; oui, dit-il !"))
    assert abs(penalties([spaced])[0] - penalties([close])[0] - 0.1) < 1e-6
    assert penalties([replace(spaced, references=(Passage("Il vient , oui ."),))]) == penalties(
        [replace(close, references=(Passage("Il vient , oui ."),))]
    )


def test_a_text_cut_into_tokens_scores_below_the_same_text() -> None:
    assert score(Estimate(), segment("The council ( of the town ) passed the new law on Monday .")) < score(
        Estimate(), segment("The council (of the town) passed the new law on Monday.")
    )
