from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest

from qa.core.documents import Document, Segment
from qa.core.findings import Evidence, Finding, Severity, Span
from qa.core.passage import Passage, Piece
from qa.core.report import NotChecked, Report, ScoredSegment, Verdict
from qa.reporters._html_page import Page, page_of
from qa.reporters._html_pieces import Mark, Places, Slot, cut
from qa.reporters.html import Html
from tests.reporters.conftest import report_of, text_report


def html(report: Report) -> str:
    stream = io.StringIO()
    Html().write(report, stream)
    return stream.getvalue()


def marked(page: Page) -> list[tuple[tuple[int, ...], str]]:
    """Return the pieces of the text on which findings lie."""
    pieces = [piece for part in page.parts for block in part.blocks for piece in block.pieces]
    return [(piece.numbers, piece.text) for piece in pieces if piece.numbers]


def note(path: str, start: int, end: int, key: str = "1", evidence: tuple[Evidence, ...] = ()) -> Finding:
    return Finding(key, "c", "style", Severity.MINOR, 1.0, "m", (Span(path, start, end),), evidence)


def test_pieces_of_overlapping_and_nested_marks() -> None:
    marks = [
        Mark(0, 6, 1, Severity.MINOR, True),
        Mark(4, 9, 2, Severity.MAJOR, True),
        Mark(1, 2, 3, Severity.CRITICAL, True),
    ]
    pieces = cut("abcdefghij", marks)
    assert [(piece.text, piece.numbers) for piece in pieces] == [
        ("a", (1,)),
        ("b", (3, 1)),
        ("cd", (1,)),
        ("ef", (2, 1)),
        ("ghi", (2,)),
        ("j", ()),
    ]
    assert [piece.worst.label for piece in pieces[:5]] == ["minor", "critical", "minor", "major", "major"]
    assert [piece.begins for piece in pieces[:4]] == [(1,), (3,), (), (2,)]
    assert [piece.ends for piece in pieces[:5]] == [(), (3,), (), (1,), (2,)]


@pytest.mark.parametrize("at", [0, 3, 6])
def test_an_omission_is_a_piece_without_text(at: int) -> None:
    pieces = cut("abcdef", [Mark(at, at, 7, Severity.MAJOR, True), Mark(2, 4, 8)])
    assert "".join(piece.text for piece in pieces) == "abcdef"
    assert [piece.numbers for piece in pieces if not piece.text] == [(7,)]


def test_an_omission_in_an_empty_translation() -> None:
    assert [piece.numbers for piece in cut("", [Mark(0, 0, 1)])] == [(1,)]


def test_a_range_across_segments_marks_each() -> None:
    report = text_report("first line\nsecond line")
    made = page_of(report_of(report.documents[0], (note("text.txt", 6, 17),)))
    assert marked(made) == [((1,), "line"), ((1,), "second")]


def test_a_finding_outside_every_segment_keeps_its_place_in_the_file() -> None:
    content = "id\ttext\nbroken row\n1\tGood"
    segment = Segment("1", Passage("Good", "t.tsv", content.index("Good")), target_lang="en")
    report = report_of(Document("t.tsv", content, (segment,), bilingual=True), (note("t.tsv", 8, 18, ""),))
    (card,) = page_of(report).cards
    assert (card.marked, card.line, card.column, card.quote.text) == (False, 2, 1, "broken row")


def test_a_finding_in_a_reference_is_quoted_from_the_reference() -> None:
    document = text_report("words").documents[0]
    companions = (Document("ref.txt", "first\nsecond", ()),)
    (card,) = page_of(report_of(document, (note("ref.txt", 6, 12),), companions=companions)).cards
    assert (card.line, card.column, card.quote.text, card.x) == (2, 1, "second", 0.0)


def test_markup_in_the_file_is_left_out_of_the_mark() -> None:
    passage = Passage("Tom & Ann", "p.html", 3, (Piece(0, 3, 4), Piece(4, 7, 5), Piece(5, 12, 4)))
    document = Document("p.html", "<p>Tom &amp; Ann</p>", (Segment("1", passage, target_lang="en"),), language="en")
    assert marked(page_of(report_of(document, (note("p.html", 7, 16),)))) == [((1,), "& Ann")]


def test_evidence_is_marked_in_the_reference_of_its_own_segment() -> None:
    shared = Passage("the same words", "ref.txt", 0)
    segments = tuple(
        Segment(str(number), Passage(word, "t.txt", 4 * number), (shared,), target_lang="en", paragraph=number)
        for number, word in enumerate(("one", "two"))
    )
    evidence = (Evidence("ref.txt", 4, 8, "same"),)
    found = note("t.txt", 4, 7, "1", evidence)
    made = page_of(report_of(Document("t.txt", "one\ntwo", segments), (found,)))
    texts = [[piece.text for piece in block.sides[0].pieces if piece.numbers] for block in made.parts[0].blocks]
    assert texts == [[], ["same"]]


def test_places_are_found_when_passages_overlap() -> None:
    passages = [Passage("x" * 50, "f", 0), Passage("abc", "f", 3), Passage("def", "f", 10)]
    places = Places.of(Slot(number, 0, passage) for number, passage in enumerate(passages))
    assert [hit[0].segment for hit in places.find("f", 11, 12, None)] == [0, 2]
    assert places.find("f", 60, 61, None) == []
    assert places.find("other", 0, 1, None) == []


def test_findings_are_numbered_in_reading_order() -> None:
    report = text_report("one two three", ("three", {"message": "last"}), ("one", {"message": "first"}))
    assert [card.finding.message for card in page_of(report).cards] == ["first", "last"]


def test_links_inside_the_page_lead_somewhere(kremlin: Report) -> None:
    page = html(kremlin)
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r' (?:href="#|aria-describedby="|aria-labelledby=")([^"]+)"', page)) <= ids


def test_control_and_direction_characters_are_shown_and_do_not_act() -> None:
    text = "a\u202eb\u2066c\x00d\x1be\x7ff\x85g\ud800h"
    page = html(text_report(text, ("b", {"message": text})))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    for symbol in ("⟨RLO⟩", "⟨LRI⟩", "␀", "␛", "␡", "⟨U+0085⟩", "⟨U+D800⟩"):
        assert symbol in page


def test_quotations_in_a_message_are_isolated(arabic: Report) -> None:
    assert "<bdi>&#34;180 نقطة&#34;</bdi>, <bdi>&#34;نقطة&#34;</bdi>: no reference has them" in html(arabic)


def test_references_carry_their_language_and_direction(arabic: Report) -> None:
    assert html(arabic).count('<p class="words" lang="ar" dir="rtl">') == 2


def test_an_unknown_language_leaves_the_direction_to_the_browser() -> None:
    assert '<p class="target" dir="auto">' in html(text_report("words", lang="und"))


def test_headings_do_not_skip_a_level(kremlin: Report) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html(kremlin))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_source_stands_beside_its_translation() -> None:
    source = Passage("Слово", "source.txt", 0)
    segment = Segment("1", Passage("word", "t.txt", 0), (), source, "en", "uk")
    page = html(report_of(Document("t.txt", "word", (segment,), source_language="uk"), ()))
    assert '<p class="words" lang="uk" dir="ltr">Слово</p>' in page
    assert "<summary><bdi>Source</bdi></summary>" in page


@pytest.mark.parametrize(
    ("verdict", "word"),
    [(Verdict(True), "Passes"), (Verdict(False, ("too many",)), "Fails"), (Verdict(False), "Incomplete")],
)
def test_the_verdict_in_one_word(verdict: Verdict, word: str) -> None:
    document = text_report("words").documents[0]
    assert f"</span> {word}</p>" in html(report_of(document, (), verdict=verdict))


def test_scores_stand_with_their_intervals_and_signatures(kremlin: Report) -> None:
    page = html(kremlin)
    for words in ("38.0–44.9", "0.712–0.750", "nrefs:2|case:mixed", "Not checked", "no source text was given"):
        assert words in page


def test_the_words_of_a_text_keep_their_spaces() -> None:
    page = html(text_report("two  spaces and a word", ("  ", {"message": "m"})))
    assert re.search(r'<p class="target"[^>]*>two<span[^>]*></span><a [^>]*>  </a>spaces and a word\s*</p>', page)


def test_many_files_are_counted_in_the_title_and_kept_apart() -> None:
    names = [f"{number}.txt" for number in range(4)]
    segments = tuple(Segment(name, Passage("words", name), target_lang="en") for name in names)
    documents = tuple(Document(segment.key, "words", (segment,), language="en") for segment in segments)
    page = html(Report(documents, (1,) * 4, tuple(map(ScoredSegment, segments)), (), (), Verdict(True)))
    assert "<title>4 files: translation quality</title>" in page
    assert [page.count(f"<bdi>{name}</bdi></h3>") for name in names] == [1, 1, 1, 1]


def test_a_report_without_documents_is_a_page() -> None:
    assert "Nothing was found" in html(Report((), (), (), (), (), Verdict(True)))


def test_what_was_not_checked_is_grouped_by_its_reason() -> None:
    left = tuple(NotChecked(what, "no source", asked) for what, asked in (("one", False), ("two", True)))
    page = html(report_of(text_report("words").documents[0], (), verdict=Verdict(False, not_checked=left)))
    assert '<dt>one, two <span class="asked">asked for</span></dt><dd>no source</dd>' in page


@pytest.mark.parametrize("asked", [False, True])
def test_a_long_list_of_what_was_not_checked_is_folded_unless_it_was_asked_for(asked: bool) -> None:
    left = tuple(NotChecked(f"check-{number}", f"reason {number}", asked) for number in range(5))
    page = html(report_of(text_report("words").documents[0], (), verdict=Verdict(False, not_checked=left)))
    assert ("<summary>5 checks and scores, for 5 reasons</summary>" in page) is not asked
    assert "<dd>reason 4</dd>" in page
