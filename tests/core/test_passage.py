"""Places in a file survive cutting, trimming and joining."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.passage import Passage, Piece, join

FIXED = settings(derandomize=True, deadline=None, database=None)
TEXT = st.text(alphabet=" aЖ中😀", min_size=1, max_size=4)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """Passages with runs in step and indivisible runs, wider than their text, with gaps between them."""
    start = position = draw(st.integers(0, 9))
    text, pieces = "", []
    for run, in_step in draw(st.lists(st.tuples(TEXT, st.booleans()), max_size=6)):
        position += draw(st.integers(0, 3))
        width = len(run) if in_step else len(run) + draw(st.integers(1, 5))
        pieces.append(Piece(len(text), position, width))
        text, position = text + run, position + width
    if draw(st.booleans()):
        return Passage(text, "f", start)
    marks = tuple(span for span in draw(st.lists(spans(len(text)), max_size=2)) if span[0] < span[1])
    return Passage(text, "f", pieces[0].start if pieces else start, tuple(pieces), marks)


def spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))


@FIXED
@given(passages())
def test_places_are_in_order(passage: Passage) -> None:
    before = 0
    for index in range(len(passage.text)):
        low, high = passage.place(index, index + 1)
        assert low < high
        assert low >= before
        before = low
        assert passage.place(index, index) == (low, low)


@FIXED
@given(passages(), st.data())
def test_a_range_covers_its_characters(passage: Passage, data: st.DataObject) -> None:
    start, end = data.draw(spans(len(passage.text)))
    if start < end:
        first, last = passage.place(start, start + 1), passage.place(end - 1, end)
        assert passage.place(start, end) == (first[0], last[1])


@FIXED
@given(passages(), st.data())
def test_a_cut_keeps_places_and_marks(passage: Passage, data: st.DataObject) -> None:
    start, end = data.draw(spans(len(passage.text)))
    cut = passage.cut(start, end)
    assert cut.text == passage.text[start:end]
    for index in range(len(cut.text)):
        assert cut.place(index, index + 1) == passage.place(start + index, start + index + 1)
        assert cut.marked(index, index + 1) == passage.marked(start + index, start + index + 1)


@FIXED
@given(passages())
def test_trim_takes_the_white_space_at_the_ends(passage: Passage) -> None:
    trimmed = passage.trim()
    assert trimmed.text == passage.text.strip()
    skipped = len(passage.text) - len(passage.text.lstrip())
    for index in range(len(trimmed.text)):
        assert trimmed.place(index, index + 1) == passage.place(skipped + index, skipped + index + 1)


@FIXED
@given(passages(), st.data())
def test_the_joined_parts_stand_where_they_stood(passage: Passage, data: st.DataObject) -> None:
    middle = data.draw(st.integers(0, len(passage.text)))
    parts = [passage.cut(0, middle), passage.cut(middle, len(passage.text))]
    for separator in ("", " "):
        joined = join(parts, separator)
        assert joined.text == parts[0].text + separator + parts[1].text
        for offset, part in ((0, parts[0]), (len(parts[0].text) + len(separator), parts[1])):
            for index in range(len(part.text)):
                place = joined.place(offset + index, offset + index + 1)
                assert place == part.place(index, index + 1)
                assert joined.marked(offset + index, offset + index + 1) == part.marked(index, index + 1)


def test_a_cut_takes_no_mark_that_only_touches_it() -> None:
    passage = Passage("see CODE now", marks=((4, 8),))
    assert passage.cut(0, 4).marks == passage.cut(8, 12).marks == ()
    assert passage.cut(2, 6).marks == ((2, 4),)


def test_an_escape_is_in_one_stretch_but_white_space_of_several_characters_is_not() -> None:
    def passage(character: str) -> Passage:
        return Passage(f"a{character}b", "f", 0, (Piece(0, 0, 1), Piece(1, 1, 5), Piece(2, 6, 1)))

    assert passage("&").in_one(0, 3)
    assert not passage(" ").in_one(0, 3)
    assert passage(" ").in_one(0, 1)


def test_the_separator_stands_for_all_that_lies_between_the_parts() -> None:
    joined = join([Passage("one", "f", 2), Passage("two", "f", 9)])
    assert joined.place(3, 4) == (5, 9)
    assert joined.place(0, 7) == (2, 12)
    assert joined.in_one(0, 3)
    assert not joined.in_one(0, 7)


def test_joining_nothing_gives_nothing() -> None:
    assert join([]) == Passage("")


def test_many_cuts_of_many_pieces_are_quick() -> None:
    count = 20_000
    passage = Passage("a" * count, "f", 0, tuple(Piece(index, index * 2, 2) for index in range(count)))
    assert [passage.cut(index, index + 1).start for index in range(count)] == [index * 2 for index in range(count)]
