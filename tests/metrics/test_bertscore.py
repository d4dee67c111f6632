"""BERTScore against the numbers of the package `bert-score`, made by benchmarks/bertscore_numbers.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.core.documents import Segment
from qa.core.errors import InputError, SettingsError
from qa.core.passage import Passage
from qa.metrics.bertscore import Bertscore
from tests.metrics.tiny_encoders import ENCODERS

NUMBERS = json.loads(Path(__file__).with_name("bertscore.json").read_text(encoding="utf-8"))
SEGMENTS = [
    Segment(str(number), Passage(target), tuple(map(Passage, references)))
    for number, (target, references) in enumerate(zip(NUMBERS["translations"], NUMBERS["references"], strict=True))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the encoders, and the baseline file."""
    folder = tmp_path_factory.mktemp("encoders")
    for name, make in ENCODERS.items():
        make(folder / name)
    lines = [f"{layer},{','.join(map(str, row))}" for layer, row in enumerate(NUMBERS["baseline"])]
    (folder / "baseline.tsv").write_text("\n".join(["LAYER,P,R,F", *lines]) + "\n", encoding="utf-8")
    return folder


def _values(metric: Bertscore, segments: list[Segment] = SEGMENTS) -> list[float]:
    return [metric.finish_segment(row) for row in metric.over(segments).rows(segments)]


@pytest.mark.parametrize(
    "case",
    NUMBERS["cases"],
    ids=lambda case: "-".join(str(case[key]) for key in ("encoder", "layer", "idf", "rescaled")),
)
def test_equals_bert_score(folder: Path, case: dict[str, Any]) -> None:
    options: dict[str, Any] = {"layer": case["layer"], "idf": case["idf"], "checkpoint": str(folder / case["encoder"])}
    if case["rescaled"]:
        options["baseline"] = str(folder / "baseline.tsv")
    for place, measure in enumerate(("precision", "recall", "f1")):
        expected = [values[place] for values in case["precision, recall, f1"]]
        assert _values(Bertscore(measure=measure, **options)) == pytest.approx(expected, abs=2e-6)


def test_a_score_does_not_depend_on_the_other_segments(folder: Path) -> None:
    metric = Bertscore(checkpoint=str(folder / "bert"))
    alone = [value for segment in SEGMENTS for value in _values(metric, [segment])]
    assert _values(metric) == pytest.approx(alone, abs=1e-5)


def test_a_text_longer_than_the_encoder_reads_is_read_whole(folder: Path) -> None:
    metric = Bertscore(checkpoint=str(folder / "bert"))
    long = " ".join(["the cat sat on the mat"] * 20)
    same, other = (Segment("1", Passage(long), (Passage(f"{long} {end}"),)) for end in ("mat", "周 立 Кремль"))
    assert 1 > _values(metric, [same])[0] > _values(metric, [other])[0] > 0.5


def test_without_a_model_of_ones_own_the_encoder_of_the_estimate_extra_is_taken() -> None:
    metric = Bertscore()
    assert metric.lacks() == ""
    rows = [
        ("The lawmakers passed the bill.", "The deputies adopted the law."),
        ("The lawmakers rejected a cake.", "The deputies adopted the law."),
        ("国会は法案を可決した。", "国会は法案を可決した。"),
        ("", "The deputies adopted the law."),
    ]
    segments = [Segment(str(n), Passage(one), (Passage(other),)) for n, (one, other) in enumerate(rows)]
    near, far, same, empty = _values(metric, [*segments])
    assert near > far > empty == 0
    assert same == pytest.approx(1, abs=1e-5)
    assert "model:multilingual-e5-small-q4|layer:10|measure:f1|idf:no" in metric.signature(segments)


def test_the_layer_is_three_quarters_up_where_it_is_not_known(folder: Path) -> None:
    assert "|model:bert|layer:3|" in Bertscore(checkpoint=str(folder / "bert")).signature(SEGMENTS)
    assert "nrefs:var" in Bertscore(checkpoint=str(folder / "bert")).signature(SEGMENTS)


def test_what_cannot_be_used_is_said(folder: Path, tmp_path: Path) -> None:
    bert = str(folder / "bert")
    (tmp_path / "other.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "short.csv").write_text("LAYER,P,R,F\n0,0.1,0.2,0.3\n", encoding="utf-8")
    for options, message in [
        ({"measure": "f2"}, 'no measure "f2"'),
        ({"layer": 5, "checkpoint": bert}, "has 4 layers; layer 5 is not among them"),
        ({"layer": 3}, "gives layer 10 only"),
        ({"checkpoint": str(tmp_path)}, "cannot load this model"),
        ({"checkpoint": bert, "baseline": str(tmp_path / "gone.csv")}, "cannot be read"),
        ({"checkpoint": bert, "baseline": str(tmp_path / "other.csv")}, "is no baseline of BERTScore"),
        ({"checkpoint": bert, "baseline": str(tmp_path / "short.csv")}, "no baseline for layer 3"),
    ]:
        with pytest.raises((InputError, SettingsError), match=message):
            Bertscore(**options).rows(SEGMENTS)
