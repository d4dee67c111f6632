"""What the command `qa glossary extract` does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.cli.app import PASSED, UNCHECKED
from qa.cli.glossary_texts import Texts, read
from qa.cli.listing import Cell, Listing, write_html
from qa.cli.output import save, written
from qa.cli.outputs import check_format
from qa.core.display import visible
from qa.core.errors import SettingsError
from qa.glossary.base import Glossary
from qa.glossary.candidates import Least
from qa.glossary.extract import Draft, extract, terms_of
from qa.glossary.files import format_named, format_of, formats
from qa.inputs.opened import read_glossaries

_TEXT, _HTML = "text", "html"
_HEADER = ("count", "candidate", "language", "kind", "proposed translations", "context")


def run_extract(
    texts: Texts, bases: Sequence[Path], form: str | None, output: Path | None, min_count: int | None
) -> int:
    """Write the names and terms of the texts as the draft of a base; return 3 where an entry could not be read."""
    name = _format(form, output)
    least = Least() if min_count is None else Least(min_count, min_count)
    found = read(texts, references=True)
    known, _ = read_glossaries(bases)
    drafts = extract(found.segments, least, known or Glossary())
    inputs = [*found.files, *bases]
    if name not in (_TEXT, _HTML):
        save(output, format_named(name).write(terms_of(drafts)), inputs)
    else:
        with written(output, inputs) as stream:
            if name == _HTML:
                write_html(_listing(drafts), stream)
            else:
                stream.writelines(f"{line}\n" for line in _lines(drafts))
    sys.stderr.writelines(visible(problem) + "\n" for problem in found.problems)
    return UNCHECKED if found.problems else PASSED


def _format(form: str | None, output: Path | None) -> str:
    """Return the format that is named, or that the ending of the file asks for: text, html or one of term bases."""
    if form is not None:
        check_format(form, (_TEXT, _HTML, *(one.id() for one in formats())))
        return form
    if output is None or str(output) == "-" or output.suffix.lower() == ".txt":
        return _TEXT
    if output.suffix.lower() in (".html", ".htm"):
        return _HTML
    known = format_of(str(output))
    if output.suffix.lower() not in known.suffixes:
        raise SettingsError(f"{output}: no format is known by this ending; name one with -f")
    return known.id()


def _lines(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        proposals = _proposals(draft)
        yield visible(
            f"{draft.count:6}  {draft.text} ({draft.language}, {_kind(draft)})"
            + (f": {proposals}" if proposals else "")
        )
    yield _summary(drafts)


def _kind(draft: Draft) -> str:
    return "name" if draft.is_name else "term"


def _proposals(draft: Draft) -> str:
    return ", ".join(f"{one.text} ({one.count})" for one in draft.proposals)


def _summary(drafts: Sequence[Draft]) -> str:
    names = sum(draft.is_name for draft in drafts)
    translated = sum(bool(draft.proposals) for draft in drafts)
    return f"{names} names and {len(drafts) - names} terms, {translated} of them with proposed translations"


def _listing(drafts: Sequence[Draft]) -> Listing:
    return Listing("Candidates for a term base", _summary(drafts), _HEADER, tuple(map(_row, drafts)))


def _row(draft: Draft) -> tuple[Cell, ...]:
    return (
        Cell(draft.count),
        Cell(draft.text, draft.language),
        Cell(draft.language),
        Cell(_kind(draft)),
        Cell(_proposals(draft), draft.other),
        Cell(draft.context, draft.language),
    )
