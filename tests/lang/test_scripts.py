import pytest

from qa.lang.scripts import has_capitals, has_spaces, is_written_in


@pytest.mark.parametrize(
    ("language", "spaces", "capitals"),
    [
        ("en", True, True), ("ru", True, True), ("el", True, True), ("ar", True, False), ("ko", True, False),
        ("hi", True, False), ("zh", False, False), ("zh-TW", False, False), ("ja", False, False), ("th", False, False),
        ("sr-Latn", True, True), ("und", True, True),
    ],
)  # fmt: skip
def test_how_a_language_is_written(language: str, spaces: bool, capitals: bool) -> None:
    assert (has_spaces(language), has_capitals(language)) == (spaces, capitals)


@pytest.mark.parametrize(
    ("text", "language", "own"),
    [
        ("東京タワー", "ja", True), ("北京", "zh", True), ("서울", "ko", True), ("Москва", "ru", True),
        ("Москва", "en", False), ("Tokyo", "ja", False), ("2,000", "hi", True),
    ],
)  # fmt: skip
def test_text_in_a_languages_own_scripts(text: str, language: str, own: bool) -> None:
    assert is_written_in(text, language) is own
