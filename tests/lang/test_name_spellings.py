"""The likeness of spellings: one name in many, and many names that are not one."""

from __future__ import annotations

import pytest

from qa.lang.name_spellings import likeness

ONE = [
    ("Mizham Obiasnet", "en", "Можем объяснить", "ru"), ("Mizham Obiasnet", "en", "Mozhem Obyasnit", "en"),
    ("Medusa", "en", "Meduza", "en"), ("Медуза", "ru", "Medusa", "en"), ("Zaporizhia", "en", "Zaporizhzhia", "en"),
    ("Zaporizhia", "en", "Запоріжжя", "uk"), ("Kiev", "en", "Kyiv", "en"), ("Kiev", "en", "Київ", "uk"),
    ("Zelensky", "en", "Зеленський", "uk"), ("Tschaikowski", "de", "Чайковский", "ru"),
    ("Erdogan", "en", "Erdoğan", "tr"),
    ("Ürümqi", "en", "Urumqi", "en"), ("Mihhail", "et", "Mikhail", "en"), ("Putin", "en", "بوتين", "ar"),
    ("Netanyahu", "en", "נתניהו", "he"), ("Putin", "en", "プーチン", "ja"), ("Putin", "en", "푸틴", "ko"),
    ("Beijing", "en", "北京", "zh"), ("Athina", "en", "Αθήνα", "el"), ("Shevchenko", "en", "Шевченком", "uk"),
]  # fmt: skip
OTHER = [
    ("Saldo", "balance"), ("Iran", "Iraq"), ("Iran", "Oran"), ("Austria", "Australia"), ("Slovakia", "Slovenia"),
    ("Niger", "Nigeria"), ("Ivanov", "Ivanova"), ("Mali", "Malawi"), ("Guinea", "Guyana"), ("Guinea", "Ghana"),
    ("Cuba", "Kobe"), ("Maria", "Mario"), ("Jack", "Jeff"), ("Zambia", "Gambia"), ("Mauritius", "Mauritania"),
    ("Paul", "Paula"), ("Johnson", "Johnston"), ("Hansen", "Jansen"), ("Kharkiv", "Kherson"), ("Lee", "Lao"),
    ("Saint Lucia", "Saint Kitts"), ("North Korea", "South Korea"), ("Kansas", "Arkansas"), ("India", "Indiana"),
    ("Иран", "Iraq"), ("Victor", "Victoria"), ("Rome", "Lome"), ("Berlin", "Merlin"), ("Libya", "Lebanon"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "language", "other", "other_language"), ONE)
def test_one_name(one: str, language: str, other: str, other_language: str) -> None:
    assert likeness(one, other, language, other_language) >= 0.5
    assert likeness(other, one, other_language, language) == likeness(one, other, language, other_language)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names(one: str, other: str) -> None:
    assert likeness(one, other, "en", "en") < 0.5
