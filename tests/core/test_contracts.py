from __future__ import annotations

import pytest

from qa.checks.doubled_word import DoubledWord
from qa.core.contracts import Reader
from qa.core.documents import Segment
from qa.core.findings import Fix
from qa.core.passage import Passage
from qa.metrics.bertscore import Bertscore
from qa.metrics.fluency import Fluency
from qa.readers.html import Html
from qa.readers.json_lines import JsonLines
from qa.readers.markdown import Markdown
from qa.readers.plain_text import PlainText
from qa.readers.tsv import Tsv
from qa.run.fix import apply


@pytest.mark.parametrize(
    ("content", "fix"),
    [("<p>It was the the polls.</p>", "the"), ("<p>It was <b>the</b> the polls.</p>", None)],
)
def test_a_fix_never_overwrites_markup(content: str, fix: str | None) -> None:
    (paragraph,) = Html().read(content, "f").segments
    (finding,) = DoubledWord().check(Segment("1", paragraph.target, target_lang="en"))
    assert (finding.fix.text if finding.fix else None) == fix
    assert finding.suggestion == "the"


@pytest.mark.parametrize(
    ("reader", "content", "expected"),
    [
        (PlainText(), "It was here.", 'A & <b> | *c* "d" \\ &lt; was here.'),
        (Html(), "<p>It was here.", '<p>A &amp; &lt;b&gt; | *c* "d" \\ &amp;lt; was here.'),
        (Markdown(), "It was here.", 'A & \\<b> \\| \\*c\\* "d" \\\\ \\&lt; was here.'),
        (Markdown(), "> | a |\n> |---|\n> | It was here. |", None),
        (Tsv(), "source\ttarget\nx\tIt was here.", 'source\ttarget\nx\tA & <b> | *c* "d" \\ &lt; was here.'),
        (JsonLines(), '{"mt": "It was here."}', '{"mt": "A & <b> | *c* \\"d\\" \\\\ &lt; was here."}'),
    ],
)
def test_a_fix_is_written_as_the_format_writes_it(reader: Reader, content: str, expected: str | None) -> None:
    fix = 'A & <b> | *c* "d" \\ &lt;'
    segment = reader.read(content, "f").segments[-1]
    found = DoubledWord().found(segment, 0, 2, "", confidence=1.0, fix=fix)
    assert found.suggestion == fix
    assert found.fix is not None
    fixed = apply(content, [found.fix])
    assert expected is None or fixed == expected
    assert reader.read(fixed, "f").segments[-1].target.text == f"{fix} was here."


def test_a_fix_never_overwrites_what_is_no_prose() -> None:
    segment = Segment("1", Passage("the the CODE", marks=((8, 12),)), target_lang="en")
    assert DoubledWord().found(segment, 0, 7, "", confidence=1.0, fix="the").fix == Fix(0, 7, "the")
    found = DoubledWord().found(segment, 4, 12, "", confidence=1.0, fix="a code")
    assert (found.fix, found.suggestion) == (None, "a code")


def test_a_fix_may_take_the_place_of_escapes_but_not_of_line_breaks() -> None:
    (entry,) = JsonLines().read('{"mt": "the \\u0074he dog\\ndog barked"}', "f").segments
    check = DoubledWord()
    assert check.found(entry, 0, 7, "", confidence=1.0, fix="the").fix == Fix(8, 20, "the")
    assert check.found(entry, 8, 15, "", confidence=1.0, fix="dog").fix is None
    assert check.found(entry, 0, 7, "", confidence=1.0, fix="the\nthe").fix is None


def test_what_the_runner_fills_is_no_option() -> None:
    assert [option.name for option in Bertscore.options()] == ["measure", "layer", "idf", "baseline"]
    assert not Fluency.options()
