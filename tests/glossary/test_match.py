from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.core.terms import CaseRule, Status, Term
from qa.glossary.base import Glossary
from qa.glossary.files import read_glossary
from qa.glossary.match import find_terms

BASE = Path(__file__).parents[2] / "glossaries" / "russia-ukraine.tbx"


@pytest.fixture(scope="module")
def story() -> Glossary:
    return read_glossary(BASE.read_text(encoding="utf-8"), "russia-ukraine.tbx")


@pytest.mark.parametrize(
    ("language", "text", "concepts"),
    [
        ("en", "Sources told Meduza’s editors about the State Duma.", ["meduza", "state-duma"]),
        ("en", "As the institute for the study of war said, Medusa was wrong.", ["isw", "meduza"]),
        ("ru", "По данным «Медузы», депутаты Государственной думы ждали.", ["meduza", "state-duma"]),
        ("ru", "В Совете Федерации и в Запорожье об этом знали.", ["federation-council", "zaporizhzhia"]),
        ("uk", "За даними «Медузи», депутати Державної думи чекали.", ["meduza", "state-duma"]),
        ("uk", "У Раді Федерації та в Запоріжжі про це знали.", ["federation-council", "zaporizhzhia"]),
        ("en", "Medusan and Vesnaless are no names, nor do councils of state need one.", []),
    ],
)
def test_names_are_found_in_their_forms(story: Glossary, language: str, text: str, concepts: list[str]) -> None:
    found = [match.term.concept for match in find_terms(story, text, language)]
    assert found == concepts


def test_a_full_stop_ends_a_term(story: Glossary) -> None:
    (match,) = find_terms(story, "It was said in the State. Duma members laughed.", "en")
    assert (match.start, match.end) == (26, 30)


def test_the_longest_term_wins_and_the_exact_form_before_the_inflected() -> None:
    base = Glossary((
        Term("a", "en", "State", Status.FORBIDDEN), Term("b", "en", "State Duma"), Term("c", "en", "State Dumas"),
    ))  # fmt: skip
    assert [match.term.concept for match in find_terms(base, "The State Duma, the state dumas.", "en")] == ["b", "c"]


def test_a_name_in_lower_case_that_is_a_common_word_is_doubtful() -> None:
    base = Glossary(
        (
            Term("v", "ru", "Весна", part_of_speech="proper noun"),
            Term("m", "en", "Meduza", part_of_speech="proper noun"),
        )
    )
    (spring,) = find_terms(base, "Пришла весна.", "ru")
    (outlet,) = find_terms(base, "the outlet meduza said", "en")
    assert (spring.lower, spring.doubtful) == (True, True)
    assert (outlet.lower, outlet.doubtful) == (True, False)
    assert not find_terms(base, "Движение «Весна» ушло.", "ru")[0].lower


def test_the_region_of_a_language_does_not_matter() -> None:
    base = Glossary((Term("a", "pt", "Kiev", Status.DEPRECATED),))
    assert len(find_terms(base, "Em Kiev fazia frio.", "pt-BR")) == 1


def found(language: str, term: str, text: str, case: CaseRule = CaseRule.USUAL, part: str = "") -> list[str]:
    base = Glossary((Term("1", language, term, part_of_speech=part, case=case),))
    return [text[match.start : match.end] for match in find_terms(base, text, language)]


@pytest.mark.parametrize(
    ("language", "term", "text", "expected"),
    [
        (
            "en",
            "COVID-19",
            "COVID 19, covid-19, Covid‑19 and COVID19.",
            ["COVID 19", "covid-19", "Covid‑19", "COVID19"],
        ),
        ("en", "C++", "C++ is not C, nor C#.", ["C++"]),
        ("en", "post-war order", "The post war orders fell.", ["post war orders"]),
        ("en", "Kyiv", "Kyiv’s mayor left Kyiv-based media.", ["Kyiv’s", "Kyiv"]),
        ("en", "active case", "An active and serious case; active, bad case.", ["active and serious case"]),
        ("en", "US", "The US told us.", ["US"]),
        ("en", "WHO", "The WHO said who it was; WHO’s aim.", ["WHO", "WHO’s"]),
        ("en", "ABC", "ＡＢＣ is full width.", ["ＡＢＣ"]),
        ("de", "Straße", "Die STRASSEN sind leer.", ["STRASSEN"]),
        ("fr", "État", "L’E\u0301tat et les États.", ["E\u0301tat", "États"]),
        ("ru", "Киев", "В Kиеве и Kyiv.", ["Kиеве"]),
        ("ru", "Киев", "В Ки\u0301еве холодно.", ["Ки\u0301еве"]),
        ("he", "ירושלים", "הוא גר בירושלים, וירושלים יפה.", ["ירושלים", "ירושלים"]),
        ("ko", "제네바", "제네바에서 회담이 열렸다.", ["제네바에서"]),
        ("zh", "日内瓦", "会谈在日内瓦举行。", ["日内瓦"]),
        ("zh", "会", "会谈在日内瓦举行。", []),
        ("ja", "アジア", "マレーアジア大会とアジアの国々、ｱｼﾞｱ。", ["アジア", "ｱｼﾞｱ"]),
        ("ja", "感染症", "新型コロナウイルス感染症の対策", ["感染症"]),
        ("th", "กรุงเทพ", "เขาอยู่ที่กรุงเทพกับเพื่อน", ["กรุงเทพ"]),
        ("hi", "दिल्ली", "बैठक दिल्ली में हुई।", ["दिल्ली"]),
        ("tr", "Işık", "IŞIK ile ışık.", ["IŞIK", "ışık"]),
        ("en", "4", "It is ¼ of 4.", ["4"]),
        ("en", "→", "Nothing → to find.", []),
    ],
)
def test_what_stands_in_a_text_for_a_term(language: str, term: str, text: str, expected: list[str]) -> None:
    assert found(language, term, text) == expected


def test_the_base_says_whether_letter_case_counts() -> None:
    text = "Will will; WILL said so."
    assert found("en", "will", text, CaseRule.EXACT) == ["will"]
    assert found("en", "Will", text, CaseRule.EXACT) == ["Will"]
    assert found("en", "Will", text, CaseRule.ANY) == ["Will", "will", "WILL"]


def test_a_name_spelled_like_a_small_word_is_doubtful_where_a_sentence_opens() -> None:
    base = Glossary((Term("w", "en", "Will", part_of_speech="proper noun"),))
    text = "Will they come? I saw Will. “Will it rain?”"
    assert [match.doubtful for match in find_terms(base, text, "en")] == [True, False, True]


@settings(deadline=None, max_examples=150)
@given(
    text=st.text(max_size=60),
    names=st.lists(st.text(min_size=1, max_size=12), max_size=4),
    language=st.sampled_from(("en", "ru", "fi", "tr", "ar", "he", "el", "zh", "th", "ja", "hi", "de", "und")),
)
def test_matches_lie_in_the_text_in_order_whatever_it_is(text: str, names: list[str], language: str) -> None:
    base = Glossary(tuple(Term(str(number), language, name) for number, name in enumerate(names)))
    matches = find_terms(base, text + " ".join(names), language)
    places = [place for match in matches for place in (match.start, match.end)]
    assert places == sorted(places)
    assert all(match.start < match.end for match in matches)
    assert not places or places[-1] <= len(text + " ".join(names))


def test_bases_that_differ_in_anything_said_of_a_term_are_not_the_same() -> None:
    term = Term("meduza", "en", "Meduza")
    assert Glossary((term,)) == Glossary((replace(term, line=7),))
    assert Glossary((term,)) != Glossary((replace(term, do_not_translate=True),))
