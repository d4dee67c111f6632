"""Compares systems with a baseline: scores, significance, errors, kinds of segments, examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from qa.comparison.buckets import buckets
from qa.comparison.errors import errors
from qa.comparison.examples import examples
from qa.comparison.results import Against, Compared, Comparison, Errors
from qa.comparison.shared import shared
from qa.config.settings import Settings
from qa.core.contracts import Metric
from qa.core.errors import SettingsError
from qa.glossary.base import Glossary
from qa.judge.meaning import agreement, sentence
from qa.judge.significance import Correction, Difference, Test, compare, corrected
from qa.registry import unknown
from qa.run.examine import Measured, can_score
from qa.run.work import Progress
from qa.systems import System, score_system


@dataclass(frozen=True, slots=True)
class How:
    """How systems are compared; `checked` says whether their errors are looked for too."""

    test: Test = "bootstrap"
    correction: Correction = "holm"
    checked: bool = True

    def __post_init__(self) -> None:
        """Refuse tests and corrections that do not exist."""
        known = {"test": (self.test, get_args(Test)), "correction": (self.correction, get_args(Correction))}
        for kind, (name, names) in known.items():
            if name not in names:
                raise SettingsError(unknown(kind, name, names))


def compare_systems(
    systems: Sequence[System],
    settings: Settings,
    how: How,
    progress: Progress | None = None,
    glossary: Glossary | None = None,
) -> Comparison:
    """Compare systems with the first of them, the baseline.

    Raises:
        InputError: there are fewer than two systems, or they share fewer than two segments.
        SettingsError: the settings name a check, a metric or an option that does not exist.
    """
    systems, left = shared(systems)
    scored = [score_system(system, settings, progress, checked=how.checked, glossary=glossary) for system in systems]
    baseline, *others = scored
    leading = _leading(baseline)
    tests = [_tests(baseline, other, how.test) for other in others]
    remaining = iter(corrected([test.p for own in tests for test in own.values()], how.correction))
    changed = errors(baseline, others, how.correction)
    return Comparison(
        baseline=baseline.name,
        baseline_scores=baseline.scores,
        language=systems[0].segments[0].target_lang,
        segments=len(systems[0].segments),
        systems=tuple(
            _compared(
                baseline, other, [(metric, test, next(remaining)) for metric, test in own.items()], kinds, leading
            )
            for other, own, kinds in zip(others, tests, changed, strict=True)
        ),
        leading=leading,
        checked=how.checked,
        test=how.test,
        correction=how.correction,
        not_checked=tuple(dict.fromkeys(item for own in scored for item in own.not_scored)),
        left_out=left,
    )


def _compared(
    baseline: Measured,
    system: Measured,
    tests: Sequence[tuple[Metric, Difference, float]],
    kinds: tuple[Errors, ...],
    leading: str | None,
) -> Compared:
    """Compare one system with the baseline; `tests` come with their corrected p-values."""
    return Compared(
        name=system.name,
        scores=system.scores,
        against=tuple(_against(metric, test, p, baseline, system) for metric, test, p in tests),
        errors=kinds,
        buckets=buckets(baseline, system),
        examples=examples(baseline.segments, system.segments, leading) if leading else (),
        points=_points(baseline, system, leading) if leading else (),
    )


def _leading(baseline: Measured) -> str | None:
    """Return the metric to compare segments by: one that is made for them, with references, comes first."""
    scored = {name for own in baseline.segments for name in own.scores}
    found = [metric for metric in baseline.metrics if metric.id() in scored]
    found.sort(key=lambda metric: (not metric.segment_level, "reference" not in metric.needs))
    return found[0].id() if found else None


def _tests(baseline: Measured, system: Measured, test: Test) -> dict[Metric, Difference]:
    """Return for each metric how the systems differ on the segments that it can score."""
    found: dict[Metric, Difference] = {}
    for metric in baseline.metrics:
        able = [
            index
            for index, (one, other) in enumerate(zip(baseline.segments, system.segments, strict=True))
            if can_score(metric, one.segment) and can_score(metric, other.segment)
        ]
        if len(able) > 1 and metric.id() in system.rows:
            one, other = ([own.rows[metric.id()][index] for index in able] for own in (baseline, system))
            found[metric] = compare(metric, one, other, test)
    return found


def _against(metric: Metric, test: Difference, corrected_p: float, baseline: Measured, system: Measured) -> Against:
    name, better = metric.id(), (test.value > 0) is metric.higher_is_better
    signature = next(score.signature for score in system.scores if score.metric == name)
    share = agreement(name, signature, test.value)
    wins = losses = None
    if gains := [other - one for one, other in _points(baseline, system, name)]:
        ups, downs = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
        wins, losses = (ups, downs) if metric.higher_is_better else (downs, ups)
    return Against(
        metric=name,
        difference=test.value,
        interval=test.interval,
        better=better,
        p=test.p,
        corrected_p=corrected_p,
        agreement=share,
        meaning=sentence(test.value, corrected_p, better, share),
        wins=wins,
        losses=losses,
        signature=test.signature,
    )


def _points(baseline: Measured, system: Measured, metric: str) -> tuple[tuple[float, float], ...]:
    return tuple(
        (one.scores[metric], other.scores[metric])
        for one, other in zip(baseline.segments, system.segments, strict=True)
        if metric in one.scores and metric in other.scores
    )
