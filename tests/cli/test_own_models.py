"""Models of the user's own, through the commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from qa import api
from qa.models import named
from qa.models.comet import plan, weights
from qa.models.comet.opinions import _load
from tests.cli.run import Runner
from tests.models import tiny_language_models as tiny
from tests.models.marking import marking_model

MODELS = Path(__file__).parents[1] / "models" / "comet"
TEXTS = {
    "mt.txt": ["It was wrong of them.", "They left."],
    "ref.txt": ["It was kind of them.", "They left early."],
    "src.txt": ["Das war nett.", "Sie gingen früh."],
}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    for name, lines in TEXTS.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def score(qa: Runner, model: object, *options: str) -> tuple[int, dict]:
    outcome = qa("score", "mt.txt", "--lang", "en", "--model", f"comet:{model}", "-f", "json", *options)
    return outcome.code, json.loads(outcome.out)["systems"][0]


def test_the_score_of_a_model_says_which_it_was(qa: Runner) -> None:
    code, found = score(qa, MODELS / "regression", "-r", "ref.txt", "-s", "src.txt", "--segments")
    own = {each["metric"]: each for each in found["scores"]}
    assert code == 0
    assert {"bleu", "comet"} <= set(own)
    signature = r"model:regression|class:regression_metric|weights:"
    assert own["comet"]["signature"].startswith(signature)
    assert "|by:reference+source|nrefs:1|dtype:float32|" in own["comet"]["signature"]
    by_segment = [segment["scores"]["comet"] for segment in found["segments"]]
    assert own["comet"]["value"] == pytest.approx(sum(by_segment) / 2)


@pytest.mark.parametrize(
    ("model", "options", "why"),
    [
        ("regression", ["-r", "ref.txt"], "no source was given (-s)"),
        ("referenceless", ["-r", "ref.txt"], "no source was given (-s)"),
        ("unified-bert", [], "no reference was given (-r); no source was given (-s)"),
    ],
)
def test_a_model_that_lacks_a_text_scores_nothing(qa: Runner, model: str, options: list[str], why: str) -> None:
    code, found = score(qa, MODELS / model, "-m", "comet", *options)
    assert (code, found["scores"]) == (3, [])
    assert found["not_checked"] == [{"what": "comet", "why": why}]


def test_a_model_without_its_encoder_is_no_pass(qa: Runner, tmp_path: Path) -> None:
    shutil.copytree(MODELS / "referenceless", tmp_path / "model")
    shutil.rmtree(tmp_path / "model" / "encoder")
    code, found = score(qa, tmp_path / "model", "-s", "src.txt", "-r", "ref.txt")
    assert code == 3
    [why] = [left["why"] for left in found["not_checked"] if left["what"] == "comet"]
    assert "tokenizer of its encoder, encoder, are not here" in why


def test_a_folder_that_is_no_model_is_refused_in_one_line(qa: Runner, tmp_path: Path) -> None:
    outcome = qa("score", "mt.txt", "-s", "src.txt", "--model", f"comet:{tmp_path}")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "hparams.yaml: not the settings of a COMET checkpoint" in outcome.err


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a model of each kind."""
    masked = tiny.word_pieces_masked(tmp_path_factory.mktemp("masked") / "model")
    causal = tiny.byte_level_causal(tmp_path_factory.mktemp("causal") / "model")
    return {"comet": MODELS / "regression", "bertscore": masked, "masked-lm": masked, "causal-lm": causal}


METRICS = {"comet": "comet", "bertscore": "bertscore", "causal-lm": "fluency", "masked-lm": "fluency"}
WAYS = [("score",), ("report", "--fail-on", "never"), ("check", "--fail-on", "never", "-f", "text")]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
@pytest.mark.parametrize("kind", METRICS)
def test_a_model_that_is_not_there_is_no_pass(qa: Runner, kind: str, way: tuple[str, ...]) -> None:
    outcome = qa(*way, "mt.txt", "-r", "ref.txt", "-s", "src.txt", "--lang", "en", "--model", f"{kind}:nowhere")
    assert outcome.code == 3
    assert f"model {kind}:nowhere: nowhere is no folder" in " ".join(outcome.out.split())


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
@pytest.mark.parametrize("kind", METRICS)
def test_a_model_without_torch_is_no_pass(
    qa: Runner, models: dict[str, Path], kind: str, way: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = named.find_spec
    monkeypatch.setattr(named, "find_spec", lambda name: None if name == "torch" else there(name))
    outcome = qa(*way, "mt.txt", "-r", "ref.txt", "-s", "src.txt", "--lang", "en", "--model", f"{kind}:{models[kind]}")
    assert outcome.code == 3
    assert "install translation-qa[neural]" in " ".join(outcome.out.split())


@pytest.mark.parametrize("kind", METRICS)
def test_a_broken_model_is_refused_in_one_line(qa: Runner, models: dict[str, Path], kind: str, tmp_path: Path) -> None:
    folder = shutil.copytree(models[kind], tmp_path / "broken")
    file = next(file for file in folder.rglob("model.*") if file.suffix in (".ckpt", ".safetensors"))
    file.write_bytes(file.read_bytes()[:1000])
    texts = ("mt.txt", "-r", "ref.txt", "-s", "src.txt", "--lang", "en")
    outcome = qa("score", *texts, "-m", METRICS[kind], "--model", f"{kind}:{folder}")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert f"{folder}" in outcome.err


@pytest.mark.parametrize(
    ("kind", "other", "why"),
    [
        ("comet", "masked-lm", "not the settings of a COMET checkpoint"),
        ("bertscore", "comet", "cannot load this model"),
        ("causal-lm", "masked-lm", "is no causal language model"),
        ("masked-lm", "causal-lm", "cannot load this model"),
    ],
)
def test_a_model_of_another_kind_is_refused_in_one_line(
    qa: Runner, models: dict[str, Path], kind: str, other: str, why: str
) -> None:
    texts = ("mt.txt", "-r", "ref.txt", "-s", "src.txt", "--lang", "en")
    outcome = qa("score", *texts, "-m", METRICS[kind], "--model", f"{kind}:{models[other]}")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert why in outcome.err


def test_marks_are_findings_and_scores_only_are_said_to_be_none(qa: Runner) -> None:
    shared = ("check", "mt.txt", "-r", "ref.txt", "-s", "src.txt", "--lang", "en", "-f", "json")
    outcome = qa(*shared, "--select", "comet-error-span", "--model", f"comet:{marking_model()}")
    [finding] = json.loads(outcome.out)["findings"]
    assert (outcome.code, finding["text"], finding["severity"]) == (1, "wrong", "major")
    outcome = qa(*shared, "--select", "comet-error-span", "--model", f"comet:{MODELS / 'regression'}")
    assert outcome.code == 3
    assert "the model scores only" in outcome.out


def test_other_weights_are_judged_anew(qa: Runner, tmp_path: Path) -> None:
    report = ("report", "mt.txt", "-r", "ref.txt", "-s", "src.txt", "--lang", "en", "-f", "json")
    scores = []
    for kind in ("regression", "regression-patched"):
        shutil.copytree(MODELS / kind, tmp_path / "model", dirs_exist_ok=True)
        # Within a process, a model is loaded once.
        for kept in (plan.read, weights.digest, _load):
            kept.cache_clear()
        found = json.loads(qa(*report, "--model", f"comet:{tmp_path / 'model'}").out)["scores"]
        scores.append(next(own["value"] for own in found if own["metric"] == "comet"))
    assert scores[0] != pytest.approx(scores[1], abs=1e-3)


def test_python_takes_models_too() -> None:
    texts, references, source = TEXTS.values()
    model = f"comet:{MODELS / 'regression'}"
    found = api.score(texts, references, source=source, metrics=["comet"], models=[model], language="en")
    assert [score.metric for score in found.scores] == ["comet"]
    marked = api.check(texts, references=references, models=[f"comet:{marking_model()}"], select=["comet-error-span"])
    assert [row["text"] for row in marked.records()] == ["wrong"]


def test_the_kinds_of_models_are_listed(qa: Runner) -> None:
    assert ["comet:PATH", "for", "comet,", "comet-error-span"] in [
        line.split() for line in qa("list", "models").out.splitlines()
    ]
