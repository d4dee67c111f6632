"""Compares systems with a baseline: scores, significance, errors, kinds of segments, examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.comparison.buckets import buckets
from qa.comparison.errors import errors
from qa.comparison.examples import examples
from qa.comparison.results import Against, Compared, Comparison, Errors
from qa.config import Settings
from qa.core.contracts import Metric
from qa.core.documents import Segment
from qa.core.errors import InputError
from qa.examine import can_score
from qa.glossary.base import Glossary
from qa.judge.meaning import agreement, sentence
from qa.judge.significance import Correction, Difference, Test, compare, corrected
from qa.lang.tags import same_language
from qa.run import Progress
from qa.systems import ScoredSystem, System, score_system


@dataclass(frozen=True, slots=True)
class How:
    """How systems are compared; `checked` says whether their errors are looked for too."""

    test: Test = "bootstrap"
    correction: Correction = "holm"
    checked: bool = True


def compare_systems(
    systems: Sequence[System],
    settings: Settings,
    how: How,
    progress: Progress | None = None,
    glossary: Glossary | None = None,
) -> Comparison:
    """Compare systems with the first of them, the baseline.

    Raises:
        InputError: there are fewer than two systems, or they do not translate the same two segments or more.
        SettingsError: the settings name a check, a metric or an option that does not exist.
    """
    _check(systems)
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
    )


def _compared(
    baseline: ScoredSystem,
    system: ScoredSystem,
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


def _check(systems: Sequence[System]) -> None:
    if len(systems) < 2:
        raise InputError("a comparison takes a baseline and at least one other system")
    baseline = systems[0]
    if len(baseline.segments) < 2:
        raise InputError(f"{baseline.name}: a comparison takes at least two segments")
    keys = [segment.key for segment in baseline.segments]
    names = [system.name for system in systems]
    for system in systems[1:]:
        if [segment.key for segment in system.segments] != keys:
            raise InputError(
                f"{system.name}: has {len(system.segments)} segments, {baseline.name} {len(keys)}, and they are not "
                "the same; give systems that translate the same segments in the same order"
            )
        if not _same_languages(baseline.segments[0], system.segments[0]):
            raise InputError(f"{system.name}: is in other languages than {baseline.name}; compare one pair at a time")
        if names.count(system.name) > 1:
            raise InputError(f"{system.name}: is given twice")


def _same_languages(one: Segment, other: Segment) -> bool:
    return same_language(one.target_lang, other.target_lang) and one.source_lang == other.source_lang


def aligned(systems: Sequence[System]) -> tuple[System, ...]:
    """Put the segments of each system in the order of the first one's, where all have the same keys."""
    order = {segment.key: index for index, segment in enumerate(systems[0].segments)} if systems else {}
    return tuple(
        replace(system, segments=tuple(sorted(system.segments, key=lambda segment: order[segment.key])))
        if {segment.key for segment in system.segments} == set(order)
        else system
        for system in systems
    )


def _leading(baseline: ScoredSystem) -> str | None:
    """Return the metric to compare segments by: one with references comes before one without."""
    found = [metric for metric in baseline.measured.metrics if metric.segment_level]
    found.sort(key=lambda metric: "reference" not in metric.needs)
    return found[0].id() if found else None


def _tests(baseline: ScoredSystem, system: ScoredSystem, test: Test) -> dict[Metric, Difference]:
    """Return for each metric how the systems differ on the segments that it can score."""
    found: dict[Metric, Difference] = {}
    for metric in baseline.measured.metrics:
        able = [
            index
            for index, (one, other) in enumerate(zip(baseline.segments, system.segments, strict=True))
            if can_score(metric, one.segment) and can_score(metric, other.segment)
        ]
        if len(able) > 1 and metric.id() in system.measured.rows:
            one, other = ([own.measured.rows[metric.id()][index] for index in able] for own in (baseline, system))
            found[metric] = compare(metric, one, other, test)
    return found


def _against(
    metric: Metric, test: Difference, corrected_p: float, baseline: ScoredSystem, system: ScoredSystem
) -> Against:
    name, better = metric.id(), (test.value > 0) is metric.higher_is_better
    signature = next(score.signature for score in system.scores if score.metric == name)
    share = agreement(name, signature, test.value)
    wins = losses = None
    if metric.segment_level:
        gains = [other - one for one, other in _points(baseline, system, name)]
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
        meaning=sentence(corrected_p, better, share),
        wins=wins,
        losses=losses,
        signature=test.signature,
    )


def _points(baseline: ScoredSystem, system: ScoredSystem, metric: str) -> tuple[tuple[float, float], ...]:
    return tuple(
        (one.scores[metric], other.scores[metric])
        for one, other in zip(baseline.segments, system.segments, strict=True)
        if metric in one.scores and metric in other.scores
    )
