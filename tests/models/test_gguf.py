from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM

from qa.core.errors import InputError
from qa.models import gguf, named
from qa.models.language_models import load
from tests.models import tiny_language_models as tiny


def test_a_gguf_file_is_named_by_itself_or_by_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    assert gguf.file_of(file) == gguf.file_of(tmp_path) == named.find(str(file)) == file
    assert named.model_name(str(file)) == "model"
    (tmp_path / "config.json").write_text("{}")
    assert gguf.file_of(tmp_path) is None
    assert gguf.file_of(tmp_path / "config.json") is None


def test_without_its_packages_a_gguf_file_is_missing_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    monkeypatch.setattr(named, "find_spec", lambda name: None if name == "gguf" else object())
    assert named.missing(str(tmp_path)) == "install translation-qa[gguf]"


def test_it_is_unpacked_once_into_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    made: list[Path] = []

    def unpack(file: Path, folder: Path) -> None:
        made.append(tiny.byte_level_causal(folder))

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(gguf, "_unpack", unpack)
    (surprises,) = load("causal-lm", str(file)).surprises(["The house."])
    assert len(surprises.nats)
    folder = gguf.unpacked(file)
    assert len(made) == 1
    assert folder.parent == tmp_path / "cache" / "translation-qa" / "models"
    assert isinstance(AutoModelForCausalLM.from_pretrained(folder), torch.nn.Module)


def test_a_broken_file_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"no model")
    with pytest.raises(InputError, match=r"broken\.gguf"):
        gguf.unpacked(file)
    assert list((tmp_path / "cache" / "translation-qa" / "models").iterdir()) == []
