"""What the readers of XML formats give as entries, and what they refuse."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.inputs import files, opened
from qa.readers.tmx import Tmx
from qa.readers.xliff import Xliff
from tests.readers.test_reader_properties import check_places

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=200)
Row = tuple[str, str | None, str]


def rows(document: Document) -> list[Row]:
    check_places(document)
    return [(s.key, s.source.text if s.source else None, s.target.text) for s in document.segments]


def xliff(units: str, more: str = "") -> str:
    return (
        f'<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="s" '
        f'xmlns:mq="m"{more}>\n<file original="f" source-language="en-US" target-language="de_AT"><body>\n'
        f"{units}\n</body></file></xliff>"
    )


def xliff2(units: str) -> str:
    return (
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="m" srcLang="en" trgLang="fr">'
        f'<file id="f">{units}</file></xliff>'
    )


def unit(source: str, target: str, attributes: str = "") -> str:
    return f'<trans-unit id="1"{attributes}><source>{source}</source><target>{target}</target></trans-unit>'


XLIFF: dict[str, tuple[str, list[Row]]] = {
    "a unit": (xliff(unit("a", "b")), [("1", "a", "b")]),
    "references": (xliff(unit("a &amp; b", "c &lt; &#100;&#x65;")), [("1", "a & b", "c < de")]),
    "a CDATA section": (xliff(unit("a", "<![CDATA[b & <i>c</i>]]>")), [("1", "a", "b & <i>c</i>")]),
    "a comment": (xliff(unit("a", "b<!-- > x -->c")), [("1", "a", "bc")]),
    "codes": (
        xliff(unit('a<x id="1" ctype="lb"/><g id="2">b</g>', '<g id="2" xid="7">c</g><x id="1"/>')),
        [("1", 'a<x id="1"/><g id="2">b</g>', '<g id="2">c</g><x id="1"/>')],
    ),
    "native codes": (
        xliff(unit('<bpt id="1">&lt;b&gt;</bpt>a<ept id="1">&lt;/b&gt;</ept>', '<ph id="1">{0}</ph>b<ph id="2"/>')),
        [("1", "<b>a</b>", '{0}b<ph id="2"/>')],
    ),
    "a marker": (xliff(unit("a", 'b <mrk mtype="term">c</mrk>')), [("1", "a", "b c")]),
    "a proposal": (
        xliff(unit("a", "b").replace("</trans-unit>", "<alt-trans><target>c</target></alt-trans></trans-unit>")),
        [("1", "a", "b")],
    ),
    "text over lines": (xliff(unit("a", "\n  b\n  c\n")), [("1", "a", "b c")]),
    "preserved lines": (xliff(unit("a", " b\r\nc ", ' xml:space="preserve"')), [("1", "a", " b\nc ")]),
    "not for translation": (
        xliff(f'<group translate="no">{unit("a", "b")}</group>{unit("c", "d").replace("1", "2", 1)}'),
        [("2", "c", "d")],
    ),
    "a lost translation": (
        xliff(unit("a", "", ' approved="yes"') + unit("c", "d")),
        [("1", "a", ""), ("1:4", "c", "d")],
    ),
    "Trados": (
        xliff(
            '<trans-unit id="u"><source>a. b.</source><seg-source><g id="5"><mrk mtype="seg" mid="1">a.</mrk> '
            '<mrk mtype="seg" mid="2">b.</mrk></g></seg-source><target><g id="5"><mrk mtype="seg" mid="1">c.</mrk> '
            '<mrk mtype="seg" mid="2">d.</mrk></g></target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/>'
            "</sdl:seg-defs></trans-unit>"
        ),
        [("u:1", "a.", "c."), ("u:2", "b.", "d.")],
    ),
    "states in Trados": (
        xliff(
            '<trans-unit id="u"><source>a. b. c. d.</source><seg-source>'
            + "".join(f'<mrk mtype="seg" mid="{mid}">{text}.</mrk> ' for mid, text in enumerate("abcd"))
            + '</seg-source><target><mrk mtype="seg" mid="0">a.</mrk> <mrk mtype="seg" mid="1"/> '
            '<mrk mtype="seg" mid="2">f<mrk mtype="x-sdl-deleted" sdl:revid="1">g</mrk>'
            '<mrk mtype="x-sdl-added" sdl:revid="2">h</mrk>.</mrk> <mrk mtype="seg" mid="3"/></target><sdl:seg-defs>'
            '<sdl:seg id="0" origin="source"/><sdl:seg id="1" conf="ApprovedSignOff"/>'
            '<sdl:seg id="2" conf="Draft" locked="true" origin="mt"/><sdl:seg id="3" conf="Draft"/></sdl:seg-defs>'
            "</trans-unit>"
        ),
        [("u:1", "b.", ""), ("u:2", "c.", "fh.")],
    ),
    "memoQ": (
        xliff(unit("x", "x", ' mq:status="NotStarted"') + unit("a", "b", ' mq:status="Confirmed"')),
        [("1", "a", "b")],
    ),
    "version 2": (
        xliff2(
            '<unit id="u"><notes><note>n</note></notes><mtc:matches><mtc:match><source>x</source><target>y</target>'
            '</mtc:match></mtc:matches><segment id="s1" state="final"><source>a <pc id="1">b</pc></source><target>c '
            '<pc id="1">d</pc></target></segment><ignorable><source> </source></ignorable><segment id="s2">'
            '<source>e<ph id="3" equiv="x"/></source><target><sc id="4"/>f<ec startRef="4"/></target></segment></unit>'
        ),
        [
            ("u:s1", 'a <pc id="1">b</pc>', 'c <pc id="1">d</pc>'),
            ("u:s2", 'e<ph id="3"/>', '<sc id="4"/>f<ec id="4"/>'),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), XLIFF.values(), ids=XLIFF.keys())
def test_xliff(content: str, expected: list[Row]) -> None:
    assert rows(Xliff().read(content, "f")) == expected


def test_xliff_names_its_languages() -> None:
    document = Xliff().read(xliff(unit("a", "b")), "f")
    assert (document.segments[0].source_lang, document.segments[0].target_lang) == ("en-US", "de-AT")
    assert (document.source_language, document.language) == ("en-US", "de-AT")


def test_states_that_are_not_ready_are_counted() -> None:
    units = "".join(
        unit("a", text).replace("<target>", f"<target{state}>")
        for text, state in (("b", ""), ("b", ' state="new"'), ("b", ' state="needs-translation"'), ("", ""))
    )
    document = Xliff().read(xliff(units), "f")
    assert len(document.segments) == 1
    assert document.unfinished == (("not translated yet", 3),)


def test_codes_are_marks_and_no_fix_touches_them() -> None:
    content = xliff(unit("a", 'b<x id="1"/>c'))
    target = Xliff().read(content, "f").segments[0].target
    assert target.marks == ((1, 12),)
    assert [content[slice(*target.place(*place))] for place in ((0, 1), (1, 12), (12, 13))] == ["b", '<x id="1"/>', "c"]
    assert target.escape("a & b < c ]]> d") == "a &amp; b &lt; c ]]&gt; d"


@pytest.mark.parametrize("protected", ['mtype="protected"', 'translate="no"'])
def test_what_is_protected_is_no_prose(protected: str) -> None:
    content = xliff(unit("a", f"b <mrk {protected}>Acme</mrk> c"))
    target = Xliff().read(content, "f").segments[0].target
    assert (target.text, target.marks) == ("b Acme c", ((2, 6),))


def test_a_unit_without_texts_is_a_problem() -> None:
    content = xliff('<trans-unit id="9"><note>n</note></trans-unit>' + unit("a", "b"))
    document = Xliff().read(content, "f")
    assert rows(document) == [("1", "a", "b")]
    (problem,) = document.problems
    assert content[problem.span.start : problem.span.end] == '<trans-unit id="9">'


def tmx(units: str, source: str = "en") -> str:
    return (
        f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="{source}"/>'
        f"<body>{units}</body></tmx>"
    )


def variant(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><prop type="x">p</prop><seg>{text}</seg></tuv>'


CODES = '<bpt i="1">&lt;b></bpt>a<ept i="1">&lt;/b></ept>'
PAIRED = '<hi x="1">b</hi><ph x="2"/>'
TMX: dict[str, tuple[str, list[Row]]] = {
    "a unit": (tmx(f"<tu>{variant('en-US', 'a')}{variant('de', 'b')}</tu>"), [("unit 1", "a", "b")]),
    "the source last": (tmx(f'<tu tuid="7">{variant("de", "b")}{variant("EN", "a")}</tu>'), [("7", "a", "b")]),
    "a source of its own": (
        tmx(f'<tu srclang="de">{variant("en", "a")}{variant("de", "b")}</tu>'),
        [("unit 1", "b", "a")],
    ),
    "any source": (tmx(f"<tu>{variant('fr', 'a')}{variant('de', 'b')}</tu>", "*all*"), [("unit 1", "a", "b")]),
    "three languages": (
        tmx(f'<tu tuid="x">{variant("de", "b")}{variant("en", "a")}{variant("fr", "c")}</tu>'),
        [("x:de", "a", "b"), ("x:fr", "a", "c")],
    ),
    "codes": (
        tmx(f"<tu>{variant('en', CODES)}{variant('de', PAIRED)}</tu>"),
        [("unit 1", "<b>a</b>", '<hi id="1">b</hi><ph id="2"/>')],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), TMX.values(), ids=TMX.keys())
def test_tmx(content: str, expected: list[Row]) -> None:
    assert rows(Tmx().read(content, "f")) == expected


def test_tmx_says_what_cannot_be_checked() -> None:
    source, target = variant("en", "a"), variant("de", "b")
    content = tmx(f"<tu>{source}</tu><tu>{target}</tu><tu/><tu>{source}{target}</tu>")
    document = Tmx().read(content, "f")
    assert rows(document) == [("unit 4", "a", "b")]
    assert document.unfinished == (("not translated yet", 1),)
    assert ["no variant" in problem.message for problem in document.problems] == [True, True]
    assert (document.source_language, document.language) == ("en", "de")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "a billion laughs": LAUGHS + xliff(unit("a", "&b;")).partition("\n")[2],
    "another file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://localhost/"> %a;]><xliff/>',
    "attributes by DTD": '<!DOCTYPE x [<!ATTLIST trans-unit translate CDATA "no">]><xliff/>',
    "an unknown entity": xliff(unit("a", "&nbsp;")),
    "an entity from elsewhere": tmx("<tu>&nbsp;</tu>"),
    "deep elements": xliff("<g>" * 5000 + "</g>" * 5000),
    "an open element": xliff("<trans-unit>"),
    "an open comment": xliff("<!-- "),
    "two roots": "<xliff/><xliff/>",
    "an unbound prefix": xliff("<foo:bar/>"),
    "nothing": "<xliff/>",
    "no XML": "trans-unit",
    "a control character": xliff(unit("a", "\x01")),
}


@pytest.mark.parametrize("reader", [Xliff(), Tmx()], ids=lambda reader: reader.id())
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_in_one_line(content: str, reader: Reader) -> None:
    with pytest.raises(InputError, match=r"^f:[^\n]+$"):
        reader.read(content, "f")


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t&<>\"']")
STRING = st.text(CHARACTERS).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
PART = st.tuples(st.sampled_from(["x", "g", "mrk", "ph"]), STRING, STRING)


@FIXED
@given(st.lists(st.tuples(STRING, st.lists(PART, max_size=3)), min_size=1, max_size=5), st.booleans())
def test_texts_are_those_that_lxml_reads(texts: list[tuple[str, list[tuple[str, str, str]]]], cdata: bool) -> None:
    root = etree.Element("xliff")
    for number, (before, parts) in enumerate([("first", []), *texts]):
        own = etree.SubElement(root, "trans-unit", id=str(number))
        own.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        etree.SubElement(own, "source").text = "s"
        target = etree.SubElement(own, "target", state="final")
        target.text = etree.CDATA(before) if cdata and "]]>" not in before else before
        for name, inside, after in parts:
            child = etree.SubElement(target, name, id="1")
            child.text, child.tail = inside, after
    root.append(etree.Comment("<target>"))
    content = etree.tostring(root, encoding="unicode")
    document = Xliff().read(content, "f")
    check_places(document)
    for target, segment in zip(root.iter("target"), document.segments, strict=True):
        seen = "".join(segment.target.text)
        for start, end in reversed(segment.target.marks):
            seen = seen[:start] + seen[end:]
        for code in [*target.iter("x", "ph")]:
            code.text = None
        assert seen == "".join(target.itertext())


@FIXED
@given(st.lists(st.sampled_from([*"<>/!-[]=&;\"' ax", "<target>", "</target>", '<g id="1">', "</g>"])).map("".join))
def test_no_markup_makes_it_stumble(inside: str) -> None:
    for content in (xliff(unit("a", inside)), xliff(inside), inside):
        with suppress(InputError):
            check_places(Xliff().read(content, "f"))


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "f.xlf.gz"
    path.write_bytes(gzip.compress(xliff(unit("a", "b")).encode("utf-16")))
    assert rows(opened.read_document(opened.Named(path))) == [("1", "a", "b")]


def test_a_packed_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LARGEST", 1000)
    path = tmp_path / "f.xlf.gz"
    path.write_bytes(gzip.compress(b" " * 10_000))
    with pytest.raises(InputError, match=r"unpacks to more than"):
        opened.read_document(opened.Named(path))
