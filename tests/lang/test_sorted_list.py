"""Words are found in a list by what stands in its file, and the file is made once for each content of its origin."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.lang.sorted_list import laid_out, sorted_list

_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=6)


@given(st.dictionaries(_WORDS, st.integers(0, 300)), st.lists(_WORDS))
def test_a_list_has_the_words_that_were_laid_out_and_no_others(known: dict[str, int], others: list[str]) -> None:
    made = laid_out(f"{word}\t{value}".encode() for word, value in known.items())
    for word in (*known, *others):
        assert made.get(word) == (str(known[word]) if word in known else None)


@given(st.sets(_WORDS), st.lists(_WORDS))
def test_words_need_no_values(known: set[str], others: list[str]) -> None:
    made = laid_out(map(str.encode, known))
    for word in (*known, *others):
        assert made.get(word) == ("" if word in known else None)


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "origin"
    file.write_text("one two")
    return file


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "origin")


def _words(file: Path) -> list[bytes]:
    return [f"{word}\t{len(word)}".encode() for word in file.read_text(encoding="utf-8").split()]


def test_a_list_is_made_once_for_each_content_of_its_origin(origin: Path, tmp_path: Path) -> None:
    assert sorted_list("some", origin, lambda: _words(origin)).get("one") == "3"
    (file,) = _files(tmp_path)
    assert sorted_list("some", origin, list).get("one") == "3"
    assert sorted_list("other", origin, list).get("one") is None
    origin.write_text("three", encoding="utf-8")
    assert sorted_list("some", origin, lambda: _words(origin)).get("three") == "5"
    assert file not in _files(tmp_path)
    assert len(_files(tmp_path)) == 2


@pytest.mark.parametrize("broken", [b"", b"one\t3\n"])
def test_a_broken_file_is_made_anew(origin: Path, tmp_path: Path, broken: bytes) -> None:
    sorted_list("some", origin, lambda: _words(origin))
    (file,) = _files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(broken)
    assert sorted_list("some", origin, lambda: _words(origin)).get("two") == "3"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_list_is_made_all_the_same(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(origin))
    assert sorted_list("some", origin, lambda: _words(origin)).get("two") == "3"
    assert _files(tmp_path) == []
