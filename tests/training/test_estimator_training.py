"""The training of the estimator on a tiny sample: it learns, resumes, and what it ships is what the product reads."""

from __future__ import annotations

import gzip
import json
import random
from argparse import Namespace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from benchmarks.train.estimator import ship
from benchmarks.train.estimator.alone import labels
from benchmarks.train.estimator.data import Inventory, read
from benchmarks.train.estimator.english import English, other_tense
from benchmarks.train.estimator.network import TEXTS, encode, pick
from benchmarks.train.estimator.planted import GAP, KINDS, Planter, lost_words
from benchmarks.train.estimator.train import Training
from benchmarks.train.estimator.vocabulary import BOUNDARY, Language, Spelling
from qa.models import estimator
from qa.models.estimator import Texts

SOURCE = "Der Rat hat das neue Gesetz am Montag mit großer Mehrheit angenommen."
REFERENCE = "The council passed the new law on Monday by a large majority."
TRANSLATIONS = [
    ("The council adopted the new law on Monday with a large majority.", 0.0, []),
    ("The council adopted the new law on Sunday with a large majority.", -5.0, [(36, 42, "major")]),
    ("The advice has the new law at Monday accepted.", -12.0, [(4, 10, "major"), (27, 29, "minor")]),
]
WRITTEN = list(
    product(("members", "readers", "friends"), ("council", "city", "paper"), ("on Monday", "last week", "too late"))
)
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
    mono = found / "data" / "text" / "mono"
    mono.mkdir(parents=True)
    written = [f"The {people} of the {place} saw the new law {when}." for people, place, when in WRITTEN]
    (mono / "en.txt.gz").write_bytes(gzip.compress("\n".join(written).encode()))
    return found


@pytest.fixture(scope="module")
def training(folder: Path) -> Training:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    made = Training(read(folder), Namespace(resume=None, seed=1, shared=folder, wordnet=None))
    for _ in range(2):
        made.step(0.5)
    return made


def test_labels_stand_on_the_words_that_people_marked(folder: Path) -> None:
    group = next(group for group in read(folder) if group.kind == "mqm")
    marked = next(target for target in group.targets if target.penalty == 5.0)
    assert marked.severities is not None
    assert len(marked.severities) == len(marked.ids)
    assert set(marked.severities.tolist()) == {0, 2}


def test_a_step_changes_the_networks_and_every_loss_is_a_number(
    training: Training, folder: Path, tmp_path: Path
) -> None:
    before = training.model.severity.weight.detach().clone()
    training.step(0.5)
    assert not torch.equal(before, training.model.severity.weight)
    assert {"rank", "spoiled", "tokens"} <= set(training.sums)
    assert all(np.isfinite(value) for values in training.sums.values() for value in values)
    training.save(tmp_path / "now.pt")
    again = Training([], Namespace(resume=tmp_path / "now.pt", seed=1, shared=folder, wordnet=None))
    assert torch.equal(again.model.severity.weight, training.mean["severity.weight"])


def test_what_is_shipped_judges_as_what_was_trained(
    training: Training, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.save(tmp_path / "now.pt")
    kept = torch.load(tmp_path / "now.pt", weights_only=True)
    training.model.load_state_dict(kept)
    save_file(ship.packed(kept), tmp_path / "small.safetensors")
    monkeypatch.setattr(estimator, "_WEIGHTS", tmp_path / "small.safetensors")
    shipped = estimator._Estimator()
    texts = [TRANSLATIONS[1][0], REFERENCE, SOURCE]
    inventory = Inventory()
    inventory.add(texts)
    asked = {
        "both": (REFERENCE, SOURCE), "reference": (REFERENCE, None), "source": (None, SOURCE), "alone": (None, None),
    }  # fmt: skip
    with torch.inference_mode():
        view = training.model.view(*encode(training.encoder, [inventory.ids(text) for text in texts]))
    own, *others = (pick(view, [number]) for number in range(3))
    for mode, (one, other) in asked.items():
        given_texts = {name: text for name, text in zip(TEXTS[1:], others, strict=True) if mode in ("both", name)}
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            expected = training.model(own, given_texts)
            worth = (expected.read if mode == "alone" else training.model.worth(expected, mode)).item()
        found = shipped.judgements([Texts(texts[0], (one,) if one else (), other)])[0]
        np.testing.assert_allclose(found.worth, worth, atol=0.1)
        inner = slice(1, len(found.starts) + 1)
        chances = torch.softmax(expected.severities[0, inner], -1).numpy()
        np.testing.assert_allclose(found.severities, chances, atol=0.06)
        np.testing.assert_allclose(found.gaps, torch.sigmoid(expected.gaps[0, inner]).numpy(), atol=0.06)
        for lost, logits in zip(found.lost, expected.lost.values(), strict=True):
            said = torch.sigmoid(logits[0, 1 : len(lost.values) + 1]).numpy()
            np.testing.assert_allclose(lost.values, said, atol=0.06)


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_a_planted_error_is_labelled_token_by_token(
    target: list[int], donor: list[int], source: list[int], seed: int
) -> None:
    texts = [np.array([0, *text, 2], dtype=np.int32) for text in (target, donor, source)]
    spelling = Spelling([f"{BOUNDARY * (number % 2)}word{chr(97 + number // 2)}" for number in range(100)])
    starts = np.ones(100, dtype=bool)
    language = Language()
    language.learn_pieces(np.arange(10, 91), np.random.default_rng(1).normal(size=(81, 8)).astype(np.float32))
    language.learn_text(texts[1], starts)
    language.learn_forms(spelling)
    planter = Planter(starts, spelling, {"en": language}, random.Random(seed))
    made = planter.spoiled(*texts, texts[1], "en")
    if made is None:
        return
    text, labels, gone = made
    assert bool(gone) == (GAP in labels)
    assert len(text) == len(labels)
    assert (text[0], text[-1], labels[0]) == (0, 2, 0)
    assert labels[-1] in (0, GAP)
    assert set(labels.tolist()) <= {0, 1, 2, 3, GAP}
    assert labels.any()
    assert not np.array_equal(text, texts[0])


def test_a_word_that_was_dropped_is_lost_on_the_side_of_the_reference() -> None:
    starts = np.ones(100, dtype=bool)
    reference = np.array([0, 10, 11, 12, 13, 2], dtype=np.int32)
    kept = np.array([0, 10, 30, 13, 2], dtype=np.int32)
    gone = np.array([12], dtype=np.int32).tobytes()
    assert lost_words(reference, starts, kept, [gone], clean=True).tolist() == [0, 0, 0, 1, 0, 0]
    assert lost_words(reference, starts, kept, [gone], clean=False).tolist() == [0, 0, -1, 1, 0, 0]
    unknown = np.array([40], dtype=np.int32).tobytes()
    assert lost_words(reference, starts, kept, [unknown], clean=True).tolist() == [0, 0, -1, -1, 0, 0]


@pytest.mark.parametrize(
    ("good", "bad", "kind", "found"),
    [
        ([0, 10, 11, 12, 2], [0, 10, 12, 2], "dropped", [0, 0, GAP, 0]),
        ([0, 10, 11, 12, 2], [0, 10, 11, 2], "dropped", [0, 0, 0, GAP]),
        ([0, 10, 11, 12, 2], [0, 11, 10, 12, 2], "swapped", [0, 2, 2, 0, 0]),
        ([0, 10, 11, 12, 2], [0, 10, 11, 11, 12, 2], "added", [0, 0, 0, 2, 0, 0]),
        ([0, 10, 11, 12, 2], [0, 10, 15, 12, 2], "mistyped", [0, 0, 1, 0, 0]),
        ([0, 10, 11, 12, 2], [0, 10, 12, 2], "comma", [0, 0, -1, 0]),
    ],
)
def test_what_differs_from_what_was_written_is_labelled(
    good: list[int], bad: list[int], kind: str, found: list[int]
) -> None:
    assert labels(*(np.array(text, dtype=np.int32) for text in (good, bad)), kind).tolist() == found


def test_the_kinds_of_errors_are_all_tried() -> None:
    assert sum(KINDS.values()) == pytest.approx(1)


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    """Write three nouns and two adjectives as WordNet has them: a dog is an animal, as a cat is; good is not bad."""
    nouns = ["animal 0 002 ~ {1} n 0000 ~ {2} n 0000", "dog 0 001 @ {0} n 0000", "house_cat 0 001 @ {0} n 0000"]
    for name, letter, meanings in (
        ("noun", "n", nouns),
        ("adj", "a", ["good 0 001 ! {1} a 0101", "bad(p) 0 001 ! {0} a 0101"]),
        ("verb", "v", []),
    ):
        lines = [f"{{own:08}} 05 {letter} 01 {text} | what it means" for text in meanings]
        width = max((len(line.format(*range(9), own=0).encode()) for line in lines), default=0) + 30
        places = [f"{number * (width + 1):08}" for number in range(len(lines))]
        filled = [line.format(*places, own=int(place)).ljust(width) for line, place in zip(lines, places, strict=True)]
        (tmp_path / f"data.{name}").write_text("\n".join(filled) + "\n", encoding="ascii")
        words = [text.split()[0].partition("(")[0] for text in meanings]
        index = [f"{word} {letter} 1 0 1 3 {place}" for word, place in zip(words, places, strict=True)]
        (tmp_path / f"index.{name}").write_text("\n".join(["  1 licence", *index]) + "\n", encoding="ascii")
    return tmp_path


def test_an_english_word_is_replaced_by_a_related_one_in_its_own_form(wordnet: Path) -> None:
    english = English(wordnet)
    choices = [random.Random(seed) for seed in range(60)]
    assert {english.other_meaning("Dogs", choice) for choice in choices} == {"Animals", "House cats", None}
    assert {english.other_meaning("good", choice) for choice in choices} == {"bad", None}
    assert english.other_meaning("unheard", choices[0]) is None


@pytest.mark.parametrize(
    ("before", "word", "found"),
    [
        ("she", "walked", {"was walking", "were walking", "had walked", "has walked", "walks", "will walk",
                           "has been walking"}),
        ("she", "goes", {"is going", "has gone", "went", "will go"}),
        ("has", "walked", {None}),
        ("the", "table", {None}),
    ],
)  # fmt: skip
def test_a_verb_is_put_in_another_tense(before: str, word: str, found: set[str | None]) -> None:
    assert {other_tense(before, word, random.Random(seed)) for seed in range(80)} == found
