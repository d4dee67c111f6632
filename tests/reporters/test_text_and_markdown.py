from __future__ import annotations

import html
import io
import re

import pytest
from markdown_it import MarkdownIt

from qa.core.contracts import Reporter
from qa.core.documents import Document, Segment
from qa.core.findings import Finding, Severity, Span
from qa.core.passage import Passage
from qa.core.report import Mqm, NotChecked, Report, Score, ScoredSegment, Verdict
from qa.reporters.markdown import Markdown, escape
from qa.reporters.text import Text

HOSTILE = "a\x1b[31mred\x1b[0m \u202egnp\u202c <b>|x|</b> `code` [link](http://evil) @team :tada:\ttab"


def report(content: str, *findings: Finding, **fields: object) -> Report:
    segment = Segment("1", Passage(content, "article.txt"), target_lang="en")
    document = Document("article.txt", content, (segment,), language="en")
    made = {"scores": (), "verdict": Verdict(not findings, ("1 major finding",) if findings else ())} | fields
    return Report((document,), (len(content.split()),), (ScoredSegment(segment),), findings, **made)


def finding(start: int, end: int, message: str = "wrong", severity: Severity = Severity.MAJOR) -> Finding:
    return Finding(
        "1", "some-check", "accuracy/mistranslation", severity, 0.9, message, (Span("article.txt", start, end),)
    )


def written(reporter: Reporter, of: Report) -> str:
    stream = io.StringIO()
    reporter.write(of, stream)
    return stream.getvalue()


@pytest.mark.parametrize("reporter", [Text(), Text(width=60), Markdown()])
def test_control_and_direction_characters_are_written_out(reporter: Reporter) -> None:
    text = written(reporter, report(HOSTILE, finding(0, 3, HOSTILE)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "\\x1b" in text.replace("&#92;", "\\")


@pytest.mark.parametrize("width", [40, 80, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    words = "An extraordinarily long paragraph " * 20
    text = written(Text(width=width), report(words, finding(3, 18), finding(100, 300, "much " * 30)))
    body = text.partition("Signatures")[0]
    assert max(map(len, body.splitlines())) <= width
    assert "extraordinarily" in body or width == 40


def test_no_line_of_a_file_ends_in_spaces() -> None:
    text = written(Text(), report("Some words. " * 30, finding(0, 4, "much " * 40), finding(10, 14)))
    assert not [line for line in text.splitlines() if line.endswith(" ")]


def test_the_worst_come_first_with_line_column_and_marked_text() -> None:
    content = "One line.\nAnother line."
    text = written(Text(width=100), report(content, finding(0, 3, "small", Severity.MINOR), finding(10, 17, "great")))
    assert (
        text.index("Major (1)") < text.index("2:1") < text.index("great") < text.index("Minor (1)") < text.index("1:1")
    )


def test_an_omission_is_shown_as_a_caret() -> None:
    assert "One‸ line" in written(Text(width=100), report("One line.", finding(3, 3)))


@pytest.mark.parametrize("reporter", [Text(width=100), Markdown()])
def test_scores_carry_intervals_and_what_was_not_checked_is_named(reporter: Reporter) -> None:
    full = report(
        "Good text.",
        scores=(Score("bleu", 41.26, (38.0, 44.9), "nrefs:2|tok:13a"),),
        mqm=Mqm(71.2, 267.0, 288.0, (64.0, 77.5), 927, 50.0, 90.0, "the model"),
        fluency=Score("fluency", 58.3, None, "characters"),
        verdict=Verdict(True, (), (NotChecked("omission", "no reference"), NotChecked("addition", "no reference"))),
    )
    text = written(reporter, full)
    for words in ("41.3", "38.0 to 44.9", "71.2", "64.0 to 77.5", "58.3", "omission, addition: no reference"):
        assert words in text.replace("&#58;", ":")
    assert "pass" in text.lower()
    assert "nrefs:2" in text.replace("&#58;", ":")


def test_markdown_shows_text_as_text() -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(
        written(Markdown(), report(HOSTILE, finding(0, 3, HOSTILE)))
    )
    assert rendered.count("<table>") == 1 + rendered.count("score</th>")
    assert "<a " not in rendered
    assert "<code>" not in rendered
    for row in re.findall(r"<tr>\s*(.*?)</tr>", rendered, re.DOTALL)[-1:]:
        assert row.count("<td") == 4
    assert "&lt;b&gt;|x|&lt;/b&gt;" in rendered
    assert "http://evil" in rendered


def test_markdown_counts_what_does_not_fit() -> None:
    many = [finding(n, n + 1) for n in range(200)]
    text = written(Markdown(most=60), report("x" * 300, *many))
    assert "and 140 more" in text
    assert len(text) < 65_536


ACTS = (
    "@someone and #12, org/repo#3; www.evil.example https://evil.example <https://evil.example> a@evil.example",
    "![x](https://evil.example/x.png) [x](javascript:alert(1)) [x]: https://evil.example",
    "<img src=x> <script>alert(1)</script> </details> | cell | <!-- --> &lt;b&gt; `code` **bold** ~~no~~ :smile:",
)


@pytest.mark.parametrize("text", ACTS)
def test_nothing_in_a_text_acts_in_markdown(text: str) -> None:
    made = MarkdownIt("gfm-like", {"linkify": False}).render(escape(text))
    assert html.unescape(re.sub("<!-- -->|</?p>", "", made)).strip() == text
    assert "<" not in re.sub("<!-- -->|</?p>", "", made)
    bare = re.sub("</?p>", "", made)
    assert not re.search(r"[@#]\w|www\.", bare, re.IGNORECASE)
    assert "https:" not in escape(text)
