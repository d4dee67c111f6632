"""What message catalogues of gettext give as entries."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.errors import InputError
from qa.inputs.opened import read_document
from qa.inputs.targets import Named
from qa.readers.gettext import Gettext

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : '
    '2);\\n"\n\n'
)


def rows(content: str, path: str = "f.po") -> list[tuple[str, str | None, str]]:
    return [
        (segment.key, segment.source.text if segment.source else None, segment.target.text)
        for segment in Gettext().read(content, path).segments
    ]


ENTRIES = {
    "one line": ('msgid "a"\nmsgstr "б"\n', [("a", "a", "б")]),
    "many lines": ('msgid ""\n"a "\n"b"\nmsgstr ""\n"б "\n  "в"\n', [("a b", "a b", "б в")]),
    "strings side by side": ('msgid "a" " b"\nmsgstr "б"\n', [("a b", "a b", "б")]),
    "a context": ('msgctxt "menu"\nmsgid "a"\nmsgstr "б"\n', [("menu: a", "a", "б")]),
    "escapes": ('msgid "a"\nmsgstr "\\"\\\\\\n\\t\\x41\\101"\n', [("a", "a", '"\\\n\tAA')]),
    "carriage returns": ('msgid "a"\r\nmsgstr ""\r\n"б"\r\n', [("a", "a", "б")]),
    "no blank lines": ('msgid "a"\nmsgstr "б"\nmsgid "c"\nmsgstr "г"\n', [("a", "a", "б"), ("c", "c", "г")]),
    "comments": ('# x\n#. y\n#: z:1\n#, c-format\n#| msgid "o"\nmsgid "a"\nmsgstr "б"\n', [("a", "a", "б")]),
    "obsolete": ('#, fuzzy\n#~ msgid "o"\n#~ msgstr "о"\n\nmsgid "a"\nmsgstr "б"\n', [("a", "a", "б")]),
    "a plural": (
        'msgid "one"\nmsgid_plural "%d"\nmsgstr[0] "%d а"\nmsgstr[1] "%d б"\nmsgstr[2] "%d в"\n',
        [("one [0]", "%d", "%d а"), ("one [1]", "%d", "%d б"), ("one [2]", "%d", "%d в")],
    ),
}


@pytest.mark.parametrize(("content", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_entries(content: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert rows(HEADER + content) == expected


def test_a_form_for_one_number_may_leave_the_number_out() -> None:
    header = HEADER.replace("Language: ru", "Language: de")
    header = header[: header.index('"Plural-Forms')] + '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
    plural = 'msgid "one file"\nmsgid_plural "%d files"\nmsgstr[0] "{}"\nmsgstr[1] "%d Dateien"\n'
    assert rows(header + plural.format("eine Datei"))[0][1] == "one file"
    assert rows(header + plural.format("%d Datei"))[0][1] == "%d files"


def test_the_header_names_language_and_plural_forms() -> None:
    content = HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] "б"\nmsgstr[2] "в"\n'
    document = Gettext().read(content, "f.po")
    assert document.language == "ru"
    assert [segment.forms for segment in document.segments] == [(), (), ("one", "few", "many")]


@pytest.mark.parametrize(
    ("name", "tag"), [("sr@latin", "sr-Latn"), ("sr_RS@latin", "sr-Latn-RS"), ("pt_BR.UTF-8", "pt-BR"), ("q", "und")]
)
def test_names_of_locales(name: str, tag: str) -> None:
    header = HEADER.replace("Language: ru", f"Language: {name}")
    assert Gettext().read(header + 'msgid "a"\nmsgstr "b"\n', "f.po").language == tag


def test_what_is_not_ready_is_counted() -> None:
    content = HEADER + 'msgid "a"\nmsgstr "б"\n\n#, fuzzy, c-format\nmsgid "c"\nmsgstr "г"\n\nmsgid "e"\nmsgstr ""\n'
    document = Gettext().read(content, "f.po")
    assert len(document.segments) == 1
    assert dict(document.unfinished) == {"marked as in need of work": 1, "not translated yet": 1}


BROKEN = {
    "an open string": ('msgid "x"\nmsgstr "y\n', "on line 7, column 8, a string has to stand"),
    "a quotation mark inside": ('msgid "x"\nmsgstr "y"z"\n', "on line 7, column 11, a string has to stand"),
    "a source that does not end": ('msgid "x\nmsgstr "y"\n', "on line 6, column 7, a string has to stand"),
    "a statement twice": ('msgid "x"\nmsgstr "y"\nmsgstr "z"\n', '"msgstr" is there twice'),
    "an entry twice": ('msgid "a"\nmsgstr "b"\n', "this message is there twice"),
    "prose": ("nothing\n", "this is no statement"),
    "a form too few": ('msgid "x"\nmsgid_plural "y"\nmsgstr[0] "z"\nmsgstr[1] "z"\n', "msgstr[2] is missing"),
    "a form too many": (
        'msgid "x"\nmsgid_plural "y"\n' + "".join(f'msgstr[{index}] "z"\n' for index in range(4)),
        "msgstr[3] is one too many; the header announces 3",
    ),
    "a form without plural": ('msgid "x"\nmsgstr[0] "z"\n', 'no "msgid_plural"'),
}


@pytest.mark.parametrize(("broken", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_entry_is_a_problem_and_the_rest_is_read(broken: str, message: str) -> None:
    header = HEADER.replace("\n\n", "\n")
    content = header + broken + '\nmsgid "a"\nmsgstr "б"\n\nmsgid "c"\nmsgstr "г"\n'
    document = Gettext().read(content, "f.po")
    assert [segment.source.text for segment in document.segments if segment.source][-1] == "c"
    (problem,) = document.problems
    assert message in problem.message
    assert content[problem.span.start : problem.span.end].strip() in content


def test_a_template_is_read_for_its_source_texts() -> None:
    content = 'msgid ""\nmsgstr ""\n"Language: \\n"\n\nmsgid "A file"\nmsgid_plural "%d files"\nmsgstr[0] ""\n'
    document = Gettext().read(content, "f.pot")
    assert (document.language, [segment.target.text for segment in document.segments]) == ("en", ["A file", "%d files"])


@pytest.mark.parametrize(
    "header",
    [
        "nplurals=99; plural=0",
        "nplurals=2; plural=1/n",
        "nplurals=2; plural=__import__('os')",
        "nplurals=2; plural=" + "(" * 900,
        "nplurals=2; plural=n*99999999999999999999",
    ],
)
def test_a_hostile_header_does_no_harm(header: str) -> None:
    content = f'msgid ""\nmsgstr "Plural-Forms: {header};\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    assert Gettext().read(content, "f.po").segments[0].target.text == "c"


@pytest.mark.parametrize("content", [HEADER, 'msgid "a"\nmsgstr ""\n', "prose\n"])
def test_a_file_without_translations_is_refused(content: str) -> None:
    with pytest.raises(InputError, match=r"^f: [^\n]+$"):
        Gettext().read(content, "f")


def test_the_file_name_tells_the_language(tmp_path: Path) -> None:
    path = tmp_path / "uk.po"
    path.write_text('msgid "OK"\nmsgstr "Гаразд"\n', encoding="utf-8")
    assert read_document(Named(path)).language == "uk"


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\'), min_size=1)


@settings(derandomize=True, deadline=None, database=None, max_examples=200)
@given(st.dictionaries(TEXT, TEXT, min_size=1), st.sampled_from([0, 20, 78]))
def test_it_reads_what_polib_writes(texts: dict[str, str], width: int) -> None:
    file = polib.POFile(wrapwidth=width)
    file.extend(polib.POEntry(msgid=source, msgstr=target) for source, target in texts.items())
    content = str(file)
    document = Gettext().read(content, "f")
    again = [(entry.msgid, entry.msgstr) for entry in polib.pofile(content)]
    assert [(s.source.text, s.target.text) for s in document.segments if s.source] == again == list(texts.items())
    assert not document.problems
