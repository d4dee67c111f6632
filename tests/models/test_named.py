from __future__ import annotations

from pathlib import Path

import pytest

from qa.models.named import find, missing, split, stamp


def test_a_name_is_a_kind_and_a_path() -> None:
    assert split("comet:models/mine") == ("comet", "models/mine")
    assert split("comet:C:\\models") == ("comet", "C:\\models")
    assert split("estimator") == ("estimator", "")


def test_a_model_is_a_folder_or_was_downloaded_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    snapshot = tmp_path / "hub" / "models--someone--model" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot.parents[1] / "refs").mkdir()
    (snapshot.parents[1] / "refs" / "main").write_text("abc")
    assert find(str(tmp_path)) == tmp_path
    assert find("someone/model") == snapshot
    for path in ("someone/other", str(tmp_path / "none"), "a b c"):
        assert find(path) is None
        assert path in missing(path)


def test_a_changed_file_changes_the_stamp(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "weights").write_text("1")
    before = stamp(str(tmp_path))
    assert stamp(str(tmp_path)) == before
    (tmp_path / "deep" / "weights").write_text("12")
    assert stamp(str(tmp_path)) != before
