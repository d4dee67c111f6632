"""From a target and settings to a report: align, check, score, judge."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.align.segments import align_article
from qa.catalog import rules_of
from qa.config.settings import Settings
from qa.core.contracts import Check, Metric, Need
from qa.core.display import counted
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.findings import Finding, selectors_of
from qa.core.report import NotChecked, Report, Score, ScoredSegment, Verdict
from qa.inputs.opened import Opened
from qa.judge.gate import judge
from qa.judge.intervals import bootstrap
from qa.judge.merge import merge
from qa.judge.mqm import mqm
from qa.lang.words import count_words
from qa.models.sentence_vectors import sentence_sums
from qa.run.cache.recall import recall
from qa.run.cache.store import Cache
from qa.run.ignores import heed
from qa.run.only_new import OnlyNew
from qa.run.supply import fit_checks, fit_metrics, has_judge, missing_models, supply_of
from qa.run.work import Part, Progress, Rows, execute

_FLUENCY = "fluency"
_TEXTS: frozenset[Need] = frozenset({"reference", "source"})


@dataclass(frozen=True, slots=True)
class Applied:
    """What checks and metrics made of a target; `findings` are those that are sure enough and asked for, unmerged.

    `not_checked` is what checks, `not_scored` what metrics cannot look at.
    """

    segments: tuple[Segment, ...]
    metrics: tuple[Metric, ...]
    part: Part
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    not_scored: tuple[NotChecked, ...]
    checks: tuple[Check, ...] = ()


def apply(
    opened: Opened,
    settings: Settings,
    progress: Progress | None = None,
    *,
    checked: bool = True,
    scored: bool = True,
    cache: Cache | None = None,
) -> Applied:
    """Run the checks that the settings choose if it is to be `checked`, and the metrics if it is to be `scored`.

    Raises:
        SettingsError: the settings name a check or an option that does not exist.
    """
    segments = divide(opened, settings)
    supply = supply_of(opened, segments, settings)
    checks, skipped = fit_checks(supply, settings) if checked else ((), ())
    metrics, not_scored = fit_metrics(supply, settings, segments) if scored else ((), ())
    if cache is None:
        part = execute(segments, checks, metrics, settings.jobs, progress)
    else:
        part = recall(segments, checks, metrics, settings.jobs, progress, cache)
    left = missing_models(supply, settings) + skipped + part.not_checked
    sure = tuple(finding for finding in part.findings if _is_wanted(finding, settings))
    return Applied(segments, _scoring(metrics, part), part, sure, left, not_scored, checks)


def examine(
    opened: Opened,
    settings: Settings,
    progress: Progress | None = None,
    *,
    scored: bool = True,
    intervals: bool = True,
    only_new: OnlyNew | None = None,
    cache: Cache | None = None,
) -> Report:
    """Check one target and, if it is to be `scored`, measure it, with or without `intervals`.

    `only_new` sets findings apart that are old. What the `cache` knows of is not computed again.

    Raises:
        SettingsError: the settings name a check or an option that does not exist.
    """
    settings = settings.at(opened.article.path, opened.article.language)
    applied = apply(opened, settings, progress, scored=scored, cache=cache)
    segments, metrics, part = applied.segments, applied.metrics, applied.part
    ran = frozenset().union(*(selectors_of(check.id(), check.category) for check in applied.checks))
    findings, ignored = heed(opened.article, segments, merge([*_problems(opened), *applied.findings]), settings, ran)
    all_scores = [_score(metric, part, segments, intervals) for metric in metrics]
    left = left_out(opened) + applied.not_checked + applied.not_scored
    report = Report(
        documents=(opened.article,),
        companions=opened.references + opened.others,
        words=(sum(count_words(segment.target.text, segment.target_lang) for segment in segments),),
        segments=_scored(segments, metrics, part, settings),
        findings=findings,
        scores=tuple(score for score in all_scores if score.metric != _FLUENCY),
        verdict=Verdict(passed=False, not_checked=left),
        fluency=next((score for score in all_scores if score.metric == _FLUENCY), None),
        title=opened.title,
        rules=rules_of(applied.checks),
        known=ignored,
    )
    return judged(report, settings, only_new)


def judged(report: Report, settings: Settings, only_new: OnlyNew | None) -> Report:
    """Return the report with its MQM score and verdict; `only_new` sets findings apart that are old."""
    report = report if only_new is None else only_new.sift(report)
    quality = mqm(report.counted, sum(report.words))
    verdict = judge(
        report.findings,
        scores=gated(report),
        mqm=quality,
        not_checked=report.verdict.not_checked,
        fail_on=settings.gate(),
        min_scores=settings.min_score,
    )
    return replace(report, mqm=quality, verdict=verdict)


@dataclass(frozen=True, slots=True)
class Measured:
    """What metrics made of a target: its scores, those of its segments, and those that it lacks, and why.

    `name` is the target's path, or the name of the system that translated it. `rows` has for each metric's id one row
    of sums for each segment. `findings` are those of the checks, where they ran.
    """

    name: str
    segments: tuple[ScoredSegment, ...]
    scores: tuple[Score, ...]
    metrics: tuple[Metric, ...]
    rows: Mapping[str, Rows]
    not_scored: tuple[NotChecked, ...]
    findings: tuple[Finding, ...] = ()


def score(opened: Opened, settings: Settings, progress: Progress | None = None, *, checked: bool = False) -> Measured:
    """Score one target and, if it is to be `checked`, find its errors.

    Raises:
        SettingsError: the settings name a metric or an option that does not exist.
    """
    applied = apply(opened, settings, progress, checked=checked)
    segments, metrics, part = applied.segments, applied.metrics, applied.part
    scores = tuple(_score(metric, part, segments, intervals=True) for metric in metrics)
    left = applied.not_checked + applied.not_scored + _unscored(segments, metrics)
    scored = _scored(segments, metrics, part, settings)
    return Measured(opened.article.path, scored, scores, metrics, part.rows, left, merge(applied.findings))


def gated(report: Report) -> tuple[Score, ...]:
    """Return the scores that may have a bound."""
    return (*report.scores, *((report.fluency,) if report.fluency else ()))


def divide(opened: Opened, settings: Settings) -> tuple[Segment, ...]:
    """Return the segments to check: an article aligned with its references and source, or the entries of a file."""
    article = opened.article
    if not article.bilingual:
        return align_article(article, opened.references, opened.source, sentence_sums if has_judge(settings) else None)
    return tuple(_placed(segment, number, article) for number, segment in enumerate(article.segments))


def _placed(segment: Segment, number: int, article: Document) -> Segment:
    """Return an entry with its number, and with the file's languages where it has none of its own."""
    target_lang = article.language if segment.target_lang == "und" else segment.target_lang
    source_lang = segment.source_lang or article.source_language
    if (segment.paragraph, segment.target_lang, segment.source_lang) == (number, target_lang, source_lang):
        return segment
    return replace(segment, paragraph=number, target_lang=target_lang, source_lang=source_lang)


def _is_wanted(finding: Finding, settings: Settings) -> bool:
    """Say whether a finding is sure enough, and of a category that was asked for and not turned off."""
    chosen = not settings.select or not finding.selectors.isdisjoint(settings.select)
    return finding.confidence >= settings.min_confidence and chosen and finding.selectors.isdisjoint(settings.ignore)


def left_out(opened: Opened) -> tuple[NotChecked, ...]:
    """Return how many entries of each file could not be read, which were asked for with the file.

    And how many the article's file itself says are not ready to be checked.
    """
    counts = Counter(problem.span.path for problem in _problems(opened))
    unread = [(count, path, "could not be read", True) for path, count in counts.items()]
    unfinished = [(count, opened.article.path, why, False) for why, count in opened.article.unfinished]
    return tuple(
        NotChecked(f"{counted(count, 'entry', 'entries')} of {path}", why, asked)
        for count, path, why, asked in (*unread, *unfinished)
    )


def _scoring(metrics: Sequence[Metric], part: Part) -> tuple[Metric, ...]:
    """Return the metrics that gave rows; the part says why others did not."""
    return tuple(metric for metric in metrics if metric.id() in part.rows)


def _problems(opened: Opened) -> list[Finding]:
    read = (opened.article, *opened.references, *opened.others)
    return [problem for document in read for problem in document.problems]


def _score(metric: Metric, part: Part, segments: Sequence[Segment], intervals: bool) -> Score:
    """Return a metric's corpus score over the segments that it can judge."""
    able = [index for index, segment in enumerate(segments) if can_score(metric, segment)]
    rows = [part.rows[metric.id()][index] for index in able]
    for index, row in zip(able, rows, strict=True):
        if not all(map(math.isfinite, row)):
            raise InputError(f"{metric.id()}: the segment {segments[index].key} got no number")
    total = [sum(column) for column in zip(*rows, strict=True)]
    signature = metric.signature([segments[index] for index in able])
    value = metric.finish(total)
    interval = bootstrap(metric, rows) if intervals else None
    return Score(metric.id(), value, interval, signature, metric.higher_is_better)


def can_score(metric: Metric, segment: Segment) -> bool:
    """Say whether the metric covers the segment's language, and the segment has the texts that the metric needs."""
    return metric.covers(segment.target_lang) and not _TEXTS & metric.missing(segment.counterparts)


def _unscored(segments: Sequence[Segment], metrics: Sequence[Metric]) -> tuple[NotChecked, ...]:
    """Return how many segments some metrics leave out, because they lack a text that others have."""
    found: dict[tuple[int, str], list[str]] = {}
    for metric in metrics:
        lacking = [need for segment in segments if (need := metric.missing(segment.counterparts) & _TEXTS)]
        if lacking:
            names = " and no ".join(sorted(frozenset().union(*lacking)))
            found.setdefault((len(lacking), f"they have no {names}"), []).append(f", {metric.id()}")
    empty = sum(_is_empty(segment) for segment in segments)
    if empty:
        found[empty, "their references are empty: every word of the translation counts as wrong"] = []
    return tuple(
        NotChecked(f"{count:,} of {len(segments):,} segments{''.join(ids)}", why) for (count, why), ids in found.items()
    )


def _is_empty(segment: Segment) -> bool:
    """Say whether there are references, and nothing in them, for a translation that says something."""
    return bool(segment.references and segment.target.text and not any(own.text for own in segment.references))


def _scored(
    segments: Sequence[Segment], metrics: Sequence[Metric], part: Part, settings: Settings
) -> tuple[ScoredSegment, ...]:
    """Give each segment its scores by the metrics made for single segments, and by those asked for by name.

    A text that is empty can be judged only by what should stand there, if anything should.
    """
    by_segment = [metric for metric in metrics if metric.segment_level or metric.id() in settings.metric]
    by_others = {metric.id() for metric in by_segment if metric.missing(frozenset())}
    return tuple(
        ScoredSegment(
            segment,
            {
                metric.id(): metric.finish_segment(part.rows[metric.id()][index])
                for metric in by_segment
                if (segment.target.text or metric.id() in by_others)
                and not segment.is_blank
                and can_score(metric, segment)
            },
        )
        for index, segment in enumerate(segments)
    )
