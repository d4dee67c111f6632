"""What was learned from data says what is known of the languages, and is quiet about the others."""

from __future__ import annotations

from qa.lang.encoding_damage import damage
from qa.lang.endings import never_last, open_bracket
from qa.lang.lengths import expected_ratio, ratio_spread, text_length
from qa.lang.page_parts import page_part
from qa.lang.scripts import is_written_in
from qa.lang.vocabulary import belongs_rather_to, function_words


def test_lengths() -> None:
    assert expected_ratio("en", "zh")[0] < -0.5 < 0 < expected_ratio("en", "de")[0]
    assert expected_ratio("de", "en")[0] == -expected_ratio("en", "de")[0]
    assert expected_ratio("en", "cs")[1] > expected_ratio("en", "de")[1] == 0
    assert ratio_spread(10) > ratio_spread(100) > 0
    assert text_length(" a b\tc ") == 3


def test_endings() -> None:
    assert {"the", "my"} <= never_last("en-GB")
    assert "house" not in never_last("en")
    assert never_last("xx") == frozenset()
    assert open_bracket("a (b) (c [d]") == 6
    assert open_bracket("a) b") is None


def test_page_parts() -> None:
    assert page_part(" » Read more … ", "de") == (1, 14)
    assert page_part("He said so. Read more", "en") == (12, 21)
    assert page_part("Teil [Bearbeiten | Quelltext bearbeiten]", "de") == (5, 40)
    assert page_part("Read more books", "en") is None
    assert page_part("Er sagte: [Bearbeiten und speichern", "de") is None
    assert page_part("Les mer", "no") == page_part("Les mer", "nb") == (0, 7)


def test_vocabulary_and_scripts() -> None:
    assert belongs_rather_to("older", "en", "de")
    assert belongs_rather_to("桥", "zh", "en")
    assert not belongs_rather_to("radio", "en", "de")
    assert is_written_in("桥", "zh")
    assert is_written_in("橋はカ", "ja")
    assert not is_written_in("мост", "ja")


def test_each_way_to_write_chinese_has_its_own_words() -> None:
    assert {"一个", "一個"} & function_words("zh-Hans-CN") == {"一个"}
    assert {"一个", "一個"} & function_words("zh-Hant-TW") == {"一個"}
    assert len({function_words("zh"), function_words("zh-TW"), function_words("zh-HK")}) == 3


def test_damage_is_mended_word_by_word() -> None:
    text = "«schÃ¶n», thÃ©Ã¢tre."
    assert [(text[start:end], mended) for start, end, mended in damage(text)] == [
        ("«schÃ¶n»", "«schön»"),
        ("thÃ©Ã¢tre", "théâtre"),
    ]
