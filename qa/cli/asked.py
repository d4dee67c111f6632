"""The options that the commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, fields
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
        list[Path], Option("-g", "--glossary", metavar="FILE", help="A term base (TBX, CSV, TSV); repeatable.")
    ] = field(default_factory=list)
    lang: Annotated[str | None, Option("--lang", metavar="TAG", help="Language of the translation (BCP 47).")] = None
    source_lang: Annotated[str | None, Option("--source-lang", metavar="TAG", help="Language of the source.")] = None
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
        Option("--model", metavar="NAME", help="A neural model to use; none turns them off; repeatable."),
    ] = None
    format: Annotated[
        str | None,
        Option("-f", "--format", metavar="NAME", help="text, json, html, markdown or concise; see qa list reporters."),
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
    quiet: Annotated[bool, Option("-q", "--quiet", help="Print nothing but the report.")] = False


def asking(command: Callable[[Any, Asked], None]) -> Callable[..., None]:
    """Give a command of one argument and `asked` the options of `Asked`, one for each of its fields."""
    argument = next(iter(inspect.signature(command).parameters))
    hints = get_type_hints(Asked, include_extras=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    options = [
        inspect.Parameter(
            item.name,
            kind,
            default=None if callable(item.default_factory) else item.default,
            annotation=hints[item.name],
        )
        for item in fields(Asked)
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        value = given.pop(argument)
        command(value, Asked(**{name: option for name, option in given.items() if option is not None}))

    own = get_type_hints(command, include_extras=True)[argument]
    first = inspect.Parameter(argument, kind, annotation=own)
    run.__signature__ = inspect.Signature([first, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {argument: own, **hints}
    del run.__wrapped__
    return run
