from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from transformers import BertConfig, BertModel

from qa.core.errors import InputError
from qa.models.pretrained import network
from tests.models import tiny_language_models as tiny

WEIGHTS, SETTINGS = "model.safetensors", "config.json"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.word_pieces_masked(tmp_path_factory.mktemp("whole") / "model")


def cut_short(folder: Path) -> None:
    file = folder / WEIGHTS
    file.write_bytes(file.read_bytes()[:2000])


def other_program(folder: Path) -> None:
    (folder / WEIGHTS).unlink()
    (folder / "pytorch_model.bin").write_bytes(b"no weights at all")


def empty(folder: Path) -> None:
    (folder / WEIGHTS).unlink()
    (folder / "pytorch_model.bin").write_bytes(b"")


def no_weights(folder: Path) -> None:
    (folder / WEIGHTS).unlink()


def no_json(folder: Path) -> None:
    (folder / SETTINGS).write_text("{")


def a_list(folder: Path) -> None:
    (folder / SETTINGS).write_text("[]")


def changed(**settings: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / SETTINGS
        file.write_text(json.dumps(json.loads(file.read_text()) | settings))

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        cut_short,
        other_program,
        empty,
        no_weights,
        no_json,
        a_list,
        changed(model_type="none"),
        changed(num_hidden_layers="two"),
    ],
)
def test_a_broken_model_is_refused_in_one_line(whole: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    folder = shutil.copytree(whole, tmp_path / "model")
    spoil(folder)
    with pytest.raises(InputError, match=r"model: transformers cannot load this model: .") as refused:
        network(str(folder), "AutoModelForMaskedLM")
    assert "\n" not in str(refused.value)


def test_no_weights_are_made_up(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "model")
    changed(hidden_size=32)(folder)
    with pytest.raises(InputError, match=r"weights have other sizes than its settings say, first "):
        network(str(folder), "AutoModelForMaskedLM")
    BertModel(BertConfig.from_pretrained(whole), add_pooling_layer=False).save_pretrained(tmp_path / "headless")
    with pytest.raises(InputError, match=r"lacks weights of a BertForMaskedLM, first cls\.predictions"):
        network(str(tmp_path / "headless"), "AutoModelForMaskedLM")
    with pytest.raises(InputError, match=r"lacks weights of a BertModel, first pooler"):
        network(str(tmp_path / "headless"), "AutoModel")
    assert not network(str(tmp_path / "headless"), "AutoModel", unused="pooler").training
