"""The commands `qa glossary ...`: what they take; the work is imported when one of them runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

glossaries = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_Format = Annotated[str, typer.Option("-f", "--format", metavar="NAME", help="text, json, csv or html.")]
_Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, not stdout.")]
_FailOn = Annotated[
    str,
    typer.Option("--fail-on", metavar="SEVERITY", help="minor, major, critical or never; faults from there on fail."),
]
_Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders of files.")]
_Source = Annotated[
    Path | None, typer.Option("-s", "--source", metavar="FILE", help="The text that was translated, for one PATH.")
]
_Language = Annotated[str | None, typer.Option("--lang", metavar="TAG", help="Language of the texts (BCP 47).")]
_SourceLanguage = Annotated[
    str | None, typer.Option("--source-lang", metavar="TAG", help="Language of what was translated.")
]


@glossaries.callback()
def common(context: typer.Context) -> None:
    """Check, convert, use and draft term bases."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@glossaries.command()
def check(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="A term base of any format.")],
    form: _Format = "text",
    output: _Output = None,
    fail_on: _FailOn = "minor",
) -> None:
    """Look for duplicates, contradictions and broken entries."""
    from qa.cli.glossary_check import run_check

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
    from qa.cli.glossary_convert import run_convert

    raise typer.Exit(run_convert(source, output, form))


@glossaries.command()
def audit(
    paths: _Paths,
    glossary: Annotated[
        list[Path] | None, typer.Option("-g", "--glossary", metavar="BASE", help="A term base; repeatable.")
    ] = None,
    source: _Source = None,
    language: _Language = None,
    source_language: _SourceLanguage = None,
    form: _Format = "text",
    output: _Output = None,
    fail_on: _FailOn = "minor",
) -> None:
    """Count which form of each term is used, how often and where.

    Terms that are never used are named too. Without a term base, find the names and terms that the texts render in
    several ways.
    """
    from qa.cli.glossary_audit import run_audit
    from qa.cli.glossary_texts import Texts

    texts = Texts(tuple(paths), source, language, source_language)
    raise typer.Exit(run_audit(texts, glossary or [], form, output, fail_on))


@glossaries.command()
def extract(
    paths: _Paths,
    source: _Source = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option("-g", "--glossary", metavar="BASE", help="Leave out what this base has; repeatable."),
    ] = None,
    language: _Language = None,
    source_language: _SourceLanguage = None,
    min_count: Annotated[
        int | None,
        typer.Option("--min-count", metavar="N", min=1, help="Leave out what stands less often (names 1, terms 2)."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="NAME", help="text, html, or a term base: csv, tbx, xlsx, json ..."),
    ] = None,
    output: _Output = None,
) -> None:
    """Draft a term base: the names and terms of texts.

    Where there is a source, translations are proposed.
    """
    from qa.cli.glossary_extract import run_extract
    from qa.cli.glossary_texts import Texts

    texts = Texts(tuple(paths), source, language, source_language)
    raise typer.Exit(run_extract(texts, glossary or [], form, output, min_count))
