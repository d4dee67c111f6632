"""Models of the COMET family give what unbabel-comet 2.2.7 gives (benchmarks/same_as_comet.py)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch

from qa.core.errors import InputError, SettingsError
from qa.models.comet import plan
from qa.models.comet.model import Setup, Texts
from qa.models.comet.opinions import opinions
from tests.models.marking import marking_model

FOLDER = Path(__file__).parent / "comet"
CPU = Setup("cpu")
NAMES = sorted(path.name for path in FOLDER.iterdir())


def expected(name: str) -> list[list[dict]]:
    return json.loads((FOLDER / name / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_scores_and_spans_are_those_of_unbabel_comet(name: str) -> None:
    for rows in expected(name):
        texts = [Texts(row["mt"], row.get("src"), row.get("ref")) for row in rows]
        for row, found in zip(rows, opinions(str(FOLDER / name), texts, CPU), strict=True):
            assert found.score == pytest.approx(row["score"], abs=1e-5)
            assert [span.severity for span in found.spans] == [span["severity"] for span in row["spans"]]
            assert [span.confidence for span in found.spans] == pytest.approx(
                [span["confidence"] for span in row["spans"]], abs=1e-5
            )
            for span, theirs in zip(found.spans, row["spans"], strict=True):
                if theirs["start"] < theirs["end"] and not theirs["text"].startswith(("<s>", "[CLS]")):
                    said = row["mt"][theirs["start"] : theirs["end"]]
                    assert row["mt"][span.start : span.end].strip() == said.strip()


def test_the_order_and_the_company_of_texts_make_no_difference() -> None:
    [rows] = expected("referenceless")
    texts = [Texts(row["mt"], row["src"]) for row in rows]
    folder = str(FOLDER / "referenceless")
    alone = [opinions(folder, [text], Setup("cpu", budget=1))[0].score for text in texts]
    together = [found.score for found in opinions(folder, texts[::-1], Setup("cpu", budget=5000))]
    assert together == pytest.approx(alone[::-1], abs=1e-5)


@pytest.mark.parametrize("pool", ["avg", "cls", "max"])
def test_a_long_text_is_read_to_its_end(pool: str, tmp_path: Path) -> None:
    folder = changed(FOLDER / "referenceless", tmp_path, pool=pool)
    long = "The mayor left. " * 60
    same, other = opinions(folder, [Texts(long, long), Texts(long + "国会は火曜日に", long)], CPU)
    assert same.score != pytest.approx(other.score, abs=1e-6)


def test_marks_are_found_at_the_end_of_a_long_text() -> None:
    text = "nothing here " * 300 + "wrong and nothing " * 2
    [found] = opinions(marking_model(), [Texts(text, "source " * 500, "reference " * 20)], CPU)
    assert [text[span.start : span.end].strip() for span in found.spans] == ["wrong", "wrong"]
    assert {span.severity for span in found.spans} == {"major"}


def test_half_the_digits_give_nearly_the_same() -> None:
    [rows] = expected("regression")
    texts = [Texts(row["mt"], row["src"], row["ref"]) for row in rows]
    found = opinions(str(FOLDER / "regression"), texts, Setup("cpu", "bfloat16"))
    assert [own.score for own in found] == pytest.approx([row["score"] for row in rows], abs=0.1)


def test_a_checkpoint_runs_no_code(tmp_path: Path) -> None:
    folder = copied(FOLDER / "regression", tmp_path)
    file = tmp_path / "checkpoints" / "model.ckpt"
    torch.save({"state_dict": {}, "hyper_parameters": Trap(tmp_path / "sprung")}, file)
    with pytest.raises(InputError, match=r"could run code when it is read.*If you trust who made it"):
        opinions(folder, [Texts("a", "b", "c")], CPU)
    assert not (tmp_path / "sprung").exists()


class Trap:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return Path.touch, (self.path,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "was it downloaded whole"),
        (b"", "was it downloaded whole"),
        (b"PK\x03\x04 and no more", "was it downloaded whole"),
    ],
)
def test_what_is_no_checkpoint_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    folder = copied(FOLDER / "regression", tmp_path)
    (tmp_path / "checkpoints" / "model.ckpt").write_bytes(content)
    with pytest.raises(InputError, match=words):
        opinions(folder, [Texts("a", "b", "c")], CPU)


@pytest.mark.parametrize(
    ("name", "words"),
    [("layerwise_attention.gamma", "lacks the weights layer"), ("estimator.ff.0.weight", "lacks the weights est")],
)
def test_a_checkpoint_without_its_heads_is_refused(name: str, words: str, tmp_path: Path) -> None:
    folder = copied(FOLDER / "regression", tmp_path)
    content = torch.load(tmp_path / "checkpoints" / "model.ckpt", weights_only=True)
    del content["state_dict"][name]
    torch.save(content, tmp_path / "checkpoints" / "model.ckpt")
    with pytest.raises(InputError, match=words):
        opinions(folder, [Texts("a", "b", "c")], CPU)


def test_weights_of_another_encoder_are_refused(tmp_path: Path) -> None:
    folder = copied(FOLDER / "regression", tmp_path)
    config = json.loads((tmp_path / "encoder" / "config.json").read_text())
    (tmp_path / "encoder" / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
    with pytest.raises(InputError, match="lacks weights of the encoder"):
        opinions(folder, [Texts("a", "b", "c")], CPU)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"pool": "sum"}, 'no pooling "sum"'),
        ({"activations": "Module"}, 'no activation "Module"'),
        ({"encoder_model": "GPT"}, 'no encoder "GPT"'),
        ({"layer": "all"}, "settings of the model cannot be used"),
        ({"layer": 3}, "name layer 3; the encoder has 3"),
    ],
)
def test_settings_that_no_model_has_are_refused(settings: dict, words: str, tmp_path: Path) -> None:
    folder = changed(FOLDER / "regression", tmp_path, **settings)
    with pytest.raises(InputError, match=words):
        opinions(folder, [Texts("a", "b", "c")], CPU)


@pytest.mark.parametrize("setup", [Setup("gpu"), Setup("cpu", "float12")])
def test_devices_and_numbers_that_torch_does_not_know_are_refused(setup: Setup) -> None:
    with pytest.raises(SettingsError):
        opinions(str(FOLDER / "regression"), [Texts("a", "b", "c")], setup)


def test_it_says_what_of_the_encoder_is_missing(tmp_path: Path) -> None:
    folder = copied(FOLDER / "referenceless-minilm", tmp_path)
    assert plan.lacking(folder) == ""
    shutil.rmtree(tmp_path / "encoder")
    plan.read.cache_clear()
    assert "encoder and xlm-roberta-base, are not here" in plan.lacking(folder)


def copied(model: Path, folder: Path) -> str:
    shutil.copytree(model, folder, dirs_exist_ok=True)
    return str(folder)


def changed(model: Path, folder: Path, **settings: object) -> str:
    """Copy a model with other settings."""
    copied(model, folder)
    file = folder / "checkpoints" / "model.ckpt"
    content = torch.load(file, weights_only=True)
    torch.save(content | {"hyper_parameters": content["hyper_parameters"] | settings}, file)
    return str(folder)
