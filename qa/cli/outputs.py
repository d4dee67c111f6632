"""In which formats results are written, and where to: a report in several at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from qa.cli.output import written
from qa.core.contracts import Reporter
from qa.core.errors import SettingsError
from qa.core.report import Report
from qa.registry import load, load_all, names, unknown

_STDOUT = Path("-")
# A drive of Windows has one letter.
_NAME = re.compile("[A-Za-z-]{2,}")


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file that it is written to; `-` is standard output."""

    reporter: Reporter
    path: Path


def outputs_of(given: Sequence[str], form: str | None, default: str) -> tuple[Output, ...]:
    """Return what to write: each `FORMAT:FILE`, or `FILE` in the format that `-f` or its ending names.

    Where every file names its own format, the one of `-f` goes to standard output.

    Raises:
        SettingsError: a format is unknown, or two outputs would go to the same file.
    """
    outputs = list(_outputs(given, form, default))
    files = [output.path if output.path == _STDOUT else output.path.resolve() for output in outputs]
    for file, output in zip(files, outputs, strict=True):
        if files.count(file) > 1:
            raise SettingsError(f"{output.path}: is written to twice; give each format a file of its own")
    return tuple(outputs)


def _outputs(given: Sequence[str], form: str | None, default: str) -> Iterator[Output]:
    named = [_divide(value) for value in given]
    for name, path in named:
        yield Output(_load(name or format_of(form, path, default)), path)
    if not named or (form is not None and all(name for name, _ in named)):
        yield Output(_load(form or default), _STDOUT)


def _divide(value: str) -> tuple[str | None, Path]:
    """Return the format and the file that an output names; what is no format is a file.

    Raises:
        SettingsError: it is a format alone, which would be a file of that name, or a format that is misspelled.
    """
    name, colon, path = value.partition(":")
    if colon and name.lower() not in names(Reporter) and _NAME.fullmatch(name):
        raise SettingsError(f"{value}: {unknown('format', name, names(Reporter))}")
    if value.lower() in names(Reporter):
        raise SettingsError(f"{value}: is a format; write {value}:FILE, or -f {value} for standard output")
    return (name.lower(), Path(path or "-")) if colon and name.lower() in names(Reporter) else (None, Path(value))


def _load(name: str) -> Reporter:
    if name.lower() not in names(Reporter):
        raise SettingsError(unknown("format", name, names(Reporter)))
    return load(Reporter, name.lower())()


def format_of(form: str | None, path: Path | None, default: str) -> str:
    """Return the format that was asked for by name or by the ending of the output file."""
    if form is not None:
        return form.lower()
    if path is None or path == _STDOUT or (path.exists() and not path.is_file()):
        return default
    suffix = path.suffix.lower()
    if not suffix:
        return default
    for reporter in load_all(Reporter):
        if suffix in reporter.suffixes:
            return default if reporter.id() == "text" else reporter.id()
    raise SettingsError(f"{path}: no format is known by this ending; name one with -f")


def format_among(known: Sequence[str], form: str | None, path: Path | None) -> str:
    """Return the format, one of the `known`, that was asked for by name or by the file's ending; else the first.

    Raises:
        SettingsError: it is not known.
    """
    found = format_of(form, path, known[0])
    check_format(found, known)
    return found


def check_format(form: str, known: Sequence[str]) -> None:
    """Refuse a format that is not one of the `known`.

    Raises:
        SettingsError: it is not.
    """
    if form not in known:
        raise SettingsError(f'there is no format "{form}" here; there are: {", ".join(known)}')


def write_json(content: object, stream: TextIO) -> None:
    """Write what a command found as JSON."""
    json.dump(content, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def write_all(report: Report, outputs: Iterable[Output], inputs: Sequence[Path]) -> None:
    """Write a report in every format; each file appears whole or not at all.

    Raises:
        SettingsError: a file is one of the `inputs`.
        InputError: a file cannot be written.
    """
    for output in outputs:
        with written(output.path, inputs) as stream:
            output.reporter.write(report, stream)
