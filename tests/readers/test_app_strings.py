"""What the files of Android and Apple give as entries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.documents import Document
from qa.core.errors import InputError
from qa.inputs.opened import open_target
from qa.inputs.targets import Named, Target
from qa.readers.android_strings import AndroidStrings
from qa.readers.apple_strings import AppleStrings, escape
from tests.readers.test_reader_properties import check_places

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=200)


def texts(document: Document) -> dict[str, str]:
    check_places(document)
    return {segment.key: segment.target.text for segment in document.segments}


def android(text: str) -> str:
    return f'<?xml version="1.0"?>\n<resources xmlns:xliff="u">\n<string name="a">{text}</string>\n</resources>'


ANDROID = {
    "plain": ("x", "x"),
    "escapes": ('it\\\'s \\"x\\" \\@ \\u00e9\\ud83d\\ude00\\n!', 'it\'s "x" @ é😀\n!'),
    "half a pair": ("a\\ud83d", "a\ufffd"),
    "layout": ("\n   a\n   b  c\n", "a b c"),
    "quotation marks": ('a"  b  "c', "a  b  c"),
    "references": ("a &amp; &lt;b>", "a & <b>"),
    "a CDATA section": ("<![CDATA[<b>x</b> & y]]>", "<b>x</b> & y"),
    "tags": ('<b>x</b> <xliff:g id="n">%1$s</xliff:g>', "<b>x</b> %1$s"),
}


@pytest.mark.parametrize(("written", "read"), ANDROID.values(), ids=ANDROID.keys())
def test_texts_of_android(written: str, read: str) -> None:
    assert texts(AndroidStrings().read(android(written), "f")) == {"a": read}


def test_tags_and_what_is_not_for_translation_are_marks() -> None:
    target = AndroidStrings().read(android('a <b>x</b> <xliff:g id="n">%s</xliff:g>'), "f").segments[0].target
    assert [target.text[slice(*mark)] for mark in target.marks] == ["<b>", "</b>", "%s"]
    assert target.escape('it\'s "a" & b') == 'it\\\'s \\"a\\" &amp; b'


def test_plurals_arrays_and_what_is_left_out() -> None:
    content = (
        '<resources><plurals name="p"><item quantity="one">1</item><item quantity="other">2</item></plurals>'
        '<string-array name="l"><item>x</item><item>@string/y</item></string-array><string>lost</string>'
        '<string name="n" translatable="false">n</string><string name="e"/><color name="c">#fff</color></resources>'
    )
    document = AndroidStrings().read(content, "f")
    assert texts(document) == {"p[one]": "1", "p[other]": "2", "l.0": "x"}
    assert document.segments[1].forms == ("one", "other")
    assert document.unfinished == (("not translated yet", 1),)
    assert [problem.message for problem in document.problems] == ["line 1: this resource has no name"]


def test_resources_are_held_against_those_of_values(tmp_path: Path) -> None:
    for folder, text in (("values", "Save"), ("values-pt-rBR", "Salvar")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "strings.xml").write_text(android(text), encoding="utf-8")
    source = Named(tmp_path / "values" / "strings.xml")
    article = open_target(Target(Named(tmp_path / "values-pt-rBR" / "strings.xml"), source=source)).article
    assert article.language == "pt-BR"
    assert [segment.source.text for segment in article.segments if segment.source] == ["Save"]


APPLE = {
    "an entry": ('"a" = "x";', {"a": "x"}),
    "comments": ('/* "z" = "q"; */ "a"="x" ; // b = c;\n', {"a": "x"}),
    "bare names": ("a = x;\nb.c = \"y\";", {"a": "x", "b.c": "y"}),
    "a key alone": ('"a";', {"a": "a"}),
    "escapes": ('"a" = "\\"x\\"\\n\\U00e9\\\\ \\\'";', {"a": '"x"\né\\ \''}),
    "lines": ('"a"\n=\n"x\ny";', {"a": "x\ny"}),
    "a broken line": ('"a" = "x";\nfoo bar\n"b" = "y";', {"a": "x", "b": "y"}),
    "no semicolon": ('"a" = "x"\n"b" = "y";', {"b": "y"}),
    "an open string": ('"a" = "x";\n"b" = "y;\n', {"a": "x"}),
    "no end": ('"a" = "x";\n"b" = "y"', {"a": "x"}),
    "twice": ('"a" = "x";\n"a" = "y";', {"a": "x"}),
    "empty": ('"a" = "x";\n"b" = "";', {"a": "x"}),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), APPLE.values(), ids=APPLE.keys())
def test_entries_of_apple(content: str, expected: dict[str, str]) -> None:
    assert texts(AppleStrings().read(content, "f")) == expected


@pytest.mark.parametrize("name", ["a broken line", "no semicolon", "an open string", "no end", "twice"])
def test_what_is_broken_is_a_problem(name: str) -> None:
    assert AppleStrings().read(APPLE[name][0], "f").problems


@pytest.mark.parametrize("content", ["", "foo", '"a" = "";', "/* a", '<?xml version="1.0"?><plist/>'])
def test_a_file_without_entries_is_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"^f: [^\n]+$"):
        AppleStrings().read(content, "f")


@FIXED
@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1).filter(str.strip), min_size=1))
def test_any_texts_of_apple_are_given_back(entries: dict[str, str]) -> None:
    content = "\n".join(f'/* c */ "{escape(key)}" = "{escape(text)}";' for key, text in entries.items())
    document = AppleStrings().read(content, "f")
    assert texts(document) == entries
    assert not document.problems
