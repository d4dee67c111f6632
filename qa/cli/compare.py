"""What `qa compare` does with what it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from qa.cli.app import PASSED, UNCHECKED
from qa.cli.asked import CHECKING, Asked
from qa.cli.comparison_text import lines_of
from qa.cli.output import written
from qa.cli.outputs import format_among, write_json
from qa.cli.progress import watching
from qa.cli.settings import languages_of, settings_of
from qa.comparison.as_json import as_json
from qa.comparison.markdown import markdown
from qa.comparison.measure import How, compare_systems
from qa.comparison.page import page
from qa.comparison.results import Comparison
from qa.core.errors import SettingsError
from qa.inputs.opened import read_glossaries
from qa.registry import unknown
from qa.systems import System, Texts, read_systems

_FORMATS = ("text", "json", "markdown", "html")


@dataclass(frozen=True, slots=True)
class Question:
    """What to compare and how, besides the shared options; None stands for the default."""

    baseline: str | None = None
    test: str | None = None
    correction: str | None = None
    scores_only: bool = False

    def how(self) -> How:
        """Return how to compare.

        Raises:
            SettingsError: there is no such test or correction.
        """
        given = {"test": self.test, "correction": self.correction}
        named = {kind: name for kind, name in given.items() if name is not None}
        return How(**named, checked=not self.scores_only)  # type: ignore[arg-type]


def run_compare(paths: Sequence[Path], question: Question, asked: Asked) -> int:
    """Write the comparison of the systems in the files and return the exit code."""
    settings, how = settings_of(asked), question.how()
    if question.scores_only and (unused := [name for name in CHECKING if getattr(asked, name) not in (None, [])]):
        named = ", ".join(f"--{name.replace('_', '-')}" for name in unused)
        raise SettingsError(f"--scores-only looks for no errors; leave out {named}")
    form = format_among(_FORMATS, asked.format, asked.output)
    read = read_systems(paths, Texts(tuple(asked.reference), asked.source, *languages_of(asked)))
    systems = _baseline_first(read, question.baseline)
    glossary, _ = read_glossaries(tuple(asked.glossary) or tuple(map(Path, settings.glossary)))
    with watching(asked.quiet) as progress:
        comparison = compare_systems(systems, settings, how, progress, glossary)
    inputs = [*paths, *asked.reference, *asked.glossary, *([asked.source] if asked.source else [])]
    with written(asked.output, inputs) as stream:
        _write(comparison, form, stream)
    return UNCHECKED if any(item.asked for item in comparison.not_checked) else PASSED


def _baseline_first(systems: Sequence[System], name: str | None) -> tuple[System, ...]:
    names = tuple(system.name for system in systems)
    if name is None:
        return tuple(systems)
    if name not in names:
        raise SettingsError(unknown("system", name, names))
    return tuple(sorted(systems, key=lambda system: system.name != name))


def _write(comparison: Comparison, form: str, stream: TextIO) -> None:
    if form == "json":
        write_json(as_json(comparison), stream)
    elif form == "html":
        stream.write(page(comparison))
    else:
        lines: Iterable[str] = markdown(comparison) if form == "markdown" else lines_of(comparison)
        stream.write("".join(f"{line.rstrip()}\n" for line in lines))
