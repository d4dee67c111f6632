"""The options that the commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, field, fields
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from typer import Option


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for. Each field is an option of every command that is marked with `asking`."""

    reference: Annotated[
        list[Path], Option("-r", "--reference", metavar="FILE", help="A reference translation; repeatable.")
    ] = field(default_factory=list)
    source: Annotated[Path | None, Option("-s", "--source", metavar="FILE", help="The text that was translated.")] = (
        None
    )
    glossary: Annotated[
        list[Path], Option("-g", "--glossary", metavar="FILE", help="A term base (TBX, CSV, XLSX ...); repeatable.")
    ] = field(default_factory=list)
    lang: Annotated[str | None, Option("--lang", metavar="TAG", help="Language of the translation (BCP 47).")] = None
    source_lang: Annotated[str | None, Option("--source-lang", metavar="TAG", help="Language of the source.")] = None
    line_aligned: Annotated[
        bool | None,
        Option(
            "--line-aligned/--no-line-aligned",
            help="Line n of each text is the same segment, or is not (by default told from the texts).",
        ),
    ] = None
    select: Annotated[
        list[str] | None, Option("--select", metavar="NAME", help="Only these checks or MQM categories; repeatable.")
    ] = None
    ignore: Annotated[
        list[str] | None, Option("--ignore", metavar="NAME", help="Not these checks or MQM categories; repeatable.")
    ] = None
    min_confidence: Annotated[
        float | None, Option("--min-confidence", metavar="X", help="Leave out findings less sure than X (0 to 1).")
    ] = None
    model: Annotated[
        list[str] | None,
        Option(
            "--model",
            metavar="NAME",
            help="A neural model of your own, KIND:PATH (see qa list models); none turns the learned judge off, which "
            "otherwise works where it is installed; estimator insists on it; repeatable.",
        ),
    ] = None
    metric: Annotated[
        list[str] | None,
        Option(
            "-m",
            "--metric",
            metavar="NAME[:OPTION=VALUE]",
            help="Only these metrics; repeatable; see qa list metrics. Options as qa explain NAME lists them: "
            "bleu:tokenize=intl.",
        ),
    ] = None
    format: Annotated[
        str | None,
        Option("-f", "--format", metavar="NAME", help="text, json, html, sarif, junit ...; see qa list reporters."),
    ] = None
    output: Annotated[
        Path | None, Option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
    ] = None
    fail_on: Annotated[
        str | None,
        Option("--fail-on", metavar="SEVERITY", help="minor, major, critical or never; findings from there on fail."),
    ] = None
    min_score: Annotated[
        list[str] | None,
        Option("--min-score", metavar="NAME=VALUE", help="Fail where a score is worse; repeatable."),
    ] = None
    jobs: Annotated[int | None, Option("-j", "--jobs", metavar="N", help="Processes to use.")] = None
    config: Annotated[Path | None, Option("--config", metavar="FILE", help="Configuration file.")] = None
    baseline: Annotated[
        Path | None, Option("--baseline", metavar="FILE", help="Known findings; only others fail the gate.")
    ] = None
    update_baseline: Annotated[
        bool, Option("--update-baseline", help="Write the findings there are to the baseline; drop those gone.")
    ] = False
    since: Annotated[
        str | None, Option("--since", metavar="REV", help="Only findings in text that git says changed since REV.")
    ] = None
    not_worse_than: Annotated[
        Path | None,
        Option("--not-worse-than", metavar="FILE", help="Fail where the text is worse than in this JSON report."),
    ] = None
    no_cache: Annotated[bool, Option("--no-cache", help="Compute everything anew, and keep no results.")] = False
    quiet: Annotated[bool, Option("-q", "--quiet", help="Print nothing but the report.")] = False


CHECKING = ("glossary", "select", "ignore", "min_confidence")
"""The options that say what is looked for, and with what."""
NEWS = ("baseline", "update_baseline", "since", "not_worse_than", "no_cache")
"""The options that tell new from old: of `qa report` and `qa check` alone."""


def asking(*left_out: str, formats: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that takes `asked` the options of `Asked`, one for each field that is not left out.

    The command's other parameters stay its own, and come first. `formats` names those that it writes, if they are not
    those of the reporters.
    """
    shared = [item for item in fields(Asked) if item.name not in left_out]
    return lambda command: _with_options(command, shared, formats)


def _with_options(command: Callable[..., None], shared: Sequence[Field[Any]], formats: str) -> Callable[..., None]:
    hints = get_type_hints(Asked, include_extras=True) | get_type_hints(command, include_extras=True)
    if formats:
        hints["format"] = Annotated[str | None, Option("-f", "--format", metavar="NAME", help=formats)]
    own = [item for item in inspect.signature(command).parameters.values() if item.name != "asked"]
    defaults = {item.name: item.default for item in own}
    defaults |= {item.name: None if callable(item.default_factory) else item.default for item in shared}
    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter(name, kind, default=default, annotation=hints[name]) for name, default in defaults.items()
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        mine = {item.name: given.pop(item.name) for item in own}
        command(**mine, asked=Asked(**{name: option for name, option in given.items() if option is not None}))

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {name: hints[name] for name in defaults}
    del run.__wrapped__
    return run
