"""What holds for fixes in every format: they remove their findings, once is enough, and nothing else changes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.config.settings import Settings
from qa.core.contracts import Reader
from qa.core.findings import Finding, Fix
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.inputs.opened import Opened, with_article
from qa.readers.html import Html
from qa.readers.json_lines import JsonLines
from qa.readers.markdown import Markdown
from qa.readers.plain_text import PlainText
from qa.readers.tsv import Tsv
from qa.run.examine import examine
from qa.run.fix import apply, choose, fix

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=60)
PREFERRED = 'Meduza *&lt;* <b> "q" | c:\\a'
GLOSSARY = Glossary(
    (
        Term("m", "en", PREFERRED, Status.PREFERRED, "proper noun"),
        Term("m", "en", "Medusa", Status.FORBIDDEN, "proper noun"),
        Term("isw", "en", "Institute for the Study of War", Status.PREFERRED, "proper noun"),
    )
)
WORDS = (
    "The council", "the council", "met", "the the", "in In in", "Medusa", "medusa", "institute for the study of war",
    "on Tuesday,", "on Tuesday,,", "and then ,", "left it .", "It said:", "“We know”", "1 < 2 & 3", "a*b*c", "R&D;",
    "c:\\n", "x | y", "[z]", "`the the`", "𝒜", "e\u0301", "October.Analysts", "had many friends.",
)  # fmt: skip
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6)


class Format(NamedTuple):
    """How a format writes one paragraph, plainly and with markup, escapes and other line ends."""

    name: str
    reader: type[Reader]
    head: str
    plain: Callable[[str], str]
    other: Callable[[str], str]

    def write(self, texts: list[str], plainly: bool) -> str:
        return self.head + "".join(map(self.plain if plainly else self.other, texts))


def markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>~|&#])", r"\\\1", text)


def quoted(text: str) -> str:
    return "> " + markdown(text).replace(" ", "\n> ", 2) + " **the the**\r\n>\r\n"


def tagged(text: str) -> str:
    return "<p>" + html.escape(text).replace("&lt;", "&#60;").replace("e ", "e <i>\n</i>") + "<br>"


def entry(text: str) -> str:
    return json.dumps({"a": "the the", "mt": f"\n{text}\t"}, ensure_ascii=False) + "\r\n"


FORMATS = [
    Format("a.txt", PlainText, "", "{}\n\n".format, "  {}\r\n\r\n".format),
    Format("a.md", Markdown, "", lambda text: f"{markdown(text)}\n\n", quoted),
    Format("a.html", Html, "", lambda text: f"<p>{html.escape(text)}</p>\n", tagged),
    Format("a.tsv", Tsv, "source\ttarget\n", "x\t{}\n".format, "the the\t {} \r\n".format),
    Format("a.jsonl", JsonLines, "", lambda text: json.dumps({"mt": text}) + "\n", entry),
]


def opened(form: Format, content: str) -> Opened:
    return Opened(replace(form.reader().read(content, form.name), language="en"), glossary=GLOSSARY)


def findings(target: Opened) -> tuple[Finding, ...]:
    return examine(target, Settings(), scored=False).findings


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@FIXED
@given(texts=TEXTS, plainly=st.booleans())
def test_each_fix_puts_its_words_in_place_and_removes_its_finding(
    form: Format, texts: list[str], plainly: bool
) -> None:
    content = form.write(texts, plainly)
    target = opened(form, content)
    found = findings(target)
    segments = {segment.key: segment.target for segment in target.article.segments}
    for finding, edit in choose(content, form.name, found):
        fixed = apply(content, [edit])
        assert fixed.startswith(content[: edit.start])
        assert fixed.endswith(content[edit.end :])
        assert len(fixed) == len(content) - (edit.end - edit.start) + len(edit.text)
        after = with_article(target, fixed)
        old = next(passage for passage in segments.values() if passage.find(finding.span.start, finding.span.end))
        start, end = old.find(finding.span.start, finding.span.end)
        new = f"{old.text[:start]}{finding.suggestion}{old.text[end:]}"
        assert new in [segment.target.text for segment in after.article.segments]
        same = [other for other in findings(after) if (other.check, other.message) == (finding.check, finding.message)]
        before = [other for other in found if (other.check, other.message) == (finding.check, finding.message)]
        assert len(same) < len(before)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@FIXED
@given(texts=TEXTS, plainly=st.booleans())
def test_fixing_twice_changes_nothing_more(form: Format, texts: list[str], plainly: bool) -> None:
    content = form.write(texts, plainly)
    once = fix(opened(form, content), Settings())
    twice = fix(opened(form, once.content), Settings())
    assert (twice.content, twice.made) == (once.content, ())
    assert once.after.findings == twice.before.findings
    assert bool(once.made) == (once.content != content)


def test_a_line_break_stays() -> None:
    def fixed(content: str, start: int, end: int, text: str) -> str:
        found = findings(opened(FORMATS[0], "It was the the hall."))[0]
        chosen = choose(content, "a.txt", [replace(found, fix=Fix(start, end, text))])
        return apply(content, [edit for _, edit in chosen])

    assert fixed("in the\nthe hall", 3, 10, "the") == "in\nthe hall"
    assert fixed("study\nof war", 0, 12, "Study of War") == "Study\nof War"
    assert fixed("The\nthe hall", 0, 7, "The") == "The\nthe hall"


def test_of_two_fixes_for_one_place_the_surer_is_made() -> None:
    found = findings(opened(FORMATS[0], "It was the the hall."))[0]
    both = [replace(found, fix=Fix(0, 4, "x")), replace(found, fix=Fix(3, 6, "y"), confidence=0.99)]
    assert apply("abcdefgh", [edit for _, edit in choose("abcdefgh", "a.txt", both)]) == "abcygh"


def test_fixes_of_other_files_and_a_second_insertion_at_one_place_are_left_out() -> None:
    found = findings(opened(FORMATS[0], "It was the the hall."))[0]
    both = [replace(found, fix=Fix(4, 4, "x")), replace(found, fix=Fix(4, 4, "y"), confidence=0.5)]
    assert [edit.text for _, edit in choose("abcdefgh", "a.txt", both)] == ["x"]
    assert choose("abcdefgh", "other.txt", both) == []


def test_a_file_that_is_damaged_throughout_is_told_in_one_finding_and_mended() -> None:
    sound = "\n\n".join(f"Müller {number} kam später." for number in range(12)) + "\n"
    damaged = sound.encode().decode("cp1252")
    document = replace(PlainText().read(damaged, "a.txt"), language="de")
    (found,) = examine(Opened(document), Settings(model=("none",))).findings
    assert found.check == "wrong-encoding"
    assert fix(Opened(document), Settings(model=("none",))).content == sound
