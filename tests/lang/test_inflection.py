from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from qa.lang.inflection import inflection
from qa.lang.lookalikes import in_script_of
from qa.lang.scripts import is_written_in
from qa.lang.tokens import piece_pattern

LANGUAGES = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files("qa.lang.inflections").iterdir()
    if file.name.endswith(".toml")
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_endings_is_well_formed(language: str) -> None:
    data = tomllib.loads(
        resources.files("qa.lang.inflections").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    )
    assert set(data) <= {"letters", "prefixes", "parts", "derived", "endings", "changes", "joined"}
    found = inflection(language)
    assert "" in found.endings
    assert all(" > " in change for change in data.get("changes", []))
    assert all(ending == ending.translate(found.letters) for ending in found.endings)


def read(language: str, word: str, stems: set[str]) -> list[tuple[int, str, str]]:
    return [tuple(reading) for reading in inflection(language).readings(word, stems)]


def test_a_form_is_divided_into_a_known_stem_and_an_ending() -> None:
    assert inflection("ru").stem("москва") == ("москв", "а")
    assert read("ru", "москвой", {"москв"}) == [(0, "москв", "ой")]
    assert inflection("ru").allows("а", "ой")
    assert not inflection("ru").allows("а", "ский")
    assert read("fi", "helsingissä", {"helsink"}) == [(0, "helsink", "issä")]
    assert read("ar", "بالقاهره", {"قاهر"}) == [(3, "قاهر", "ه")]
    assert read("xx", "word", {"word"}) == [(0, "word", "")]
    assert inflection("tr").ties("'", "da")
    assert not inflection("en").ties("'", "da")


def test_a_word_that_mixes_scripts_is_read_in_the_languages_own() -> None:
    assert in_script_of("kиев", "ru") == "киев"
    assert in_script_of("pаris", "fr") == "paris"
    assert in_script_of("kyiv", "ru") == in_script_of("киев", "ru") == in_script_of("київ", "en") == ""


def test_scripts_of_several_parts_are_known() -> None:
    for text, language in (("北京", "zh"), ("北京", "zh-Hant"), ("コーヒーと漢字", "ja"), ("서울", "ko")):
        assert is_written_in(text, language)
    assert not is_written_in("北京", "ko-Latn")
    assert not is_written_in("서울", "ja")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("covid-19 b12", ["covid", "19", "b", "12"]),
        ("moskova'da", ["moskova", "da"]),
        ("会谈2022年", ["会", "谈", "2022", "年"]),
        ("コロナウイルス感染", ["コロナウイルス", "感", "染"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("กิน", ["กิ", "น"]),
    ],
)
def test_the_pieces_of_a_text(text: str, pieces: list[str]) -> None:
    assert piece_pattern().findall(text) == pieces
