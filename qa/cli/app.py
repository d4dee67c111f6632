"""The command `qa`: its subcommands and their options, and the exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.asked import NEWS, Asked, asking
from qa.cli.glossary_commands import glossaries

PASSED, FAILED, USER_ERROR, UNCHECKED = 0, 1, 2, 3

app = typer.Typer(
    name="qa",
    help="Finds the errors in a translation: where, how bad, how sure, and what to write instead.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(glossaries, name="glossary")
_Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "-o", "--output", metavar="[FORMAT:]FILE", help="Write to FILE instead of stdout; repeatable: sarif:qa.sarif."
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from qa import __version__

        typer.echo(f"translation-qa {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def common(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Finds the errors in a translation: where, how bad, how sure, and what to write instead."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
@asking("output")
def report(
    target: Annotated[
        Path,
        typer.Argument(metavar="TARGET", help="A corpus folder with a corpus.toml, or a file; - is standard input."),
    ],
    output: _Outputs = None,
    *,
    asked: Asked,
) -> None:
    """Report on one article or corpus: verdict, scores and findings.

    What was not checked, and why, is listed too.
    """
    from qa.cli.report import run_report

    raise typer.Exit(run_report(target, output or (), asked))


@app.command()
@asking("output")
def check(
    paths: Annotated[
        list[Path],
        # The files that can be read are checked all the same, so that typer must not refuse the others.
        typer.Argument(metavar="PATH", help="Files, and folders of files; - is standard input.", readable=False),
    ],
    output: _Outputs = None,
    *,
    asked: Asked,
) -> None:
    """Check many files for CI: findings only, one a line.

    Of a folder all files are checked whose names tell a format that is read; a folder with a corpus.toml is one corpus.
    A reference or source that is a folder has a file of the same name for each file, at the same place in it. A file
    that cannot be read is told, and the others are checked (exit code 2).

    Example: qa check locale/fr -s locale/en
    """
    from qa.cli.report import run_check

    raise typer.Exit(run_check(paths, output or (), asked))


@app.command()
@asking("format", "output", "min_score", "metric", *NEWS)
def fix(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders of files.")],
    asked: Asked,
    diff: Annotated[bool, typer.Option("--diff", help="Print the changes as a unified diff; change no file.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the text, or the diff, to FILE (- is stdout)."),
    ] = None,
) -> None:
    """Fix in the files what is certain to be wrong.

    Only findings with a certain fix are touched (a doubled word, a lost or stray capital, a form that the glossary
    forbids, ...); qa check shows the others. All else stays as it is, byte for byte. Fixing again changes nothing more.

    The exit code is that of qa check on what stands there afterwards: 1 where findings are left, 0 where none are.
    With --diff no file changes, so all findings count.

    Apply a diff with patch: qa fix --diff article.md | patch -p0
    """
    from qa.cli.fix import run_fix

    raise typer.Exit(run_fix(paths, asked, diff, output))


@app.command("score")
@asking("line_aligned", *NEWS, formats="text or json.")
def score_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="SYSTEM", help="Translations line by line, one file a system, or JSON lines of several."
        ),
    ],
    segments: Annotated[bool, typer.Option("--segments", help="Give the scores of single segments too.")] = False,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="NAME", help="Give the scores of each document or domain too; repeatable."),
    ] = None,
    *,
    asked: Asked,
) -> None:
    """Score the translations of one or more systems.

    No errors are looked for. The reference and the source have a line for each line of the translations. JSON lines
    bring their own:
    {"system", "doc", "seg_id", "mt", "source", "references": [...], "domain"}, with any number of references each.

    Example: qa score one.txt two.txt -r reference.txt -m bleu:tokenize=intl -m chrf2 --segments
    """
    from qa.cli.score import Wanted, run_score

    raise typer.Exit(run_score(paths, Wanted(segments, tuple(by or ())), asked))


@app.command()
@asking("line_aligned", "fail_on", "min_score", *NEWS, formats="text, json, markdown or html (with plots).")
def compare(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="SYSTEM", help="Files as qa score takes them; the first is the baseline."),
    ],
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="NAME", help="The system to compare with, if not the first.")
    ] = None,
    test: Annotated[
        str | None, typer.Option("--test", metavar="NAME", help="bootstrap (paired) or randomisation (approximate).")
    ] = None,
    correction: Annotated[
        str | None,
        typer.Option("--correction", metavar="NAME", help="For many comparisons: holm, benjamini-hochberg or none."),
    ] = None,
    scores_only: Annotated[
        bool, typer.Option("--scores-only", help="Do not look for errors; much faster on many segments.")
    ] = False,
    *,
    asked: Asked,
) -> None:
    """Compare systems with a baseline, and say what is significant.

    Scores, errors, kinds of segments, and words that differ are compared.

    Systems in JSON lines are compared on the segments that all of them have, and by the references that all have.

    Example: qa compare old.txt new.txt -r reference.txt -s source.txt -o comparison.html
    """
    from qa.cli.compare import Question, run_compare

    raise typer.Exit(run_compare(paths, Question(baseline, test, correction, scores_only), asked))


@app.command("evaluate")
@asking("reference", "source", "line_aligned", "metric", "fail_on", "min_score", *NEWS, formats="text or json.")
def evaluate_(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Translations with human scores or marked errors.")],
    metric: Annotated[
        str | None,
        typer.Option("--metric", metavar="NAME", help="The score to put first; mqm is that of the findings."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="NAME", help="Test the first score against this one; repeatable."),
    ] = None,
    human: Annotated[
        str | None, typer.Option("--human", metavar="NAME", help="The human score to compare with.")
    ] = None,
    scores: Annotated[
        list[Path] | None,
        typer.Option("--scores", metavar="FILE", help="Another metric's segment scores (*.seg.score); repeatable."),
    ] = None,
    *,
    asked: Asked,
) -> None:
    """Measure how well the checker agrees with human annotations.

    Source and references come from the annotations: JSON lines, WMT's MQM, ESA, Pearmut or mt-metrics-eval.
    """
    from qa.cli.evaluate import Question, run_evaluate

    question = Question(metric, tuple(against or ()), human, tuple(scores or ()))
    raise typer.Exit(run_evaluate(gold, question, asked))


@app.command("list")
def list_(
    family: Annotated[
        str | None, typer.Argument(metavar="FAMILY", help="checks, metrics, readers, reporters or models.")
    ] = None,
) -> None:
    """List the checks, metrics, readers, reporters and models.

    Models are those that --model takes.
    """
    from qa.catalog import listing

    typer.echo(listing(family))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a check, metric, reader or reporter.")],
) -> None:
    """Show one component's manual page."""
    from qa.catalog import manual

    typer.echo(manual(name))


@app.command("config")
@asking(
    "reference", "source", "line_aligned", "glossary", "source_lang", "format", "output", "quiet", *NEWS[1:]
)  # fmt: skip
def config_(
    path: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="Show the settings for this file or corpus folder.")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON schema of qa.toml, for editors.")] = False,
    *,
    asked: Asked,
) -> None:
    """Show the settings in force, and where each comes from.

    For a PATH, those in force for it: what an [[override]] says for its path or language counts.

    Editors complete and check qa.toml by its schema: write it down once with qa config --schema > qa.schema.json, and
    make #:schema ./qa.schema.json the first line of qa.toml (Taplo reads it, and Even Better TOML in VS Code).
    """
    from qa.cli.report import configuration

    typer.echo(configuration(path, asked, schema))
