import pytest

from qa.lang.affixes import bases


@pytest.mark.parametrize(
    ("word", "base"),
    [("menyandi", "sandi"), ("disoroti", "sorot"), ("kepantasan", "pantas"), ("penulisannya", "tulis"),
     ("mengirimkan", "kirim"), ("memperbaiki", "baik")],
)  # fmt: skip
def test_finds_what_an_indonesian_word_is_made_of(word: str, base: str) -> None:
    assert base in bases(word, "id")


def test_finds_no_base_in_a_language_without_data() -> None:
    assert list(bases("menyandi", "de")) == []
