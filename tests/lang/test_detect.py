"""The language of a text is told alike from the packed model and from what was kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.lang.detect import _identifier, detect

TEXTS = ("Die Minister haben sich noch nicht auf einen Termin geeinigt.", "Міністри ще не домовилися про дату.")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _identifier.cache_clear()
    yield tmp_path / "cache"
    _identifier.cache_clear()


def _detected() -> list[tuple[str, float]]:
    _identifier.cache_clear()
    return [detect(text) for text in TEXTS]


def test_the_model_is_unpacked_once_and_anew_where_the_file_is_broken(cache: Path) -> None:
    first = _detected()
    assert [language for language, _ in first] == ["de", "uk"]
    (file,) = (file for file in cache.rglob("*") if file.is_file())
    whole = file.read_bytes()
    assert _detected() == first
    for broken in (b"", b"no archive", whole[:-100], whole[: len(whole) // 2]):
        file.write_bytes(broken)
        assert _detected() == first
        assert file.stat().st_size == len(whole)


def test_where_nothing_can_be_kept_the_language_is_told_all_the_same(cache: Path) -> None:
    cache.write_text("no folder", encoding="utf-8")
    assert [language for language, _ in _detected()] == ["de", "uk"]
