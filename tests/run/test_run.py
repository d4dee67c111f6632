from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa.config.settings import Settings
from qa.core.contracts import Metric
from qa.core.documents import Document, Segment
from qa.core.errors import UnavailableError
from qa.core.passage import Passage
from qa.core.report import NotChecked
from qa.inputs.opened import Opened
from qa.run import supply
from qa.run.cache.recall import recall
from qa.run.cache.store import Cache
from qa.run.examine import examine, score
from qa.run.work import execute

FAILED = NotChecked("fickle", "the model is gone", asked=True)


@dataclass(frozen=True)
class Steady(Metric):
    """Counts characters."""

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        return [(float(len(segment.target.text)),) for segment in segments]

    def finish(self, total: Sequence[float]) -> float:
        return total[0]

    def signature(self, segments: Sequence[Segment]) -> str:
        return "version:1"

    @classmethod
    def id(cls) -> str:
        return "steady"


@dataclass(frozen=True)
class Fickle(Steady):
    """Cannot go on where a text says so."""

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        if any("stop" in segment.target.text for segment in segments):
            raise UnavailableError("the model is gone")
        return super().rows(segments)

    @classmethod
    def id(cls) -> str:
        return "fickle"


def segments(*texts: str) -> list[Segment]:
    return [Segment(str(number), Passage(text), target_lang="en") for number, text in enumerate(texts)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_metric_that_cannot_go_on_has_no_rows_and_is_listed_once(jobs: int) -> None:
    some = segments(*["go on"] * 300, "stop", *["go on"] * 300, "stop")
    part = execute(some, (), [Steady(), Fickle()], jobs)
    assert {name: len(rows) for name, rows in part.rows.items()} == {"steady": len(some)}
    assert part.not_checked == (FAILED,)


def test_so_it_is_where_the_cache_knows_a_part(tmp_path: Path) -> None:
    cache, metrics = Cache(tmp_path / "cache.sqlite3"), [Steady(), Fickle()]
    some = segments("go on", "stop")
    assert set(recall(some[:1], (), metrics, 1, None, cache).rows) == {"steady", "fickle"}
    assert recall(some, (), metrics, 1, None, cache) == execute(some, (), metrics)


def test_the_other_scores_stand_and_the_verdict_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supply, "chosen_metrics", lambda settings: (Fickle(), Steady()))
    monkeypatch.setattr(supply, "chosen_checks", lambda settings: ())
    opened = Opened(Document("text", "stop", tuple(segments("stop")), bilingual=True))
    measured = score(opened, Settings())
    assert [own.metric for own in measured.scores] == ["steady"]
    assert measured.not_scored == (FAILED,)
    report = examine(opened, Settings())
    assert [own.metric for own in report.scores] == ["steady"]
    assert FAILED in report.verdict.not_checked
    assert not report.verdict.passed
    assert report.verdict.reasons == ()
