"""From a target and settings to a report: align, check, score, judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.align.segments import align_article
from qa.config import Settings, chosen_checks, chosen_metrics, dimension
from qa.core.contracts import Check, Metric
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.report import NotChecked, Report, Score, ScoredSegment
from qa.glossary.base import Glossary
from qa.inputs import Opened
from qa.judge.gate import judge
from qa.judge.intervals import bootstrap
from qa.judge.merge import merge
from qa.judge.mqm import mqm
from qa.lang.tags import display_name
from qa.lang.words import count_words
from qa.run import Part, Progress, execute

_FLUENCY = "fluency"
_LACKS = {
    "reference": "no reference was given (-r)",
    "source": "no source was given (-s)",
    "glossary": "no glossary was given (-g)",
    "model": "no model was given (--model)",
}


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is to check with: the parts that components may need, and the languages of the translation."""

    needs: frozenset[str]
    languages: tuple[str, ...]
    glossary: Glossary | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What checks and metrics made of a target; `findings` are those that are sure enough and asked for, unmerged."""

    segments: tuple[Segment, ...]
    metrics: tuple[Metric, ...]
    part: Part
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]


def apply(opened: Opened, settings: Settings, progress: Progress | None = None, *, scored: bool = True) -> Applied:
    """Run the checks that the settings choose, and the metrics if it is to be `scored`.

    Components that lack what they need are named in `not_checked`.

    Raises:
        SettingsError: the settings name a check or an option that does not exist.
    """
    segments = divide(opened)
    supply = _supply(opened, segments)
    checks, skipped = _fit_checks(chosen_checks(settings), supply, settings)
    metrics, unscored = _fit_metrics(supply, settings) if scored else ((), ())
    part = execute(segments, checks, metrics, settings.jobs, progress)
    sure = tuple(finding for finding in part.findings if _is_wanted(finding, settings))
    not_checked = _no_models(settings) + _unknown_language(supply) + skipped + unscored + part.not_checked
    return Applied(segments, metrics, part, sure, not_checked)


def examine(opened: Opened, settings: Settings, progress: Progress | None = None, *, scored: bool = True) -> Report:
    """Check one target and, if it is to be `scored`, measure it.

    Raises:
        SettingsError: the settings name a check or an option that does not exist.
    """
    applied = apply(opened, settings, progress, scored=scored)
    segments, metrics, part = applied.segments, applied.metrics, applied.part
    read = (opened.article, *opened.references, *opened.others)
    problems = [problem for document in read for problem in document.problems]
    findings = merge([*problems, *applied.findings])
    words = sum(count_words(segment.target.text, segment.target_lang) for segment in segments)
    all_scores = [_score(metric, part, segments) for metric in metrics]
    scores = tuple(score for score in all_scores if score.metric != _FLUENCY)
    fluency = next((score for score in all_scores if score.metric == _FLUENCY), None)
    quality = mqm(findings, words)
    not_checked = _unread(problems) + applied.not_checked
    gated = (*scores, *((fluency,) if fluency else ()))
    verdict = judge(findings, gated, quality, not_checked, settings.gate(), settings.min_score)
    return Report(
        documents=(opened.article,),
        companions=opened.references + opened.others,
        words=(words,),
        segments=_scored(segments, metrics, part),
        findings=findings,
        scores=scores,
        verdict=verdict,
        mqm=quality,
        fluency=fluency,
        title=opened.title,
    )


def score(
    opened: Opened, settings: Settings, progress: Progress | None = None
) -> tuple[tuple[Score, ...], tuple[ScoredSegment, ...], tuple[NotChecked, ...]]:
    """Score one target without checking it: its scores, those of its segments, and what could not be scored.

    Raises:
        SettingsError: the settings name a metric or an option that does not exist.
    """
    segments = divide(opened)
    metrics, unscored = _fit_metrics(_supply(opened, segments), settings)
    part = execute(segments, (), metrics, settings.jobs, progress)
    scores = tuple(_score(metric, part, segments) for metric in metrics)
    return scores, _scored(segments, metrics, part), unscored


def together(reports: Sequence[Report], settings: Settings) -> Report:
    """Return one report on the findings of several files; scores of single files do not add up and are left out."""
    findings = tuple(finding for report in reports for finding in report.findings)
    words = tuple(count for report in reports for count in report.words)
    left = dict.fromkeys(item for report in reports for item in report.verdict.not_checked)
    quality = mqm(findings, sum(words))
    bounds = {name: value for name, value in settings.min_score.items() if name == "mqm"}
    return Report(
        documents=tuple(document for report in reports for document in report.documents),
        companions=tuple(document for report in reports for document in report.companions),
        words=words,
        segments=tuple(scored for report in reports for scored in report.segments),
        findings=findings,
        scores=(),
        verdict=judge(findings, (), quality, tuple(left), settings.gate(), bounds),
        mqm=quality,
    )


def divide(opened: Opened) -> tuple[Segment, ...]:
    """Return the segments to check: an article aligned with its references and source, or the entries of a file."""
    article = opened.article
    if not article.bilingual:
        return align_article(article, opened.references, opened.source)
    return tuple(
        replace(
            segment,
            paragraph=number,
            target_lang=article.language if segment.target_lang == "und" else segment.target_lang,
            source_lang=segment.source_lang or article.source_language,
        )
        for number, segment in enumerate(article.segments)
    )


def _supply(opened: Opened, segments: Sequence[Segment]) -> Supply:
    needs = set()
    if opened.references or any(segment.references for segment in segments):
        needs.add("reference")
    if any(segment.source is not None for segment in segments):
        needs.add("source")
    if opened.glossary is not None:
        needs.add("glossary")
    languages = dict.fromkeys(segment.target_lang for segment in segments)
    return Supply(frozenset(needs), tuple(languages), opened.glossary)


def _fit_checks(
    checks: Sequence[Check], supply: Supply, settings: Settings
) -> tuple[tuple[Check, ...], tuple[NotChecked, ...]]:
    """Give the checks what they need; return those that can work, and why the others cannot."""
    able: list[Check] = []
    skipped: list[NotChecked] = []
    for check in checks:
        asked = bool({check.id(), check.category, dimension(check.category)} & set(settings.select))
        lacking = sorted(check.needs - supply.needs)
        if check.either and not check.either & supply.needs:
            lacking += sorted(check.either)
        foreign = [language for language in supply.languages if not check.covers(language)]
        if lacking:
            skipped.append(NotChecked(check.id(), "; ".join(_LACKS[need] for need in lacking), asked))
        if foreign and not lacking:
            names = ", ".join(map(_named, foreign))
            skipped.append(NotChecked(check.id(), f"does not cover {names}", asked))
        if not lacking:
            skipped += _lacking_parts(check, [item for item in supply.languages if item not in foreign], asked)
        if not lacking and len(foreign) < len(supply.languages):
            able.append(_with_glossary(check, supply.glossary))
    return tuple(able), tuple(skipped)


def _with_glossary(check: Check, glossary: Glossary | None) -> Check:
    """Give the glossary to a check that has a field for it, be it that it needs one or that it can use one."""
    if glossary is None or not hasattr(check, "glossary"):
        return check
    return replace(check, glossary=glossary)  # type: ignore[type-var]


def _lacking_parts(check: Check, languages: Sequence[str], asked: bool) -> list[NotChecked]:
    """Return what the check lacks for the languages; lacking the whole of a check that was asked for is a failure."""
    parts = dict.fromkeys(part for language in languages for part in check.lacks(language))
    return [replace(part, asked=part.asked or (asked and part.what == check.id())) for part in parts]


def _is_wanted(finding: Finding, settings: Settings) -> bool:
    """Say whether a finding is sure enough, and of a category that was asked for and not turned off."""
    names = {finding.check, finding.category, dimension(finding.category)}
    chosen = not settings.select or bool(names & set(settings.select))
    return finding.confidence >= settings.min_confidence and chosen and not names & set(settings.ignore)


def _fit_metrics(supply: Supply, settings: Settings) -> tuple[tuple[Metric, ...], tuple[NotChecked, ...]]:
    able: list[Metric] = []
    skipped: list[NotChecked] = []
    for metric in chosen_metrics(settings):
        lacking = sorted(metric.needs - supply.needs)
        foreign = [language for language in supply.languages if not metric.covers(language)]
        if lacking:
            skipped.append(NotChecked(metric.id(), "; ".join(_LACKS[need] for need in lacking)))
        elif foreign:
            skipped.append(NotChecked(metric.id(), f"has no model of {', '.join(map(_named, foreign))}"))
        if not lacking and len(foreign) < len(supply.languages):
            able.append(metric)
    return tuple(able), tuple(skipped)


def _named(language: str) -> str:
    return "an unknown language" if language == "und" else display_name(language)


def _no_models(settings: Settings) -> tuple[NotChecked, ...]:
    """Return the models that were asked for; the product has no check or metric that uses one yet."""
    return tuple(
        NotChecked(f"model {name}", "no check or metric uses a neural model yet", True)
        for name in settings.model
        if name != "none"
    )


def _unread(problems: Sequence[Finding]) -> tuple[NotChecked, ...]:
    """Return how many entries of each file could not be read; they were asked for with the file."""
    counts = Counter(problem.span.path for problem in problems)
    return tuple(
        NotChecked(f"{count} {'entry' if count == 1 else 'entries'} of {path}", "could not be read", True)
        for path, count in counts.items()
    )


def _unknown_language(supply: Supply) -> tuple[NotChecked, ...]:
    if "und" not in supply.languages:
        return ()
    return (NotChecked("language", "could not be told from the text; give it with --lang"),)


def _score(metric: Metric, part: Part, segments: Sequence[Segment]) -> Score:
    """Return a metric's corpus score over the segments that it can judge."""
    able = [index for index, segment in enumerate(segments) if can_score(metric, segment)]
    rows = [part.rows[metric.id()][index] for index in able]
    total = [sum(column) for column in zip(*rows, strict=True)]
    signature = metric.signature([segments[index] for index in able])
    value = metric.finish(total)
    return Score(metric.id(), value, bootstrap(metric, rows), signature, metric.higher_is_better)


def can_score(metric: Metric, segment: Segment) -> bool:
    """Say whether the segment has what the metric needs; an added sentence counts against the references."""
    if not metric.covers(segment.target_lang):
        return False
    return "reference" not in metric.needs or bool(segment.references) or "unpaired" in segment.flags


def _scored(segments: Sequence[Segment], metrics: Sequence[Metric], part: Part) -> tuple[ScoredSegment, ...]:
    by_segment = [metric for metric in metrics if metric.segment_level]
    return tuple(
        ScoredSegment(
            segment,
            {
                metric.id(): metric.finish_segment(part.rows[metric.id()][index])
                for metric in by_segment
                if segment.target.text and can_score(metric, segment)
            },
        )
        for index, segment in enumerate(segments)
    )
