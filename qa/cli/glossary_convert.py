"""What the command `qa glossary convert` does."""

from __future__ import annotations

import sys
from pathlib import Path

from qa.cli.app import PASSED, UNCHECKED
from qa.cli.output import written
from qa.core.display import visible
from qa.core.errors import SettingsError
from qa.glossary.files import format_named, format_of
from qa.inputs.opened import read_base


def run_convert(source: Path, output: Path, form: str | None) -> int:
    """Write a base in another format; return 3 where an entry could not be read."""
    target = format_named(form) if form else format_of(str(output))
    if form is None and output.suffix.lower() not in target.suffixes:
        raise SettingsError(f"{output}: no format is known by this ending; name one with -f")
    base = read_base(source)[1]
    data = target.write(base.terms)
    with written(output, [source]) as stream:
        stream.buffer.write(data)
    for problem in base.problems:
        sys.stderr.write(visible(f"{source}: {problem.message}") + "\n")
    return UNCHECKED if base.problems else PASSED
