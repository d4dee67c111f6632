from __future__ import annotations

import os
import pickle
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from qa.checks.doubled_word import DoubledWord
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.readers.html import Html
from tests.cli.run import Runner
from tests.cli.test_bad_input import RUSSIAN, complains
from tests.cli.test_report import GOOD

BAD = GOOD.replace("the new", "the the new")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(BAD.encode())
    return path


def test_certain_fixes_are_made_and_counted(qa: Runner, article: Path) -> None:
    outcome = qa("fix", article.name)
    assert article.read_bytes() == GOOD.encode()
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "1 fix in 1 file (doubled-word 1); nothing else was found\n"
    again = qa("fix", article.name)
    assert (again.code, again.err) == (0, "nothing to fix\n")
    assert article.read_bytes() == GOOD.encode()


def test_what_is_left_decides_the_exit_code_as_qa_check_does(qa: Runner, article: Path) -> None:
    article.write_text(BAD.replace("nobody", "(nobody").replace("in the end", "in in the end"), encoding="utf-8")
    assert qa("fix", article.name, "--diff").code == qa("check", article.name).code == 1
    outcome = qa("fix", article.name)
    assert outcome.code == qa("check", article.name).code == 1
    assert outcome.err.endswith("2 fixes in 1 file (doubled-word 2); 1 finding has no certain fix\n")
    assert qa("fix", article.name, "--fail-on", "major").code == 0
    assert qa("fix", article.name, "--select", "wrong-term").code == 3


def test_a_diff_changes_nothing_until_patch_takes_it(qa: Runner, article: Path) -> None:
    outcome = qa("fix", article.name, "--diff")
    assert article.read_bytes() == BAD.encode()
    assert outcome.code == 1
    assert "-It took three hours to agree on the the new budget" in outcome.out
    assert outcome.err == "1 fix to make in 1 file (doubled-word 1); nothing else was found\n"
    assert qa("fix", article.name, "--diff", "-o", "changes.diff").out == ""
    assert (article.parent / "changes.diff").read_text() == outcome.out
    (article.parent / "changes.diff").unlink()


def divided(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def patched(old: bytes, diff: bytes) -> bytes:
    """Do what `patch` does with a diff of one file, without its tolerance."""
    lines, made, done = divided(old), [], 0
    for hunk in re.split(rb"^@@ ", diff, flags=re.MULTILINE)[1:]:
        head, _, body = hunk.partition(b"\n")
        start = int(re.match(rb"-(\d+)", head)[1]) - 1
        made += lines[done:start]
        done = start
        for line, following in pairwise([*divided(body), b""]):
            own = line[:-1] if following.startswith(b"\\") else line
            if own[:1] in b" -":
                assert lines[done] == own[1:]
                done += 1
            if own[:1] in b" +":
                made.append(own[1:])
    return b"".join([*made, *lines[done:]])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("last", [True, False], ids=["last line ends", "last line does not end"])
def test_patch_applies_the_diff(qa: Runner, tmp_path: Path, end: str, encoding: str, last: bool) -> None:
    text = (RUSSIAN.replace("и в конце", "и и в\x0c конце") * 3).replace("\n", end)
    text = text if last else text.rstrip()
    name = "статья 1.txt"
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert qa("fix", "--diff", name, "-o", "changes.diff").code == 1
    diff = (tmp_path / "changes.diff").read_bytes()
    assert diff.startswith(f"--- {name}\t\n+++ {name}\t\n@@ ".encode())
    assert diff.endswith(b"\n")
    qa("fix", name)
    assert (tmp_path / name).read_bytes() == patched(text.encode(encoding), diff) != text.encode(encoding)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r"]
)
def test_encoding_mark_and_line_ends_stay(qa: Runner, tmp_path: Path, encoding: str, end: str) -> None:
    good = (RUSSIAN * 3).replace("\n", end)
    path = tmp_path / "file.txt"
    path.write_bytes(good.replace("и в конце", "и и в конце").encode(encoding))
    assert qa("fix", path).code == 0
    assert path.read_bytes() == good.encode(encoding)


def test_a_diff_of_utf_16_can_be_read(qa: Runner, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_bytes((RUSSIAN * 3).replace("и в конце", "и и в конце").encode("utf-16"))
    assert "-Чтобы согласовать новый бюджет, понадобилось три часа, и и в конце" in qa("fix", "file.txt", "--diff").out


def test_a_fix_that_the_encoding_cannot_write_is_left_alone(qa: Runner, tmp_path: Path) -> None:
    base = "concept,language,term,status\nm,ru,коалиц\u0308ия,preferred\nm,ru,совет,forbidden\n"
    (tmp_path / "base.csv").write_text(base, encoding="utf-8")
    path = tmp_path / "file.txt"
    path.write_bytes((RUSSIAN * 3).encode("cp1251"))
    assert "no certain fix" in qa("fix", path, "-g", "base.csv").err
    assert path.read_bytes() == (RUSSIAN * 3).encode("cp1251")


@pytest.mark.parametrize(
    ("name", "bad", "good"),
    [
        ("a.html", "<p>&amp;\r\n met <b>in</b> the the\thall.</p>", "<p>&amp;\r\n met <b>in</b> the\thall.</p>"),
        ("a.md", "> They *met* in\n> the the hall.\n\n`the the`\n", "> They *met* in\n> the hall.\n\n`the the`\n"),
        ("a.tsv", "source\ttarget\nx\tThey met in the the hall.\r\n", "source\ttarget\nx\tThey met in the hall.\r\n"),
        ("a.jsonl", '{"mt": "\\u201cIn the \\u0074he hall.\\u201d"}', '{"mt": "\\u201cIn the hall.\\u201d"}'),
    ],
)
def test_every_format_is_fixed(qa: Runner, tmp_path: Path, name: str, bad: str, good: str) -> None:
    (tmp_path / name).write_bytes(bad.encode())
    assert qa("fix", name, "--lang", "en", "--select", "doubled-word").err.startswith("1 fix in 1 file")
    assert (tmp_path / name).read_bytes().decode() == good


def test_one_fix_brings_out_the_next(qa: Runner, article: Path) -> None:
    (article.parent / "base.csv").write_text("concept,language,term,status\na,en,the,preferred\na,en,thhe,forbidden\n")
    article.write_text(GOOD.replace("the new", "the thhe new"), encoding="utf-8")
    assert qa("fix", article.name, "-g", "base.csv").err.startswith("2 fixes in 1 file (doubled-word 1, wrong-term 1)")
    assert article.read_text(encoding="utf-8") == GOOD


def test_fixes_that_undo_each_other_are_an_error(qa: Runner, article: Path, monkeypatch) -> None:
    def toggle(self: DoubledWord, segment: Segment) -> Iterator[Finding]:
        yield self.found(segment, 0, 1, "", confidence=1.0, fix="J" if segment.target.text[0] == "I" else "I")

    monkeypatch.setattr(DoubledWord, "check", toggle)
    complains(qa("fix", article.name), "article.txt", "undo each other", "--ignore: doubled-word")
    assert article.read_text(encoding="utf-8") == BAD


def test_many_files_and_corpora_are_fixed(qa: Runner, article: Path, corpora: Path, tmp_path: Path) -> None:
    shutil.copytree(corpora, tmp_path / "corpora")
    shutil.copytree(corpora.parent / "glossaries", tmp_path / "glossaries")
    before = (tmp_path / "corpora/kremlin/article.en.txt").read_text(encoding="utf-8")
    outcome = qa("fix", "article.txt", "corpora/kremlin")
    after = (tmp_path / "corpora/kremlin/article.en.txt").read_text(encoding="utf-8")
    assert outcome.code == 1
    assert "in 2 files" in outcome.err
    assert article.read_text(encoding="utf-8") == GOOD
    for wrong, right in (("weeks after Battlefield", "Weeks after battlefield"), ("Medusa", "Meduza")):
        assert wrong in before
        assert wrong not in after
        assert right in after
    assert qa("fix", "corpora/kremlin", "article.txt", "-q").err == ""
    assert (tmp_path / "corpora/kremlin/article.en.txt").read_text(encoding="utf-8") == after


def test_the_text_can_go_elsewhere(qa: Runner, article: Path) -> None:
    assert qa("fix", article.name, "-o", "-").out == GOOD
    assert qa("fix", article.name, "-o", "new.txt").out == ""
    assert (article.parent / "new.txt").read_text() == GOOD
    assert article.read_text(encoding="utf-8") == BAD
    (article.parent / "reference.txt").write_text(GOOD)
    complains(qa("fix", article.name, "-r", "reference.txt", "-o", "reference.txt"), "is read by this run")
    complains(qa("fix", article.name, "new.txt", "-o", "other.txt"), "other.txt", "one article")
    complains(qa("fix", article.name, article), "named 2 times")


def test_mode_and_links_stay_and_nothing_half_written_is_left(qa: Runner, article: Path, monkeypatch) -> None:
    article.chmod(0o640)
    (article.parent / "link.txt").symlink_to(article)

    def fails(self: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", fails)
        complains(qa("fix", "link.txt"), "link.txt", "No space left")
    assert article.read_text(encoding="utf-8") == BAD
    assert qa("fix", "link.txt").code == 0
    assert article.read_text(encoding="utf-8") == GOOD
    assert article.stat().st_mode & 0o777 == 0o640
    assert (article.parent / "link.txt").is_symlink()
    assert sorted(path.name for path in article.parent.iterdir()) == ["article.txt", "link.txt"]


def test_wrong_uses_are_refused_before_anything_is_written(qa: Runner, article: Path) -> None:
    complains(qa("fix", article.name, "gone.txt"), "gone.txt", "no such file")
    assert article.read_text(encoding="utf-8") == BAD
    complains(qa("fix", article.name, "--format", "json"), "--format")
    os.mkfifo(article.parent / "pipe")
    complains(qa("fix", "pipe"), "pipe", "-o or --diff")


def test_passages_still_go_from_process_to_process() -> None:
    (segment,) = Html().read("<p>Fish &amp; chips", "f").segments
    assert pickle.loads(pickle.dumps(segment)) == segment
    assert pickle.loads(pickle.dumps(segment)).target.escape("&") == "&amp;"


def test_a_diff_does_nothing_to_a_terminal(qa: Runner, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text("They said \x1b[31mthat the the \u202ehouse is big.\n")
    raw = qa("fix", "--diff", "a.txt", "--lang", "en", "--select", "doubled-word").out
    assert "\x1b[31m" in raw
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = qa("fix", "--diff", "a.txt", "--lang", "en", "--select", "doubled-word", "-q").out
    assert shown == raw.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e").replace("\t", " ")
