"""The training of the estimator on a tiny sample: it learns, resumes, and what it ships is what the product reads."""

from __future__ import annotations

import gzip
import json
import random
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from benchmarks.train.estimator import ship
from benchmarks.train.estimator.data import Inventory, read
from benchmarks.train.estimator.network import MODES, encode, pick
from benchmarks.train.estimator.planted import GAP, KINDS, Near, Planter
from benchmarks.train.estimator.train import Training
from qa.models import estimator
from qa.models.estimator import Texts

SOURCE = "Der Rat hat das neue Gesetz am Montag mit großer Mehrheit angenommen."
REFERENCE = "The council passed the new law on Monday by a large majority."
TRANSLATIONS = [
    ("The council adopted the new law on Monday with a large majority.", 0.0, []),
    ("The council adopted the new law on Sunday with a large majority.", -5.0, [(36, 42, "major")]),
    ("The advice has the new law at Monday accepted.", -12.0, [(4, 10, "major"), (27, 29, "minor")]),
]
NUMBERS = st.lists(st.integers(10, 90), min_size=3, max_size=30)


def row(number: int, text: str, score: float, spans: list[tuple[int, int, str]]) -> dict[str, object]:
    return {
        "lp": "de-en", "system": f"s{number}", "source": SOURCE, "references": {"a": REFERENCE}, "mt": text,
        "scores": {"mqm": score, "da_z": score / 10, "critical_error": float(score < -6)}, "post_edit": REFERENCE,
        "spans": [{"start": a, "end": b, "severity": grave, "side": "target"} for a, b, grave in spans],
        "word_tags": [],
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("train")
    lines = [json.dumps(row(number, *one)) for number, one in enumerate(TRANSLATIONS)]
    for name in ("bio_mqm", "wmt21_ted_mqm", "wmt20_21_mqm_avg", "mlqe_pe", "mlqe_critical_errors"):
        (found / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    return found


@pytest.fixture(scope="module")
def training(folder: Path) -> Training:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    made = Training(read(folder), Namespace(resume=None, judge_only=False, seed=1))
    for _ in range(2):
        made.step(0.5)
    return made


def test_labels_stand_on_the_words_that_people_marked(folder: Path) -> None:
    group = next(group for group in read(folder) if group.kind == "mqm")
    marked = next(target for target in group.targets if target.penalty == 5.0)
    assert marked.severities is not None
    assert len(marked.severities) == len(marked.ids)
    assert set(marked.severities.tolist()) == {0, 2}


def test_a_step_changes_the_networks_and_every_loss_is_a_number(training: Training, tmp_path: Path) -> None:
    before = training.model.severity.weight.detach().clone()
    training.step(0.5)
    assert not torch.equal(before, training.model.severity.weight)
    assert {"rank", "spoiled", "tokens"} <= set(training.sums)
    assert all(np.isfinite(value) for values in training.sums.values() for value in values)
    training.save(tmp_path / "now.pt")
    again = Training([], Namespace(resume=tmp_path / "now.pt", judge_only=True, seed=1))
    assert torch.equal(again.model.severity.weight, training.model.severity.weight)


def test_what_is_shipped_judges_as_what_was_trained(
    training: Training, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.save(tmp_path / "now.pt")
    kept = torch.load(tmp_path / "now.pt", weights_only=True)
    tensors = {f"{part}.{name}": value for part, values in kept.items() for name, value in values.items()}
    save_file(ship.packed(tensors), tmp_path / "small.safetensors")
    monkeypatch.setattr(estimator, "_WEIGHTS", tmp_path / "small.safetensors")
    shipped = estimator._Estimator()
    texts = [TRANSLATIONS[1][0], REFERENCE, SOURCE]
    inventory = Inventory()
    inventory.add(texts)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        view = training.model.view(*encode(training.encoder.eval(), [inventory.ids(text) for text in texts]))
        own, reference, source = (pick(view, [number]) for number in range(3))
        trained = training.model(own, reference, source, MODES)
    asked = {"both": (REFERENCE, SOURCE), "reference": (REFERENCE, None), "source": (None, SOURCE)}
    for mode, (one, other) in asked.items():
        found = shipped.judgements([Texts(texts[0], (one,) if one else (), other)])[0]
        size = len(found.starts) + 1
        expected = trained[mode]
        np.testing.assert_allclose(found.worth, expected.score.item(), atol=0.3)
        chances = torch.softmax(expected.severities[0, 1:size], -1).numpy()
        np.testing.assert_allclose(found.severities, chances, atol=0.06)


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_a_planted_error_is_labelled_token_by_token(
    target: list[int], donor: list[int], source: list[int], seed: int
) -> None:
    texts = [np.array([0, *text, 2], dtype=np.int32) for text in (target, donor, source)]
    near = Near()
    near.learn(np.arange(10, 91), np.random.default_rng(1).normal(size=(81, 8)).astype(np.float32))
    planter = Planter(np.ones(100, dtype=bool), {"en": near}, random.Random(seed))
    made = planter.spoiled(*texts, "en")
    if made is None:
        return
    text, labels = made
    assert len(text) == len(labels)
    assert (text[0], text[-1], labels[0]) == (0, 2, 0)
    assert set(labels.tolist()) <= {0, 1, 2, 3, GAP}
    assert labels.any()
    assert not np.array_equal(text, texts[0])


def test_the_kinds_of_errors_are_all_tried() -> None:
    assert sum(KINDS.values()) == pytest.approx(1)
