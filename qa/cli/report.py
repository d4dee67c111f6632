"""What `qa report`, `qa check` and `qa config` do with what they were given."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from qa.cli.app import USER_ERROR
from qa.cli.asked import Asked
from qa.cli.news import News
from qa.cli.outputs import outputs_of
from qa.cli.progress import watching
from qa.cli.settings import given, languages_of, settings_of
from qa.config import effective
from qa.config.settings import Settings
from qa.core.display import visible
from qa.core.errors import InputError, NothingThereError, SettingsError
from qa.core.folders import user_cache
from qa.core.report import Report
from qa.inputs.opened import open_parts, open_target, read_document
from qa.inputs.targets import Named, Target, locate, locate_all, with_source
from qa.run.cache.store import Cache
from qa.run.examine import examine
from qa.run.only_new import OnlyNew
from qa.run.parts import examine_parts
from qa.run.together import together
from qa.run.work import Progress


def run_report(path: Path, output: Sequence[str], asked: Asked) -> int:
    """Write the report on one target and return the exit code."""
    settings = settings_of(asked)
    outputs = outputs_of(output, asked.format, "text")
    target = _target_of(path, asked, settings)
    files = files_of(target, settings)
    news = News.of(asked, settings, files)
    with watching(asked.quiet) as progress:
        report = examine(open_target(target), settings, progress, only_new=news.only_new, cache=_cache_of(asked))
    return news.finish(report, outputs, files)


def run_check(paths: Sequence[Path], output: Sequence[str], asked: Asked) -> int:
    """Write the findings of many targets as one report and return the exit code."""
    settings = settings_of(asked)
    outputs = outputs_of(output, asked.format, "concise")
    targets = targets_of(paths, asked, settings)
    scored = any(output.reporter.shows_scores for output in outputs)
    bounds = settings.min_score or any("min_score" in override.settings for override in settings.override)
    if asked.metric and not scored and not bounds:
        raise SettingsError(
            "-m: no score is shown here; name a format that shows them, such as -f json, or a bound with --min-score"
        )
    files = [file for target in targets for file in files_of(target, settings)]
    news = News.of(asked, settings, files)
    with watching(asked.quiet) as progress:
        results = list(_each(_Examine(settings, scored, news.only_new, _cache_of(asked)), targets, progress))
    reports = [result for result in results if isinstance(result, Report)]
    faults = [result for result in results if isinstance(result, InputError)]
    if not reports:
        raise faults[0]
    code = news.finish(together(reports, settings, faults), outputs, files)
    broken = [fault for fault in faults if not isinstance(fault, NothingThereError)]
    sys.stderr.writelines(f"qa: {visible(str(fault))}\n" for fault in broken)
    return USER_ERROR if broken else code


@dataclass(frozen=True, slots=True)
class _Examine:
    """Reads and checks one target; it pickles, so that files can be checked in processes of their own."""

    settings: Settings
    scored: bool
    only_new: OnlyNew | None
    cache: Cache | None

    def __call__(self, target: Target, progress: Progress | None = None) -> Report | InputError:
        """Return the report on a target, or why it cannot be read: the others can be, all the same."""
        try:
            return examine_parts(
                open_parts(target),
                self.settings,
                progress,
                scored=self.scored,
                only_new=self.only_new,
                cache=self.cache,
            )
        except InputError as error:
            return error


def _each(work: _Examine, targets: Sequence[Target], progress: Progress | None) -> Iterator[Report | InputError]:
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


def _cache_of(asked: Asked) -> Cache | None:
    """Return the user's cache, unless none is to be used."""
    return None if asked.no_cache else Cache(user_cache() / "cache.sqlite3")


def files_of(target: Target, settings: Settings) -> list[Path]:
    """Return the files that a report reads, or may read."""
    return [*(named.path for named in target.texts), *(target.glossaries or map(Path, settings.glossaries))]


def configuration(path: Path | None, asked: Asked, schema: bool) -> str:
    """Return what `qa config` shows: the settings, those for a file, or their schema."""
    if schema:
        return effective.schema()
    if path is None:
        return effective.effective(asked.config, given(asked))
    article = read_document(_target_of(path, asked, settings_of(asked)).article)
    return effective.effective(asked.config, given(asked), (article.path, article.language))


def targets_of(paths: Sequence[Path], asked: Asked, settings: Settings) -> list[Target]:
    """Return what stands at the paths, and in folders without a manifest, with what the options add.

    A reference or source that is a folder has the file of the same name, at the same place in it.
    """
    found: dict[Path, Target] = {}
    for target, name in (each for path in paths for each in locate_all(path)):
        of_this = replace(
            asked,
            reference=[_counterpart(reference, name) for reference in asked.reference],
            source=asked.source and _counterpart(asked.source, name),
        )
        found.setdefault(target.article.path, _asked_of(target, of_this, settings))
    return list(found.values())


def _counterpart(path: Path, name: Path) -> Path:
    return path / name if path.is_dir() else path


def _target_of(path: Path, asked: Asked, settings: Settings) -> Target:
    """Return what stands at `path`, with what the options add to or put in place of its manifest."""
    return _asked_of(locate(path), asked, settings)


def _asked_of(found: Target, asked: Asked, settings: Settings) -> Target:
    told = with_source(found, asked.source, *languages_of(asked))
    return replace(
        told,
        references=tuple(map(Named, asked.reference)) or found.references,
        glossaries=tuple(asked.glossary) or found.glossaries,
        line_aligned=asked.line_aligned if asked.line_aligned is not None else found.line_aligned,
        usual_glossaries=partial(_usual_glossaries, settings),
    )


def _usual_glossaries(settings: Settings, path: str, language: str) -> tuple[Path, ...]:
    return tuple(map(Path, settings.at(path, language).glossary))
