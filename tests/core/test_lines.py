"""Lines and columns agree with a plain count."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.lines import Lines

FIXED = settings(derandomize=True, deadline=None, database=None)


def counted(content: str, offset: int) -> tuple[int, int]:
    """Count character by character: a line ends behind LF, CR LF or a CR that no LF follows."""
    line = column = 1
    for index in range(offset):
        ends = content[index] == "\n" or (content[index] == "\r" and content[index + 1 : index + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return line, column


@FIXED
@given(st.text(alphabet="a\r\nЖ😀\u2028\x85"))
def test_positions_are_those_of_a_plain_count(content: str) -> None:
    lines = Lines.of(content)
    for offset in range(len(content) + 1):
        assert lines.position(offset) == counted(content, offset)


def test_an_empty_text_has_one_line() -> None:
    assert Lines.of("").position(0) == (1, 1)
