"""Countries and cities are found in text without a term base."""

from __future__ import annotations

import pytest

from qa.glossary.places import places_in
from qa.lang.places import knows_places, place_names


def sure(text: str, language: str) -> list[str]:
    return [text[place.start : place.end] for place in places_in(text, language) if place.sure]


@pytest.mark.parametrize(
    ("text", "language", "places"),
    [
        ("From Ljubljana to Slovenia’s border.", "en", ["Ljubljana", "Slovenia’s"]),
        ("Из Любляны в Словению.", "ru", ["Любляны", "Словению"]),
        ("Sloveniassa ja Tallinnassa", "fi", ["Sloveniassa", "Tallinnassa"]),
        ("代表团抵达斯洛文尼亚。", "zh", ["斯洛文尼亚"]),
        ("Jordan Spieth and Team USA, in West Virginia", "en", []),
        ("a turkey, some china and a jersey", "en", []),
        ("Slovenia-based; North of Chad", "en", ["Chad"]),
    ],
)
def test_places_of_a_text(text: str, language: str, places: list[str]) -> None:
    assert sure(text, language) == places


def test_names_of_a_place() -> None:
    assert place_names("en")["MM"] == ("Myanmar", "Burma")
    assert place_names("uk")["Europe/Ljubljana"] == ("Любляна",)
    assert all(name == name.strip() and name for names in place_names("de").values() for name in names)
    assert knows_places("zh-Hant")
    assert not knows_places("xx")
