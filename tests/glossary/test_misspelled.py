"""A misspelled name is found as the name that was meant, and one real name is never taken for another."""

from __future__ import annotations

import pytest

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.misspelled import misspelled_names

CONFUSABLE = [
    ("en", "Iran Iraq Oran Austria Australia Niger Nigeria Slovakia Slovenia Minsk Pinsk Medina Modena Mali Malawi "
           "Gambia "
           "Zambia Guinea Guyana Mauritius Mauritania Dominica Bucharest Budapest Johnson Johnston Hansen Hanson "
           "Steven "
           "Stephen Petersen Peterson Ivanov Ivanova Victor Victoria Marina Martina Kharkiv Kherson Georgia Georgina "
           "Kansas Arkansas Bremen Bergen Latvia Lithuania Swaziland Switzerland Sweden Libya Liberia Lebanon"),
    ("de", "Österreich Australien Slowakei Slowenien Schweden Schweiz Lettland Litauen Estland Island Irland "
           "Meier Maier "
           "Schmidt Schmitt Hansen Jansen Bremen Breslau"),
    ("fr", "Autriche Australie Slovaquie Slovénie Suède Suisse Martin Martinez Niger Nigeria Dominique "
           "Dominica Lituanie"),
    ("pl", "Austria Australia Słowacja Słowenia Szwecja Szwajcaria Kowalski Kowalska "
           "Nowak Nowicki Litwa Łotwa Białoruś"),
    ("ru", "Сирия Сербия Австрия Австралия Словакия Словения Швеция Швейцария Минск Пинск Иран Ирак Омск Томск Самара "
           "Иванов Иванова Петров Петрова Нигер Нигерия Латвия Литва Кузнецов Кузнецова Смирнов Смирнова Тверь Керчь"),
    ("uk", "Сирія Сербія Австрія Австралія Словаччина Словенія Швеція Швейцарія Шевченко Шевчук Литва "
           "Латвія Луцьк Луганськ"),
    ("el", "Αυστρία Αυστραλία Σλοβακία Σλοβενία Σουηδία Ελβετία Λετονία Λιθουανία Συρία Σερβία"),
    ("tr", "Avusturya Avustralya Slovakya Slovenya İsveç İsviçre Letonya Litvanya Nijer Nijerya"),
    ("fi", "Itävalta Australia Slovakia Slovenia Latvia Liettua Virtanen Virta Mäkinen Mäkelä"),
    ("hu", "Ausztria Ausztrália Szlovákia Szlovénia Szíria Szerbia Kovács Kováts"),
    ("ar", "إيران العراق النمسا أستراليا سلوفاكيا سلوفينيا النيجر نيجيريا سوريا صربيا السويد السويس"),
    ("fa", "ایران عراق اتریش استرالیا اسلواکی اسلوونی نیجر نیجریه سوریه صربستان"),
    ("he", "אוסטריה אוסטרליה סלובקיה סלובניה סוריה סרביה שוודיה שווייץ"),
    ("hi", "ऑस्ट्रिया ऑस्ट्रेलिया स्लोवाकिया स्लोवेनिया नाइजर नाइजीरिया सीरिया सर्बिया"),
    ("ko", "오스트리아 오스트레일리아 슬로바키아 슬로베니아 니제르 나이지리아"),
]  # fmt: skip
SLIPS = [
    ("en", "Zelensky", "Zelenksy"), ("en", "Lukashenko", "Lukashenkko"), ("de", "Kramatorsk", "Kramatorks"),
    ("fr", "Zaporijjia", "Zaporijia"), ("pl", "Zełenski", "Zełneski"), ("ru", "Зеленский", "Зеленцкий"),
    ("uk", "Запоріжжя", "Запоріжя"), ("fi", "Zelenskyi", "Zelensykin"), ("hu", "Zelenszkij", "Zelenszikj"),
    ("tr", "Zelenskiy", "Zelenksiy’nin"), ("el", "Κραματόρσκ", "Κραματόρκσ"), ("ar", "كراماتورسك", "كراماتورصك"),
]  # fmt: skip


def found(language: str, name: str, text: str) -> list[str]:
    base = Glossary((Term("1", language, name, part_of_speech="proper noun"),))
    return [text[one.start : one.end] for one in misspelled_names(base, text, language)]


@pytest.mark.parametrize(("language", "names"), CONFUSABLE, ids=lambda value: value[:2])
def test_one_real_name_is_never_taken_for_another(language: str, names: str) -> None:
    for name in names.split():
        base = Glossary((Term("1", language, name, part_of_speech="proper noun"),))
        assert misspelled_names(base, names, language) == (), name


@pytest.mark.parametrize(("language", "name", "written"), SLIPS)
def test_a_slip_is_found(language: str, name: str, written: str) -> None:
    assert found(language, name, f"12 {written} 34") == [written]


def test_words_that_are_no_names() -> None:
    assert found("en", "Saldo", "The balance was paid, the saldo was not. Sale!") == []
    assert found("en", "Meduza", "A medusa is a sea animal.") == []
    assert found("en", "Kyiv", "") == []
