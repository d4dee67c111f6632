"""What subtitles give as entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.core.documents import Document
from qa.core.errors import InputError
from qa.inputs.opened import open_target
from qa.inputs.targets import Named, Target
from qa.readers.subtitles import Subtitles
from tests.readers.test_reader_properties import check_places


def texts(document: Document) -> dict[str, str]:
    check_places(document)
    return {segment.key: segment.target.text for segment in document.segments}


CUE = "1\n00:00:01,000 --> 00:00:02,500\n"
FILES = {
    "a cue": (CUE + "Hello.\n", {"00:00:01,000": "Hello."}),
    "two lines": (CUE + "Hello\r\nthere.\r\n", {"00:00:01,000": "Hello there."}),
    "two cues": (CUE + "a\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n", {"00:00:01,000": "a", "00:00:03,000": "b"}),
    "two at once": (CUE + "a\n\n" + CUE + "b\n", {"00:00:01,000": "a", "00:00:01,000-00:00:02,500": "b"}),
    "tags": (CUE + "{\\an8}<i>a</i> b\n", {"00:00:01,000": "{\\an8}<i>a</i> b"}),
    "an empty cue": (CUE + "\n2\n00:00:03,000 --> 00:00:04,000\nb\n", {"00:00:03,000": "b"}),
    "WebVTT": (
        "WEBVTT - x\nKind: captions\n\nNOTE x\n\nSTYLE\n::cue {}\n\nname\n00:01.000 --> 00:02.000 align:start\n"
        "<v Ann>a &amp; b\n",
        {"00:01.000": "<v Ann>a & b"},
    ),
    "a broken block": ("lost\n\n" + CUE + "a\n", {"00:00:01,000": "a"}),
    "Chinese": (CUE + "你好，\n世界。\n", {"00:00:01,000": "你好，世界。"}),
}


@pytest.mark.parametrize(("content", "expected"), FILES.values(), ids=FILES.keys())
def test_cues(content: str, expected: dict[str, str]) -> None:
    document = Subtitles().read(content, "f.vtt")
    assert texts(document) == expected
    assert bool(document.problems) == content.startswith("lost")


def test_tags_are_marks() -> None:
    target = Subtitles().read(CUE + "<i>a</i>\n", "f.srt").segments[0].target
    assert [target.text[slice(*mark)] for mark in target.marks] == ["<i>", "</i>"]


@pytest.mark.parametrize("content", ["", "a\nb\n", "WEBVTT\n", CUE])
def test_files_without_cues_are_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"^f: [^\n]+$"):
        Subtitles().read(content, "f")


def test_cues_are_held_against_those_at_the_same_time(tmp_path: Path) -> None:
    (tmp_path / "film.en.srt").write_text(CUE + "Good morning.\n", encoding="utf-8")
    (tmp_path / "film.de.srt").write_text(CUE + "Guten Morgen.\n", encoding="utf-8")
    opened = open_target(Target(Named(tmp_path / "film.de.srt"), source=Named(tmp_path / "film.en.srt")))
    assert (opened.article.language, opened.article.source_language) == ("de", "en")
    assert [segment.source.text for segment in opened.article.segments if segment.source] == ["Good morning."]
