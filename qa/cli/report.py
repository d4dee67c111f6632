"""What `qa report` does with what it was given."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from qa import effective
from qa.cache.store import Cache
from qa.cli.asked import Asked
from qa.cli.news import News
from qa.cli.outputs import outputs_of
from qa.cli.progress import watching
from qa.config import Settings, find, make
from qa.core.errors import SettingsError
from qa.core.folders import user_cache
from qa.core.report import Report
from qa.examine import examine
from qa.inputs import open_parts, open_target, read_document
from qa.lang.tags import canonical
from qa.only_new import OnlyNew
from qa.parts import examine_parts
from qa.run import Progress
from qa.targets import Named, Target, locate
from qa.together import together


def run_report(path: Path, output: Sequence[str], asked: Asked) -> int:
    """Write the report on one target and return the exit code."""
    settings = settings_of(asked)
    outputs = outputs_of(output, asked.format, "text")
    target = target_of(path, asked, settings)
    files = files_of(target, settings)
    news = News.of(asked, settings, files)
    with watching(asked.quiet) as progress:
        report = examine(open_target(target), settings, progress, only_new=news.only_new, cache=cache_of(asked))
    return news.finish(report, outputs, files)


def run_check(paths: Sequence[Path], output: Sequence[str], asked: Asked) -> int:
    """Write the findings of many targets as one report and return the exit code."""
    settings = settings_of(asked)
    outputs = outputs_of(output, asked.format, "concise")
    targets = [target_of(path, asked, settings) for path in dict.fromkeys(paths)]
    scored = any(output.reporter.shows_scores for output in outputs)
    files = [file for target in targets for file in files_of(target, settings)]
    news = News.of(asked, settings, files)
    with watching(asked.quiet) as progress:
        reports = list(_each(_Examine(settings, scored, news.only_new, cache_of(asked)), targets, progress))
    return news.finish(together(reports, settings), outputs, files)


@dataclass(frozen=True, slots=True)
class _Examine:
    """Reads and checks one target; it pickles, so that files can be checked in processes of their own."""

    settings: Settings
    scored: bool
    only_new: OnlyNew | None
    cache: Cache | None

    def __call__(self, target: Target, progress: Progress | None = None) -> Report:
        return examine_parts(
            open_parts(target),
            self.settings,
            progress,
            scored=self.scored,
            only_new=self.only_new,
            cache=self.cache,
        )


def _each(work: _Examine, targets: Sequence[Target], progress: Progress | None) -> Iterator[Report]:
    """Check the targets one after the other, or as many at once as there are to be processes."""
    jobs = min(work.settings.jobs, len(targets))
    if jobs == 1:
        yield from (work(target, progress) for target in targets)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        for done, report in enumerate(pool.map(replace(work, settings=replace(work.settings, jobs=1)), targets), 1):
            if progress is not None:
                progress(done, len(targets))
            yield report


def cache_of(asked: Asked) -> Cache | None:
    """Return the user's cache, unless none is to be used."""
    return None if asked.no_cache else Cache(user_cache() / "cache.sqlite3")


def files_of(target: Target, settings: Settings) -> list[Path]:
    """Return the files that a report reads, or may read."""
    texts = [target.article, *target.references, *([target.source] if target.source else [])]
    return [*(named.path for named in texts), *(target.glossaries or map(Path, settings.glossaries))]


def settings_of(asked: Asked) -> Settings:
    """Return the settings: what the options say, else the configuration file, else the defaults."""
    settings = make(asked.config or find(Path.cwd()), given(asked))
    metrics = {name: dict(own) for name, own in settings.metrics.items()}
    for metric in _names(asked.metric) or ():
        name, _, option = metric.partition(":")
        if option:
            metrics.setdefault(name, {}).update([_option(metric, option)])
    return replace(settings, metrics=metrics)


def configuration(path: Path | None, asked: Asked, schema: bool) -> str:
    """Return what `qa config` shows: the settings, those for a file, or their schema."""
    if schema:
        return effective.schema()
    if path is None:
        return effective.effective(asked.config, given(asked))
    article = read_document(target_of(path, asked, settings_of(asked)).article)
    return effective.effective(asked.config, given(asked), (article.path, article.language))


def given(asked: Asked) -> dict[str, Any]:
    """Return the settings that the options give; None for those that they leave open."""
    return {
        "select": _names(asked.select),
        "ignore": _names(asked.ignore),
        "min_confidence": asked.min_confidence,
        "model": None if asked.model is None else tuple(asked.model),
        "metric": None if asked.metric is None else _metrics(asked.metric),
        "fail_on": asked.fail_on,
        "min_score": _minimums(asked.min_score),
        "jobs": asked.jobs,
        "baseline": None if asked.baseline is None else str(asked.baseline),
    }


def _names(values: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(name.strip() for value in values for name in value.split(","))


def _metrics(values: Sequence[str]) -> tuple[str, ...]:
    """Return the metrics that are named, without what is said of their options."""
    return tuple(dict.fromkeys(name.partition(":")[0] for name in _names(values) or ()))


def _option(metric: str, option: str) -> tuple[str, Any]:
    """Return the name and the value in `tokenize=intl`; a value is read as TOML or, where it is none, as a word."""
    name, equals, value = option.partition("=")
    if not equals:
        raise SettingsError(f'--metric takes NAME or NAME:OPTION=VALUE, for example bleu:tokenize=intl, not "{metric}"')
    try:
        return name, tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return name, value


def _minimums(values: Sequence[str] | None) -> dict[str, float] | None:
    if values is None:
        return None
    minimums: dict[str, float] = {}
    for value in values:
        name, _, number = value.partition("=")
        try:
            minimums[name] = float(number)
        except ValueError as error:
            raise SettingsError(f'--min-score takes NAME=VALUE, for example chrf=50, not "{value}"') from error
        if not math.isfinite(minimums[name]):
            raise SettingsError(f'--min-score takes a finite number, not "{number}"')
    return minimums


def target_of(path: Path, asked: Asked, settings: Settings) -> Target:
    """Return what stands at `path`, with what the options add to or put in place of its manifest."""
    found = locate(path)
    language = canonical(asked.lang) if asked.lang is not None else found.article.language
    source_language = canonical(asked.source_lang) if asked.source_lang is not None else None
    source = Named(asked.source, source_language) if asked.source else found.source
    if source is not None and source_language is not None:
        source = Named(source.path, source_language)
    return Target(
        article=Named(found.article.path, language),
        references=tuple(Named(reference) for reference in asked.reference) or found.references,
        source=source,
        glossaries=tuple(asked.glossary) or found.glossaries,
        title=found.title,
        source_language=source_language,
        line_aligned=asked.line_aligned if asked.line_aligned is not None else found.line_aligned,
        usual_glossaries=partial(_usual_glossaries, settings),
    )


def _usual_glossaries(settings: Settings, path: str, language: str) -> tuple[Path, ...]:
    return tuple(map(Path, settings.at(path, language).glossary))
