from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from qa.align.sentences import Bead, align
from qa.core.passage import Passage

_SYLLABLES = ["ka", "lo", "mi", "ter", "van", "sol", "pri", "dun", "ge", "hof", "ras", "bel", "no", "tik", "wen", "zu"]


def text(*sentences: str) -> list[Passage]:
    found, start = [], 0
    for sentence in sentences:
        found.append(Passage(sentence, "text", start))
        start += len(sentence) + 2
    return found


def invented(seed: int, count: int) -> list[str]:
    """Return sentences of made-up words, so that no two have much in common."""
    chance = random.Random(seed)
    return [
        " ".join("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(chance.randint(6, 14))).capitalize() + "."
        for _ in range(count)
    ]


def paired(beads: tuple[Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.target, bead.other) for bead in beads]


@given(st.lists(st.text(max_size=30), max_size=7), st.lists(st.text(max_size=30), max_size=7), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_text_gives_every_sentence_once(first: list[str], second: list[str], same: bool) -> None:
    beads = align(text(*first), text(*second), "en", "en" if same else "ru")
    assert sorted(i for bead in beads for i in bead.target) == list(range(len(first)))
    assert sorted(i for bead in beads for i in bead.other) == list(range(len(second)))
    assert beads == align(text(*first), text(*second), "en", "en" if same else "ru")
    assert all(-1e-6 <= bead.similarity <= 1 + 1e-6 for bead in beads)


@given(st.integers(0, 10**6), st.integers(1, 40))
@settings(deadline=None, max_examples=25)
def test_identical_texts_align_one_to_one(seed: int, count: int) -> None:
    lines = invented(seed, count)
    assert paired(align(text(*lines), text(*lines), "de", "de")) == [((i,), (i,)) for i in range(count)]


@given(st.integers(0, 10**6), st.integers(2, 30), st.data())
@settings(deadline=None, max_examples=25)
def test_merged_neighbours_give_two_to_one(seed: int, count: int, data: st.DataObject) -> None:
    lines = invented(seed, count)
    at = data.draw(st.integers(0, count - 2))
    merged = [*lines[:at], f"{lines[at]} {lines[at + 1]}", *lines[at + 2 :]]
    wanted = [((i,), (i,)) for i in range(at)] + [((at, at + 1), (at,))]
    wanted += [((i + 1,), (i,)) for i in range(at + 1, count - 1)]
    assert paired(align(text(*lines), text(*merged), "fr", "fr")) == wanted
    assert paired(align(text(*merged), text(*lines), "fr", "fr")) == [(other, target) for target, other in wanted]


@given(st.integers(0, 10**6), st.integers(1, 20), st.integers(1, 20))
@settings(deadline=None, max_examples=25)
def test_unrelated_text_at_the_end_changes_nothing(seed: int, count: int, more: int) -> None:
    lines = invented(seed, count)
    extra = [chr(0x410 + ord(line[0]) % 30) * 3 + f" {i}" for i, line in enumerate(invented(seed + 1, more))]
    alone = align(text(*lines), text(*lines), "en", "en")
    assert paired(align(text(*lines, *extra), text(*lines), "en", "en"))[:count] == paired(alone)
    assert paired(align(text(*lines), text(*lines, *extra), "en", "en"))[:count] == paired(alone)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_empty_texts(language: str) -> None:
    assert align([], [], "en", language) == ()
    assert paired(align(text("Left."), [], "en", language)) == [((0,), ())]
    assert paired(align([], text("Right."), "en", language)) == [((), (0,))]


def test_one_sentence() -> None:
    assert paired(align(text("It rained."), text("It rained."), "en", "en")) == [((0,), (0,))]
    assert paired(align(text("Es regnete in Rom."), text("It rained in Rome."), "de", "en")) == [((0,), (0,))]


def test_additions_and_omissions_stay_unpaired() -> None:
    lines = invented(5, 20)
    shorter = lines[:7] + lines[9:]
    beads = paired(align(text(*lines), text(*shorter), "es", "es"))
    assert [target for target, other in beads if not other] == [(7,), (8,)]
    assert all(len(target) == 1 for target, _ in beads)
    beads = paired(align(text(*shorter), text(*lines), "es", "es"))
    assert [other for target, other in beads if not target] == [(7,), (8,)]


def test_a_sentence_moved_is_found() -> None:
    lines = invented(6, 12)
    moved = [*lines[:3], lines[4], lines[5], lines[3], *lines[6:]]
    beads = paired(align(text(*lines), text(*moved), "it", "it"))
    assert {((3,), (5,)), ((4,), (3,)), ((5,), (4,))} <= set(beads)


def test_two_sentences_exchanged_are_not_taken_together() -> None:
    lines = invented(7, 8)
    beads = paired(align(text(*lines), text(*lines[:2], lines[3], lines[2], *lines[4:]), "it", "it"))
    assert ((2,), (3,)) in beads
    assert ((3,), (2,)) in beads


def test_a_second_half_that_stands_further_on_is_found() -> None:
    target = text("The dam will hold until April, and nobody needs to leave home, the mayor promised.", *invented(8, 4))
    other = text(
        "The dam will hold until April, the mayor promised.", target[1].text, "Nobody needs to leave home.",
        *[passage.text for passage in target[2:]],
    )  # fmt: skip
    assert ((0,), (0, 2)) in paired(align(target, other, "en", "en"))


def test_a_fragment_joins_the_sentence_before() -> None:
    line = "The colony was closed, according to the outlet. Xq Zrrk."
    whole = Passage(line, "text", 0)
    beads = align([whole.cut(0, 47), whole.cut(48, 56)], text("The colony was closed, the outlet says."), "en", "en")
    assert paired(beads) == [((0, 1), (0,))]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "ja",
            ["台風は火曜日に九州へ上陸した。", "学校は休みになった。"],
            ["火曜日、台風が九州に上陸した。学校は休校となった。"],
        ),
        ("zh", ["台风星期二登陆。", "学校都停课了。"], ["台风周二登陆。学校停课。"]),
        ("th", ["พายุขึ้นฝั่งเมื่อวันอังคาร", "โรงเรียนทั้งหมดปิด"], ["พายุขึ้นฝั่งวันอังคาร โรงเรียนทั้งหมดถูกปิด"]),
        (
            "ar",
            ["وصلت العاصفة يوم الثلاثاء.", "أغلقت المدارس أبوابها."],
            ["يوم الثلاثاء وصلت العاصفة وأغلقت المدارس أبوابها."],
        ),
        ("hi", ["तूफ़ान मंगलवार को तट पर पहुँचा।", "सभी स्कूल बंद रहे।"], ["मंगलवार को तूफ़ान तट पर पहुँचा और सभी स्कूल बंद रहे।"]),
        (
            "ko",
            ["태풍이 화요일에 상륙했다.", "모든 학교가 문을 닫았다."],
            ["화요일 태풍이 상륙하면서 모든 학교가 문을 닫았다."],
        ),
    ],
)
def test_scripts(language: str, first: list[str], second: list[str]) -> None:
    assert paired(align(text(*first), text(*second), language, language)) == [((0, 1), (0,))]


def test_between_languages_names_and_numbers_lead() -> None:
    target = text(
        "Владимир Сальдо родился в 1956 году.",
        "В Херсоне живут 280 тысяч человек.",
        "Маргарита Симоньян написала об этом в четверг.",
        "Погода была плохой весь день.",
        "Путин ответил в пятницу.",
    )
    other = text(
        "Vladimir Saldo was born in 1956.",
        "Margarita Simonyan wrote about it on Thursday.",
        "Kherson has 280 thousand inhabitants.",
        "The weather was bad all day.",
        "Putin answered on Friday.",
    )
    beads = paired(align(target, other, "ru", "en"))
    assert {((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,)), ((4,), (4,))} == set(beads)


def test_what_an_encoder_sees_in_sentences_joins_them() -> None:
    lines = [f"{chr(97 + number) * 4} {chr(98 + number) * 5}." for number in range(12)]
    others = [f"{chr(0x430 + number) * 4} {chr(0x431 + number) * 5}." for number in range(12)]
    order = [0, 1, 2, 4, 3, 5, 6, 8, 9, 10, 11]
    places = {line: number for number, line in enumerate(lines)} | {line: number for number, line in enumerate(others)}

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(12, dtype=np.float32)[[places[text] for text in texts]] + np.float32(3)

    beads = align(text(*lines), text(*(others[number] for number in order)), "en", "ru", vectors)
    expected = {((number,), (place,)) for place, number in enumerate(order)} | {((7,), ())}
    assert set(paired(beads)) == expected


def test_long_texts_are_aligned_in_a_band() -> None:
    lines = invented(11, 1200)
    shorter = lines[:300] + lines[420:900] + lines[901:]
    beads = paired(align(text(*lines), text(*shorter), "en", "en"))
    kept = [*range(300), *range(420, 900), *range(901, 1200)]
    right = set(beads) & {((number,), (place,)) for place, number in enumerate(kept)}
    assert len(right) >= 0.99 * len(kept)
    assert len([bead for bead in beads if not bead[1]]) >= 119
