"""The commands `qa glossary ...`: what they take; the work is imported when one of them runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

glossaries = typer.Typer(
    help="Check, convert and use term bases.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_Format = Annotated[str, typer.Option("-f", "--format", metavar="NAME", help="text or json.")]
_Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, not stdout.")]
_FailOn = Annotated[
    str,
    typer.Option("--fail-on", metavar="SEVERITY", help="minor, major, critical or never; faults from there on fail."),
]


@glossaries.command()
def check(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="A term base of any format.")],
    form: _Format = "text",
    output: _Output = None,
    fail_on: _FailOn = "minor",
) -> None:
    """Look for duplicates, contradictions and broken entries in a term base."""
    from qa.cli.glossary import run_check

    raise typer.Exit(run_check(base, form, output, fail_on))


@glossaries.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A term base of any format.")],
    output: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; its ending names the format.")],
    form: Annotated[
        str | None, typer.Option("-f", "--format", metavar="NAME", help="Another format, such as tbx-dct or tbx-v2.")
    ] = None,
) -> None:
    """Write a term base in another format."""
    from qa.cli.glossary import run_convert

    raise typer.Exit(run_convert(source, output, form))


@glossaries.command()
def audit(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The texts to look through.")],
    glossary: Annotated[list[Path], typer.Option("-g", "--glossary", metavar="BASE", help="A term base; repeatable.")],
    language: Annotated[
        str | None, typer.Option("--lang", metavar="TAG", help="Language of the texts (BCP 47).")
    ] = None,
    form: _Format = "text",
    output: _Output = None,
) -> None:
    """Count how often each form of each concept is used, and where, and which terms are never used."""
    from qa.cli.glossary import run_audit

    raise typer.Exit(run_audit(paths, glossary, language, form, output))
