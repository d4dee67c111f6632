from __future__ import annotations

from pathlib import Path

import pytest

from qa.config import Settings
from qa.core.findings import Severity
from qa.core.report import Report
from qa.examine import examine
from qa.ignores import UNUSED
from qa.inputs import open_target
from qa.targets import Named, Target

BAD = "They said that the the new house is big and old."


def report(folder: Path, name: str, content: str, **settings: object) -> Report:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return examine(open_target(Target(Named(file, "en"))), Settings(**settings), scored=False)  # type: ignore[arg-type]


def shown(made: Report) -> list[str]:
    return [finding.check for finding in made.findings]


def comment(order: str) -> str:
    return f"<!-- qa: {order} -->"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", f"{comment('ignore doubled-word it is a quotation')}\n\n{BAD}\n"),
        ("a.md", f"{comment('ignore linguistic-conventions it is a quotation')}\r\n\r\n{BAD}\r\n"),
        ("a.md", f"{comment('ignore style,doubled-word it is a quotation')}\n\n{BAD}\n"),
        ("a.md", f"{BAD} {comment('ignore doubled-word it is a quotation')}\n"),
        ("a.md", f"A heading of it all.\n\n{BAD}\n\n{comment('ignore-file doubled-word it is a quotation')}\n"),
        (
            "a.html",
            f"<!doctype html>\n<body>\n{comment('ignore doubled-word it is a quotation')}\n<p>{BAD}</p></body>\n",
        ),
    ],
)
def test_a_comment_with_a_reason_ignores(tmp_path: Path, name: str, content: str) -> None:
    made = report(tmp_path, name, content)
    assert "doubled-word" not in shown(made)
    assert [(known.finding.check, known.kind, known.reason) for known in made.known] == [
        ("doubled-word", "inSource", "it is a quotation")
    ]
    assert made.counted == made.findings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{comment('ignore doubled-word')}\n\n{BAD}\n", "needs the name of a check and a reason"),
        (f"{comment('ignore')}\n\n{BAD}\n", "needs the name of a check and a reason"),
        (f"{comment('ignore doubled-wrd because')}\n\n{BAD}\n", 'did you mean "doubled-word"'),
        (
            f"{BAD}\n\n{comment('ignore doubled-word because')}\n\nAll is well with this one here.\n",
            "nothing is ignored here",
        ),
        (f"{BAD}\n\n{comment('ignore doubled-word at the end')}\n", "nothing is ignored here"),
    ],
)
def test_a_comment_that_ignores_nothing_is_reported(tmp_path: Path, content: str, message: str) -> None:
    made = report(tmp_path, "a.md", content)
    assert shown(made).count("doubled-word") == 1
    finding = next(finding for finding in made.findings if finding.check == UNUSED)
    assert finding.severity is Severity.NEUTRAL
    assert message in finding.message
    assert made.documents[0].content[finding.span.start : finding.span.end].startswith("<!-- qa: ignore")


def test_only_the_next_paragraph_is_ignored(tmp_path: Path) -> None:
    made = report(
        tmp_path, "a.md", f"{comment('ignore doubled-word because')}\n\n{BAD}\n\n{BAD.replace('old', 'new')}\n"
    )
    assert shown(made) == ["doubled-word"]
    assert made.findings[0].span.start > made.known[0].finding.span.start


def test_a_check_that_did_not_run_is_not_missed(tmp_path: Path) -> None:
    content = f"{comment('ignore doubled-word because')}\n\nAll is well with this one here.\n"
    assert shown(report(tmp_path, "a.md", content, ignore=("doubled-word",))) == []
    assert shown(report(tmp_path, "a.md", content, select=("glued-words",))) == []
    assert shown(report(tmp_path, "a.md", content)) == [UNUSED]


def test_plain_text_has_no_comments(tmp_path: Path) -> None:
    assert "doubled-word" in shown(report(tmp_path, "a.txt", f"{comment('ignore doubled-word because')}\n\n{BAD}\n"))


def test_many_broken_comments_take_no_time(tmp_path: Path) -> None:
    made = report(tmp_path, "a.md", "All is well.\n\n" + "<!-- qa: ignore " * 20_000, select=("doubled-word",))
    assert made.known == ()
