from __future__ import annotations

from pathlib import Path

import pytest

from qa.checks.misspelled_word import MisspelledWord
from qa.config.settings import Settings
from qa.core.documents import Document, Segment
from qa.core.passage import Passage
from qa.inputs.opened import Opened
from qa.lang import dictionaries, spelling
from qa.lang.spelling import correction
from qa.run.examine import examine


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spelling, "has_dictionary", lambda language: False)
    correction.cache_clear()
    yield
    correction.cache_clear()


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [("govenrment", "en", "government"), ("presidnet", "en", "president"), ("объяивло", "ru", "объявило"),
     ("government", "en", None), ("froodle", "en", None), ("a" * 100, "en", None), ("of", "en", None)],
)  # fmt: skip
@pytest.mark.usefixtures("no_dictionary")
def test_the_word_meant_is_found_by_lists_alone(word: str, language: str, meant: str | None) -> None:
    found = correction(word, language)
    assert (found.text if found else None) == meant
    assert found is None or not found.denied


@pytest.mark.usefixtures("no_dictionary")
def test_a_language_that_needs_a_dictionary_is_listed_as_not_checked_without_one() -> None:
    segment = Segment("1", Passage("A kormány bejelentette az új intézkedéseket.", "f"), target_lang="hu")
    document = Document("f", segment.target.text, (segment,), bilingual=True, language="hu")
    verdict = examine(Opened(document), Settings(select=("misspelled-word",))).verdict
    (item,) = [item for item in verdict.not_checked if item.what == "misspelled-word"]
    assert "translation-qa[spelling]" in item.why
    assert item.asked
    assert MisspelledWord().lacks("en") == ()


def test_dictionaries_are_found_by_language_in_every_folder_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pt_PT", "pt_BR", "ptx", "de_DE"):
        (tmp_path / f"{name}.dic").write_text("0\n")
        (tmp_path / f"{name}.aff").write_text("")
    (tmp_path / "pt_AO.dic").write_text("0\n")
    (tmp_path / "pt_MZ.dic").symlink_to(tmp_path / "pt_PT.dic")
    (tmp_path / "pt_MZ.aff").symlink_to(tmp_path / "pt_PT.aff")
    monkeypatch.setattr(dictionaries, "_folders", lambda: (tmp_path, tmp_path))
    dictionaries._files.cache_clear()
    assert [file.stem for file in dictionaries._files("pt")] == ["pt_BR", "pt_PT"]
    dictionaries._files.cache_clear()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_word_is_overlooked_that_is_one_slip_away(language: str) -> None:
    frequent = spelling.frequent_words(language)
    for word in [word for word in list(frequent)[::400] if len(word) >= spelling.SHORTEST]:
        slips = [word[:place] + word[place + 1 :] for place in range(len(word))]
        swapped = [word[:place] + word[place : place + 2][::-1] + word[place + 2 :] for place in range(len(word))]
        for slip in [slip for slip in (*slips, *swapped, f"{word}s", f"x{word}") if slip not in frequent]:
            expected = {other for other in spelling._one_slip_away(slip, language) if other in frequent}
            assert expected <= {*spelling._near(slip, language)}, slip
