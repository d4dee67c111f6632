"""What git says was changed, and which findings stand in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qa.core.documents import Document
from qa.core.findings import Finding, Severity, Span
from qa.core.report import Report, Verdict
from qa.run.changes import Changes, changes_since
from qa.run.only_new import OnlyNew

BEFORE = "one\ntwo\nthree\nfour\nfive\nsix\n"


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (BEFORE, ()),
        (BEFORE.replace("two", "2"), (2,)),
        (BEFORE.replace("three\n", ""), (2, 3)),
        (BEFORE.replace("one\n", ""), (0, 1)),
        (BEFORE.replace("four\n", "four\nand\na half\n"), (5, 6)),
        (BEFORE.replace("six\n", "6"), (6,)),
    ],
    ids=["nothing", "a-line", "a-line-taken-out", "the-first-taken-out", "lines-put-in", "the-last"],
)
def test_lines_are_changed_or_stand_beside_what_was_taken_out(tmp_path: Path, after: str, lines: tuple) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BEFORE)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        name = ["-c", "user.name=x", "-c", "user.email=x@y"]
        subprocess.run(["git", *name, *command], cwd=tmp_path, check=True)
    file.write_text(after)
    assert changes_since("HEAD", [file]).lines == {str(file): lines}


@pytest.mark.parametrize(
    ("start", "end", "fresh"), [(0, 4, False), (4, 8, True), (2, 5, True), (8, 9, False), (4, 4, True), (8, 8, False)]
)
def test_a_finding_is_new_where_its_characters_stand_in_changed_lines(start: int, end: int, fresh: bool) -> None:
    finding = Finding("1", "a", "style", Severity.MINOR, 1.0, "", (Span("a.txt", start, end),))
    document = Document("a.txt", BEFORE, ())
    sifted = OnlyNew(changes=Changes("HEAD", {"a.txt": (2,)})).sift(
        Report((document,), (6,), (), (finding,), (), Verdict(True))
    )
    assert (sifted.findings == (finding,), len(sifted.known)) == (fresh, not fresh)
