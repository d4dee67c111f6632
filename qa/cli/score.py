"""What `qa score` does with what it was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

import typer

from qa import __version__
from qa.cli.app import FAILED, PASSED, UNCHECKED
from qa.cli.asked import CHECKING, Asked
from qa.cli.output import written
from qa.cli.outputs import format_among, write_json
from qa.cli.progress import watching
from qa.cli.settings import languages_of, settings_of
from qa.cli.table import table
from qa.config.settings import Settings, chosen_metrics
from qa.core.display import number, score_cells, score_names, visible
from qa.core.errors import SettingsError
from qa.core.report import Score, Verdict
from qa.judge.gate import judge
from qa.models.named import split
from qa.registry import kinds
from qa.run.examine import Measured
from qa.systems import System, Texts, groups, read_systems, score_system

_FORMATS = ("text", "json")
_GROUPS = {"document": "documents", "domain": "domains"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to give besides the scores of the whole: those of single segments, and of documents or domains (`by`)."""

    segments: bool = False
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse other names."""
        for name in self.by:
            if name not in _GROUPS:
                raise SettingsError(f'--by takes {" or ".join(_GROUPS)}, not "{name}"')


def run_score(paths: Sequence[Path], wanted: Wanted, asked: Asked) -> int:
    """Write the scores of the systems in the files and return the exit code: 1 where a score is beyond its bound."""
    settings = settings_of(asked)
    form = format_among(_FORMATS, asked.format, asked.output)
    _refuse_unused(asked, settings)
    systems = read_systems(
        list(dict.fromkeys(paths)), Texts(tuple(asked.reference), asked.source, *languages_of(asked))
    )
    _refuse_ungrouped(wanted, systems)
    with watching(asked.quiet) as progress:
        scored = [score_system(system, settings, progress) for system in systems]
    verdicts = [
        judge((), scores=own.scores, not_checked=own.not_scored, min_scores=settings.min_score) for own in scored
    ]
    inputs = [*paths, *asked.reference, *([asked.source] if asked.source else [])]
    with written(asked.output, inputs) as stream:
        if form == "json":
            write_json(_as_json(scored, verdicts, wanted), stream)
        else:
            stream.write("".join(f"{line.rstrip()}\n" for line in _lines(scored, verdicts, wanted)))
    if any(verdict.reasons for verdict in verdicts):
        return FAILED
    return PASSED if all(verdict.passed for verdict in verdicts) else UNCHECKED


def _refuse_unused(asked: Asked, settings: Settings) -> None:
    """Refuse what no score would make use of; name those of the options that all commands have."""
    if not asked.quiet and (unused := [name for name in (*CHECKING, "fail_on") if getattr(asked, name)]):
        named = ", ".join(f"--{name.replace('_', '-')}" for name in unused)
        typer.echo(f"qa: {named}: no part in scores; qa report and qa check look for errors", err=True)
    if "mqm" in settings.min_score and asked.min_score:
        raise SettingsError("--min-score mqm: qa score looks for no errors; qa report and qa check give that score")
    metrics = chosen_metrics(settings)
    for name in asked.model or ():
        kind, path = split(name)
        if path and kind in kinds() and not any(kind in metric.takes for metric in metrics):
            raise SettingsError(f"--model {name}: no metric that -m names takes it; qa list models says which do")


def _refuse_ungrouped(wanted: Wanted, systems: Sequence[System]) -> None:
    """Refuse to divide what does not say where it belongs."""
    for by in wanted.by:
        if not any(getattr(segment, by) for system in systems for segment in system.segments):
            field = {"document": "doc"}.get(by, by)
            raise SettingsError(f'--by {by}: no segment names its {by}; give JSON lines with the field "{field}"')


def _as_json(scored: Sequence[Measured], verdicts: Sequence[Verdict], wanted: Wanted) -> dict[str, Any]:
    return {
        "schema": "qa-score/1",
        "tool": {"name": "translation-qa", "version": __version__},
        "systems": [
            {
                "name": system.name,
                "language": system.segments[0].segment.target_lang,
                "scores": [_score(score) for score in system.scores],
                **({"segments": list(_segments(system))} if wanted.segments else {}),
                **{_GROUPS[by]: [asdict(group) for group in groups(system, by)] for by in wanted.by},
                "reasons": list(verdict.reasons),
                "not_checked": [{"what": item.what, "why": item.why} for item in verdict.not_checked],
            }
            for system, verdict in zip(scored, verdicts, strict=True)
        ],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "metric": score.metric,
        "value": score.value,
        "interval": score.interval,
        "signature": score.signature,
        "higher_is_better": score.higher_is_better,
    }


def _segments(system: Measured) -> Iterator[dict[str, Any]]:
    for item in system.segments:
        yield {"key": item.segment.key, "scores": dict(item.scores)}


def _lines(scored: Sequence[Measured], verdicts: Sequence[Verdict], wanted: Wanted) -> Iterator[str]:
    metrics = {score.metric: score for system in scored for score in system.scores}
    yield from _tables(scored, metrics, wanted) if metrics else ("No score could be computed.",)
    left = dict.fromkeys((item.what, item.why) for verdict in verdicts for item in verdict.not_checked)
    yield from ["", *(f"Not scored: {what}: {why}" for what, why in left)] if left else ()
    for system, verdict in zip(scored, verdicts, strict=True):
        yield from (f"Fail: {visible(system.name)}: {reason}" for reason in verdict.reasons)


def _tables(scored: Sequence[Measured], metrics: Mapping[str, Score], wanted: Wanted) -> Iterator[str]:
    rows = [(visible(system.name), *score_cells(system.scores, metrics)) for system in scored]
    yield from table(("system", *score_names(metrics.values())), rows)
    for system, by in product(scored, wanted.by):
        some = groups(system, by)
        yield ""
        yield from table(
            (f"{visible(system.name)}, by {by}", "segments", *metrics),
            [
                (visible(own.name), str(own.segments), *(_number(own.scores.get(metric)) for metric in metrics))
                for own in some
            ],
        )
    for system in scored if wanted.segments else ():
        by_segment = [metric for metric in metrics if any(metric in item.scores for item in system.segments)]
        yield ""
        yield from table(
            (visible(system.name), *by_segment),
            [
                (visible(item.segment.key), *(_number(item.scores.get(metric)) for metric in by_segment))
                for item in system.segments
            ],
        )
    yield ""
    yield "Signatures; intervals are 95 %"
    signatures = dict.fromkeys((score.metric, score.signature) for system in scored for score in system.scores)
    yield from (f"  {metric}: {signature}" for metric, signature in signatures)


def _number(value: float | None) -> str:
    return "-" if value is None else number(value)
