"""Models of the user's own reach the components that take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from qa.config.settings import Settings, make
from qa.core.contracts import Metric
from qa.core.documents import Document, Segment
from qa.core.errors import SettingsError
from qa.core.passage import Passage
from qa.inputs.opened import Opened
from qa.run import supply
from qa.run.examine import Measured, score


@dataclass(frozen=True)
class Judge(Metric):
    takes: ClassVar[tuple[str, ...]] = ("sage",)
    checkpoint: str = ""

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        return [(1.0,) for _ in segments]

    def finish(self, total: Sequence[float]) -> float:
        return total[0]

    def signature(self, segments: Sequence[Segment]) -> str:
        return self.checkpoint

    @classmethod
    def id(cls) -> str:
        return "judge"


@dataclass(frozen=True)
class Choosy(Judge):
    takes: ClassVar[tuple[str, ...]] = ("sage", "seer")
    has_own_model = True
    kind: str = ""

    def signature(self, segments: Sequence[Segment]) -> str:
        return f"{self.kind} {self.checkpoint}" if self.kind else "embedded"


@pytest.fixture(autouse=True)
def one_metric(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supply, "chosen_metrics", lambda settings: (Judge(),))
    monkeypatch.setattr(supply, "kinds", lambda: ("sage",))
    monkeypatch.setattr("qa.config.settings.names", lambda family: ("judge",))


def measured(settings: Settings) -> Measured:
    segments = (Segment("1", Passage("All is well."), target_lang="en"),)
    return score(Opened(Document("text", "All is well.", segments, bilingual=True)), settings)


def test_a_metric_gets_the_model_of_its_kind(tmp_path: Path) -> None:
    found = measured(Settings(model=(f"sage:{tmp_path}",)))
    assert [(own.metric, own.signature) for own in found.scores] == [("judge", str(tmp_path))]
    assert found.not_scored == ()


def test_without_a_model_it_is_left_out_unless_it_was_asked_for() -> None:
    assert (measured(Settings()).scores, measured(Settings()).not_scored) == ((), ())
    found = measured(Settings(metric=("judge",)))
    assert [(own.what, own.why, own.asked) for own in found.not_scored] == [
        ("judge", "no model was named (--model sage:PATH)", True)
    ]


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("sage:/nowhere", "/nowhere is no folder, and no downloaded model of the Hugging Face hub"),
        ("sag:/nowhere", 'there is no model "sag:PATH"; did you mean "sage:PATH"?'),
        ("estimatr", 'there is no model "estimatr"; did you mean "estimator"?'),
        ("sage:", 'there is no model "sage:"; did you mean "sage:PATH"?'),
    ],
)
def test_a_model_that_is_not_there_is_no_pass(model: str, why: str) -> None:
    found = measured(Settings(model=(model,)))
    assert [(own.what, own.why, own.asked) for own in found.not_scored] == [(f"model {model}", why, True)]


def test_one_model_of_each_kind() -> None:
    with pytest.raises(SettingsError, match="one model of each kind"):
        Settings(model=("sage:one", "sage:two"))


def test_paths_in_the_settings_count_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "qa.toml").write_text('model = ["sage:mine", "other:hub/name", "estimator"]')
    expected = (f"sage:{tmp_path / 'mine'}", "other:hub/name", "estimator")
    assert make(tmp_path / "qa.toml", {}).model == expected


def test_a_metric_that_may_take_several_kinds_gets_the_best_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "chosen_metrics", lambda settings: (Choosy(),))
    monkeypatch.setattr(supply, "kinds", lambda: ("sage", "seer"))
    signatures = {
        models: [own.signature for own in measured(Settings(model=models)).scores]
        for models in [(), (f"seer:{tmp_path}",), (f"seer:{tmp_path}", f"sage:{tmp_path}")]
    }
    assert list(signatures.values()) == [["embedded"], [f"seer {tmp_path}"], [f"sage {tmp_path}"]]


@pytest.mark.parametrize(
    ("installed", "model", "has", "asked"),
    [
        (True, (), True, []),
        (True, ("none",), False, []),
        (False, (), False, []),
        (False, ("estimator",), False, ["model estimator"]),
    ],
)
def test_the_learned_judge_works_where_it_is_installed(
    installed: bool, model: tuple[str, ...], has: bool, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "judge_is_installed", lambda: installed)
    settings = Settings(model=model)
    text = Document("text", "All is well.", (Segment("1", Passage("All is well."), target_lang="en"),), bilingual=True)
    found = supply.supply_of(Opened(text), text.segments, settings)
    assert ("model" in found.needs) is has
    assert [lack.what for lack in supply.missing_models(found, settings) if lack.asked] == asked
