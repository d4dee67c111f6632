"""What goes into a term base comes out again, in every format; what cannot be read is told with its line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.errors import InputError, SettingsError
from qa.core.terms import CaseRule, Status, Term
from qa.glossary.base import Glossary
from qa.glossary.files import decode_base, format_named, format_of, formats, read_glossary
from qa.glossary.format import Format

ROOT = Path(__file__).parents[2]
WRITTEN = [form for form in formats() if type(form).write is not Format.write]
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Co"), exclude_characters="\ufeff"),
    min_size=1, max_size=12,
)  # fmt: skip
OPTIONAL = st.one_of(st.just(""), TEXT)
TERMS = st.builds(
    Term,
    concept=st.sampled_from(("kyiv", "1", "a b", "ü&<")),
    language=st.sampled_from(("en", "no", "pt-BR", "zh-Hant")),
    text=TEXT,
    status=st.sampled_from(Status),
    part_of_speech=st.sampled_from(("", "noun", "proper noun")),
    note=OPTIONAL,
    gender=st.sampled_from(("", "feminine")),
    case=st.sampled_from(CaseRule),
    do_not_translate=st.booleans(),
    context=OPTIONAL,
    extra=st.sampled_from(((), (("definition", "a town"),), (("concept.definition", "a town"),), (("source", "x"),))),
)


def back(form: Format, terms: list[Term]) -> Glossary:
    path = f"base{form.suffixes[0] if form.suffixes else '.tbx'}"
    return read_glossary(form.decode(form.write(terms), path), path)


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.id())
@settings(deadline=None, max_examples=40)
@given(terms=st.lists(TERMS, min_size=1, max_size=6, unique=True))
def test_a_round_trip_keeps_everything(form: Format, terms: list[Term]) -> None:
    shared = {term.concept: [e for t in terms if t.concept == term.concept for e in t.extra] for term in terms}
    if any(key.startswith("concept.") for extra in shared.values() for key, _ in extra):
        terms = [Term(**{**fields(term), "extra": (("concept.definition", "a town"),)}) for term in terms]
    glossary = back(form, terms)
    assert not glossary.problems
    assert sorted(glossary.terms, key=repr) == sorted(terms, key=repr)


def fields(term: Term) -> dict[str, object]:
    return {name: getattr(term, name) for name in Term.__dataclass_fields__}


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.id())
def test_the_base_of_the_project_survives(form: Format) -> None:
    terms = read_glossary((ROOT / "glossaries/russia-ukraine.csv").read_text(encoding="utf-8"), "a.csv").terms
    assert sorted(back(form, list(terms)).terms, key=repr) == sorted(terms, key=repr)


def test_domains_of_concepts_and_of_terms_survive_in_tbx() -> None:
    terms = [Term("a", "en", "one", domain="law"), Term("a", "de", "eins", domain="law"), Term("b", "en", "two")]
    mixed = [Term("c", "en", "x", domain="law"), Term("c", "en", "y", domain="art")]
    for form in ("tbx", "tbx-dct", "tbx-v2"):
        assert list(back(format_named(form), terms + mixed).terms) == terms + mixed


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("terms.en-de.csv", "folder,Ordner\nfile,Datei\n", [("en", "folder"), ("de", "Ordner"), ("en", "file")]),
        ("terms_en_pt-BR.tsv", "folder\tpasta\n", [("en", "folder"), ("pt-BR", "pasta")]),
        ("deepl.csv", "folder,Ordner,EN,DE\n", [("en", "folder"), ("de", "Ordner")]),
        ("google.csv", "en,fr,pos,description\nfolder,dossier,noun,a place\n", [("en", "folder"), ("fr", "dossier")]),
        (
            "project-en-cs.csv",
            'location,source,target,id,fuzzy,context,translator_comments\n,folder,složka,,,,"in, out"\n',
            [("en", "folder"), ("cs", "složka")],
        ),
        (
            "trados.csv",
            "English;German (Germany);German (Germany);Definition\nfolder;Ordner;Mappe;a place\n",
            [("en", "folder"), ("de-DE", "Ordner"), ("de-DE", "Mappe")],
        ),
        (
            "pairs.csv",
            "source,target,source_lang,target_lang\nfolder,Ordner,en,de\n",
            [("en", "folder"), ("de", "Ordner")],
        ),
        ("terms.json", '[{"language": "no", "term": "ja", "concept": 1}]', [("no", "ja")]),
        (
            "terms.json",
            '{"version": 1, "terms": [{"en": "folder", "de": "Ordner"}]}',
            [("en", "folder"), ("de", "Ordner")],
        ),
        (
            "terms.json",
            '{"concepts": [{"id": "f", "domain": "IT", "terms": [{"language": "en", "term": "folder"}]}]}',
            [("en", "folder")],
        ),
        ("terms.yaml", "- {concept: a, language: no, term: yes}\n", [("no", "yes")]),
        (
            "terms.xlf",
            '<xliff version="2.1" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file><unit>'
            '<g:glossary xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0"><g:glossEntry id="f"><g:term>folder</g:term>'
            "<g:translation>Ordner</g:translation><g:translation>Mappe</g:translation></g:glossEntry></g:glossary>"
            "<segment><source>A b.</source><target>C d.</target></segment></unit></file></xliff>",
            [("en", "folder"), ("de", "Ordner"), ("de", "Mappe")],
        ),
        (
            "terms.xliff",
            '<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="1">'
            "<source>folder</source><target>Ordner</target></trans-unit></body></file></xliff>",
            [("en", "folder"), ("de", "Ordner")],
        ),
        (
            "memory.tmx",
            '<tmx version="1.4"><body><tu><tuv xml:lang="EN"><seg>folder</seg></tuv><tuv xml:lang="DE">'
            "<seg>Ordner</seg></tuv></tu></body></tmx>",
            [("en", "folder"), ("de", "Ordner")],
        ),
        (
            "base.tbx",
            '<tbx style="dct" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>'
            '<conceptEntry id="f"><min:subjectField>IT</min:subjectField><langSec xml:lang="en"><termSec>'
            "<term>folder</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>"
            "</conceptEntry></body></text></tbx>",
            [("en", "folder")],
        ),
        (
            "base.tbx",
            '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body><termEntry><langSet '
            'xml:lang="en"><tig><term>folder</term></tig></langSet></termEntry></body></text></martif>',
            [("en", "folder")],
        ),
    ],
)
def test_the_habits_of_other_tools_are_known(path: str, content: str, expected: list[tuple[str, str]]) -> None:
    glossary = read_glossary(content, path)
    assert not glossary.problems
    assert [(term.language, term.text) for term in glossary.terms][: len(expected)] == expected


@pytest.mark.parametrize(
    ("path", "content", "line"),
    [
        ("a.csv", "concept,language,term\n1,en,a\n2,en,b,c\n3,en,d\n", 3),
        ("a.json", '[\n{"en": "a"},\n{"concept": "b"},\n{"en": "d"}\n]', 3),
        ("a.yaml", "- en: a\n- just text\n- en: d\n", 2),
        ("a.tmx", "<tmx><tu><tuv lang='en'><seg>a</seg></tuv></tu>\n<tu><tuv lang='q'><seg/></tuv></tu></tmx>", 2),
        (
            "a.tbx",
            "<tbx><conceptEntry><langSec xml:lang='en'><termSec><term>a</term></termSec>\n"
            "<termSec><term/></termSec></langSec></conceptEntry></tbx>",
            2,
        ),
        (
            "a.xlf",
            "<xliff srcLang='en' trgLang='zz-q'><file><segment><source>a</source></segment>\n"
            "<segment><source>b</source><target>c</target></segment></file></xliff>",
            2,
        ),
    ],
)  # fmt: skip
def test_a_broken_entry_is_told_with_its_line_and_the_rest_is_read(path: str, content: str, line: int) -> None:
    glossary = read_glossary(content, path)
    assert [problem.key for problem in glossary.problems] == [f"line {line}"]
    assert glossary.terms[0].text == "a"


ENTITY = '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("document", [ENTITY, EXTERNAL])
@pytest.mark.parametrize(
    ("path", "element"), [("a.tbx", "tbx"), ("a.xlf", "xliff"), ("a.tmx", "tmx"), ("a.xml", "martif")]
)
def test_entities_are_refused_in_every_xml(document: str, path: str, element: str) -> None:
    with pytest.raises(InputError, match="entities"):
        read_glossary(f"{document}<{element}>&a;</{element}>", path)


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("a.tbx", "<tbx>" + "<a>" * 1000 + "</a>" * 1000 + "</tbx>", "nested too deep"),
        ("a.tbx", "<tbx><a></tbx>", "not well-formed XML"),
        ("a.json", "[" * 100_000, "too deep|not JSON"),
        ("a.json", f"[{'1' * 5_000}]", "a number too long"),
        ("a.json", '{"a": 1}', "no list of terms"),
        ("a.json", "[1,", "a.json:1:4: this is not JSON"),
        ("a.yaml", "a: &a [x]\nb: *a\n", "aliases"),
        ("a.yaml", "a: [", "a.yaml:1|a.yaml:2"),
        ("a.csv", "some,words\nand,more\n", "no header"),
        ("a.csv", "", "no terms in it"),
        ("a.csv", 'concept,language,term\n1,en,a\n2,en,"b\n3,en,c\n', "a.csv:3: not valid CSV: a quotation mark opens"),
        ("a.csv", 'concept,language,term\n1,en,"' + "a" * 200_000 + '"\n', "not valid CSV"),
    ],
)
def test_a_hostile_or_broken_base_is_refused_with_one_clear_line(path: str, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_glossary(content, path)


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def changed(workbook: bytes, part: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | {part: data})


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = zipped({"xl/worksheets/sheet1.xml": bytes(300 * 2**20)})
    assert len(bomb) < 2**20
    with pytest.raises(InputError, match="unpacks to 300 MB"):
        decode_base(bomb, "bomb.xlsx")


def test_a_workbook_that_is_none_is_refused() -> None:
    good = format_named("xlsx").write([Term("a", "en", "one")])
    sheet = "xl/worksheets/sheet1.xml"
    entities = (
        ENTITY.encode()
        + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>'
    )
    for data in (
        b"no zip",
        zipped({"a": b""}),
        changed(good, sheet, entities),
        changed(good, sheet, b"<work"),
        good[:200],
    ):
        with pytest.raises(InputError, match=r"bad\.xlsx"):
            decode_base(data, "bad.xlsx")


def test_a_name_of_control_characters_cannot_be_written_as_xml() -> None:
    for name in ("tbx", "tmx", "xlsx"):
        with pytest.raises(SettingsError, match="remove it"):
            format_named(name).write([Term("a", "en", "a\x01b")])


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="tbx-dct"):
        format_named("docx")


def test_a_base_as_xliff_is_a_pair_of_languages_to_other_tools() -> None:
    terms = [
        Term("kyiv", "en", "Kyiv"), Term("kyiv", "en", "Kiev", Status.FORBIDDEN), Term("kyiv", "uk", "Київ"),
        Term("kyiv", "de", "Kyjiw"), Term("lviv", "uk", "Львів"),
    ]  # fmt: skip
    content = format_named("xliff").write(terms).decode()
    assert 'version="2.1"' in content
    assert 'srcLang="en" trgLang="uk"' in content
    assert '<gls:translation x:status="preferred">Київ</gls:translation>' in content
    assert "<segment><source>Kyiv</source><target>Київ</target></segment>" in content
    assert list(read_glossary(content, "a.xlf").terms) == [terms[0], terms[2], terms[1], *terms[3:]]


def test_an_unknown_ending_is_told_by_the_first_characters() -> None:
    assert format_of("base", '<?xml version="1.0"?><martif>').id() == "tbx"
    assert format_of("base", "concept\tlanguage\tterm\n").id() == "tsv"
    assert format_of("base", "[{").id() == "json"
    assert format_of("base.xml", "<xliff>").id() == "xliff"
    assert format_of("base", "a,b").id() == "csv"


def test_a_workbook_with_one_cell_far_off_is_refused() -> None:
    good = format_named("xlsx").write([Term("a", "en", "one")])
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData></worksheet>'
    with pytest.raises(InputError, match="1,048,576 rows"):
        decode_base(changed(good, "xl/worksheets/sheet1.xml", far), "far.xlsx")
