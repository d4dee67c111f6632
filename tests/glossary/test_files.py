from __future__ import annotations

from pathlib import Path

import pytest

from qa.core.errors import InputError
from qa.core.terms import Status, Term
from qa.glossary.files import read_glossary

GLOSSARIES = Path(__file__).parents[2] / "glossaries"


def test_the_tbx_and_the_csv_of_the_story_hold_the_same_terms() -> None:
    tbx, csv = (
        read_glossary((GLOSSARIES / name).read_text(encoding="utf-8"), name).terms
        for name in ("russia-ukraine.tbx", "russia-ukraine.csv")
    )
    assert tbx == csv
    assert len(tbx) > 300
    assert Term("meduza", "en", "Meduza", Status.PREFERRED, "proper noun") in {
        Term(term.concept, term.language, term.text, term.status, term.part_of_speech) for term in tbx
    }


def test_a_wide_table_has_a_concept_a_row_and_a_language_a_column() -> None:
    glossary = read_glossary("en,ru,uk\nKyiv,Киев,Київ\nMoscow,,Москва\n", "wide.csv")
    assert [(term.concept, term.language, term.text) for term in glossary.terms] == [
        ("1", "en", "Kyiv"), ("1", "ru", "Киев"), ("1", "uk", "Київ"), ("2", "en", "Moscow"), ("2", "uk", "Москва"),
    ]  # fmt: skip


def test_tabs_and_quotes_are_read() -> None:
    rows = 'concept\tlanguage\tterm\tstatus\n1\tpt_br\t"Zona, ""leste"""\tadmitted\n'
    (term,) = read_glossary(rows, "long.tsv").terms
    assert (term.language, term.text, term.status) == ("pt-BR", 'Zona, "leste"', Status.ADMITTED)


def test_a_broken_entry_is_a_problem_with_its_line_and_the_rest_is_read() -> None:
    rows = (
        "concept,language,term,status\n1,en,Meduza,preferred\n2,en,Medusa,forbiden\n3,xx-klingon,Qo'noS,\n4,en,Vesna,\n"
    )
    glossary = read_glossary(rows, "base.csv")
    assert [term.text for term in glossary.terms] == ["Meduza", "Vesna"]
    assert [problem.key for problem in glossary.problems] == ["line 3", "line 4"]
    assert rows[glossary.problems[0].span.start :].startswith("2,en,Medusa")


def test_tbx_of_version_2_is_read_too() -> None:
    tbx = """<?xml version="1.0"?><martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="c1">
      <langSet xml:lang="en"><tig><term>State <hi>Duma</hi></term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
      <langSet xml:lang="ru"><ntig><termGrp><term>Дума</term></termGrp></ntig></langSet>
    </termEntry></body></text></martif>"""
    english, russian = read_glossary(tbx, "old.tbx").terms
    assert (english.concept, english.text, english.status) == ("c1", "State Duma", Status.PREFERRED)
    assert (russian.language, russian.text, russian.status) == ("ru", "Дума", Status.ADMITTED)


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE t [<!ENTITY a "b">]><tbx>&a;</tbx>',
        '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
        '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tbx>&b;</tbx>',
    ],
)
def test_entities_are_refused(document: str) -> None:
    with pytest.raises(InputError, match="entities"):
        read_glossary(document, "evil.tbx")
