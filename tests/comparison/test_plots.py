from __future__ import annotations

import random
from xml.etree import ElementTree as ET

import pytest

from qa.comparison import plots
from qa.comparison.measure import How, compare_systems
from qa.comparison.results import Comparison
from qa.config.settings import Settings
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.systems import System

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    def system(name: str, word: str) -> System:
        texts = [f"{word} met on day {number}." for number in range(8)]
        segments = (
            Segment(str(n), Passage(text), (Passage(f"They met on day {n}."),), target_lang="en")
            for n, text in enumerate(texts)
        )
        return System(name, tuple(segments))

    systems = [system("one <b>", "Them"), system("two \u202e", "They")]
    return compare_systems(systems, Settings(metric=("chrf", "ter")), How(checked=False))


def titles(plot: str) -> list[str]:
    root = ET.fromstring(plot)
    assert not [one for one in root.iter() if "style" in one.attrib or one.tag.endswith(("script", "style", "image"))]
    return [title.text or "" for title in root.iter(f"{_SVG}title")]


def test_every_system_is_shown_with_its_interval_and_what_the_difference_means(comparison: Comparison) -> None:
    found = plots.ranges(comparison)
    assert list(found) == ["chrf", "ter"]
    for metric, plot in found.items():
        one, two = titles(plot)
        assert one.startswith("one <b>: ")
        assert two.startswith("two \\u202e: ")
        assert " to " in one
        assert "var(--better)" in plot, metric
        assert "var(--worse)" not in plot


def test_bars_hold_every_segment_that_differs_and_tell_better_from_worse() -> None:
    points = [(50.0, 50.0)] * 3 + [(50.0, 51.0)] * 4 + [(50.0, 40.0)] * 2
    plot = plots.histogram(points, "chrf", True)
    assert [title.partition(":")[0] for title in titles(plot)] == ["2 segments", "4 segments"]
    falling = plots.histogram(points, "ter", False)
    assert plot.index("var(--worse)") < plot.index("var(--better)")
    assert falling.index("var(--better)") < falling.index("var(--worse)")
    assert plots.histogram(points[:3], "chrf", True) == ""


@pytest.mark.parametrize(("count", "dots"), [(1000, True), (5000, False)])
def test_a_dot_for_each_segment_or_squares_for_very_many(comparison: Comparison, count: int, dots: bool) -> None:
    chance = random.Random(1)
    points = [(chance.gauss(50, 9), chance.gauss(52, 9)) for _ in range(count)]
    plot = plots.scatter(points, comparison.systems[0], comparison)
    found = titles(plot)
    assert len(found) == count if dots else 100 < len(found) <= 31 * 31
    assert dots or sum(int(title.partition(" ")[0].replace(",", "")) for title in found) == count
    assert len(plot) < 400_000


def test_one_single_score_is_drawn_too(comparison: Comparison) -> None:
    assert len(titles(plots.scatter([(5.0, 5.0)] * 1200, comparison.systems[0], comparison))) == 1
