from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.align.segments import align_article, divide
from qa.core.documents import Document, Segment
from tests.align.texts import prose

FLOOD = "The river Elbe rose by four metres on Monday."
SCHOOLS = "Schools in Dresden stayed closed for the whole week."
TRAINS = "Trains to Prague were cancelled until further notice."
MAYOR = "The mayor thanked volunteers who had filled thousands of sandbags."
RAIN = "Forecasters expect no more rain before Sunday."
COST = "Insurers put the damage at 80 million euros."


def texts(segments: tuple[Segment, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(segment.target.text, tuple(passage.text for passage in segment.references)) for segment in segments]


def pages(*paragraphs: str, path: str = "text") -> Document:
    return prose("\n\n".join(paragraphs), path=path)


def test_divide_keeps_places_and_paragraphs() -> None:
    document = pages(f"{FLOOD} {SCHOOLS}", TRAINS)
    sentences = divide(document)
    assert [sentence.passage.text for sentence in sentences] == [FLOOD, SCHOOLS, TRAINS]
    assert [sentence.paragraph for sentence in sentences] == [0, 0, 1]
    for sentence in sentences:
        start, end = sentence.passage.place(0, len(sentence.passage.text))
        assert document.content[start:end] == sentence.passage.text


def test_alone_every_sentence_is_a_segment() -> None:
    segments = align_article(pages(f"{FLOOD} {SCHOOLS}", TRAINS), [], None)
    assert texts(segments) == [(FLOOD, ()), (SCHOOLS, ()), (TRAINS, ())]
    assert [segment.key for segment in segments] == ["1", "2", "3"]
    assert all(not segment.flags for segment in segments)


def test_empty_article() -> None:
    assert align_article(pages(""), [], None) == ()
    assert texts(align_article(pages(""), [pages(FLOOD)], None)) == [("", (FLOOD,))]


def test_a_segment_is_whole_in_every_reference() -> None:
    article = pages(f"{FLOOD} {SCHOOLS} {TRAINS}", MAYOR)
    first = pages(
        "The river Elbe rose by four metres on Monday, and schools in Dresden stayed closed for the whole week. "
        f"{TRAINS} {MAYOR}"
    )
    second = pages(FLOOD, SCHOOLS, TRAINS, MAYOR)
    segments = align_article(article, [first, second], None)
    assert [target for target, _ in texts(segments)] == [f"{FLOOD} {SCHOOLS}", TRAINS, MAYOR]
    assert segments[0].references[1].text == f"{FLOOD} {SCHOOLS}"
    assert all(len(segment.references) == 2 for segment in segments)


def test_what_only_the_article_says_is_unpaired() -> None:
    segments = align_article(pages(f"{FLOOD} {COST} {SCHOOLS}"), [pages(f"{FLOOD} {SCHOOLS}")], None)
    assert texts(segments) == [(FLOOD, (FLOOD,)), (COST, ()), (SCHOOLS, (SCHOOLS,))]
    assert [set(segment.flags) for segment in segments] == [set(), {"unpaired"}, set()]


def test_what_the_reference_has_besides_stands_where_it_is_missing() -> None:
    article = pages(f"{FLOOD} {SCHOOLS}", TRAINS, path="article")
    segments = align_article(article, [pages(f"{FLOOD} {SCHOOLS}", f"{MAYOR} {TRAINS}")], None)
    assert texts(segments) == [(FLOOD, (FLOOD,)), (SCHOOLS, (SCHOOLS,)), ("", (MAYOR,)), (TRAINS, (TRAINS,))]
    lack = segments[2].target
    assert (lack.path, lack.place(0, 0)) == ("article", (len(f"{FLOOD} {SCHOOLS}"),) * 2)
    assert [segment.key for segment in segments] == ["1", "2", "3", "4"]


def test_an_omission_needs_every_reference() -> None:
    article = pages(f"{FLOOD} {SCHOOLS} {TRAINS}")
    more = pages(f"{FLOOD} {SCHOOLS} {MAYOR} {TRAINS}")
    other = pages(f"{FLOOD} {SCHOOLS} The mayor thanked the volunteers for filling thousands of sandbags. {TRAINS}")
    different = pages(f"{FLOOD} {SCHOOLS} {COST} {TRAINS}")
    assert [segment.target.text for segment in align_article(article, [more, article], None)] == [
        FLOOD,
        SCHOOLS,
        TRAINS,
    ]
    assert [segment.target.text for segment in align_article(article, [more, different], None)] == [
        FLOOD,
        SCHOOLS,
        TRAINS,
    ]
    segments = align_article(article, [more, other], None)
    assert [segment.target.text for segment in segments] == [FLOOD, SCHOOLS, "", TRAINS]
    assert len(segments[2].references) == 2


def test_a_moved_sentence_does_not_swallow_what_stands_between() -> None:
    article = pages(
        "The dam will hold until April, and nobody needs to leave home, the mayor promised.", FLOOD, SCHOOLS
    )
    reference = pages(
        "The dam will hold until April, the mayor promised.", FLOOD, "Nobody needs to leave home.", SCHOOLS
    )
    for first, second in ((article, reference), (reference, article)):
        segments = align_article(first, [second], None)
        assert len(segments) == 3
        assert segments[1].target.text == FLOOD
        assert segments[1].references[0].text == FLOOD


def test_segments_do_not_grow_without_end() -> None:
    lines = [
        FLOOD,
        SCHOOLS,
        TRAINS,
        MAYOR,
        RAIN,
        COST,
        "Boats were still in use on Friday evening.",
        "Farmers lost most of their wheat.",
    ]
    article = pages(*lines)
    pairs = [
        pages(*(" and ".join(line.rstrip(".") for line in lines[i : i + 2]) + "." for i in range(k, 8, 2)))
        for k in (0, 1)
    ]
    sizes = [sum(line in segment.target.text for line in lines) for segment in align_article(article, pairs, None)]
    assert sum(sizes) == len(lines)
    assert max(sizes) <= 6


def test_source_and_languages_are_kept() -> None:
    article = pages("Der Fluss Elbe stieg am Montag um 4 Meter.", "Die Schulen in Dresden blieben zu.")
    source = pages("The river Elbe rose by 4 metres on Monday.", "Schools in Dresden stayed closed.")
    article = Document(article.path, article.content, article.segments, language="de")
    segments = align_article(article, [], source)
    assert [segment.source.text for segment in segments if segment.source] == [s.target.text for s in source.segments]
    assert {(segment.target_lang, segment.source_lang) for segment in segments} == {("de", "en")}
    assert all("unpaired" not in segment.flags for segment in segments)


def test_headings_are_flagged() -> None:
    made = pages("Flood in Dresden", FLOOD)
    heading = Segment("0", made.segments[0].target, flags=frozenset({"heading"}))
    segments = align_article(replace(made, segments=(heading, made.segments[1])), [], None)
    assert [set(segment.flags) for segment in segments] == [{"heading"}, set()]


@given(st.lists(st.text(max_size=40), max_size=5), st.lists(st.text(max_size=40), max_size=5))
@settings(deadline=None, max_examples=60)
def test_any_text_keeps_every_character(first: list[str], second: list[str]) -> None:
    article, reference = pages(*first), pages(*second)
    segments = align_article(article, [reference, article], reference)
    found = "".join(sorted("".join(segment.target.text for segment in segments)))
    wanted = "".join(sorted("".join(sentence.passage.text for sentence in divide(article))))
    assert "".join(found.split()) == "".join(wanted.split())


def test_a_sentence_said_in_quite_other_words_is_neither_added_nor_lost() -> None:
    other = "Not a single classroom there opened its doors until Saturday."
    segments = align_article(pages(f"{FLOOD} {SCHOOLS} {TRAINS}"), [pages(f"{FLOOD} {other} {TRAINS}")], None)
    assert texts(segments) == [(FLOOD, (FLOOD,)), (SCHOOLS, (other,)), (TRAINS, (TRAINS,))]
    assert all("unpaired" not in segment.flags for segment in segments)


def test_a_long_addition_beside_a_short_omission_stays_both() -> None:
    lost = "Nobody in the old town was hurt."
    added = f"{MAYOR.rstrip('.')}, {RAIN.lower().rstrip('.')}, {COST}"
    segments = align_article(pages(f"{FLOOD} {added} {TRAINS}"), [pages(f"{FLOOD} {lost} {TRAINS}")], None)
    assert ("", (lost,)) in texts(segments)
    assert any("unpaired" in segment.flags for segment in segments)
