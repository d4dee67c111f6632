from __future__ import annotations

from pathlib import Path

import pytest

from qa.core.terms import Status, Term
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
