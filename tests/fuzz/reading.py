"""Reads a spoiled file as the commands do: all that may come of it is a document or one clear line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qa.config.settings import chosen_checks, make
from qa.core.documents import Document
from qa.core.errors import QaError
from qa.core.passage import Passage
from qa.gold.files import read_gold
from qa.inputs.files import read_text
from qa.inputs.opened import read_base, read_document
from qa.inputs.targets import Named, locate
from qa.judge.baseline import read_baseline
from qa.judge.worse import changes, read_units
from tests.fuzz.samples import BASELINE, BASES, CONFIG, GOLD, MANIFEST, READ, REPORT


def _document(path: Path) -> None:
    document = read_document(Named(path))
    check_document(document)


def _base(path: Path) -> None:
    text, glossary = read_base(path)
    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in glossary.problems)


def _gold(path: Path) -> None:
    assert read_gold(path)


def _baseline(path: Path) -> None:
    read_baseline(read_text(path), str(path))


def _report(path: Path) -> None:
    changes(read_units(read_text(path), str(path)), read_units(REPORT["old.json"].decode(), "old.json"))


def _config(path: Path) -> None:
    chosen_checks(make(path, {}).at("docs/x.md", "pt-BR"))


FAMILIES: Mapping[str, tuple[Callable[[Path], object], Mapping[str, bytes]]] = {
    "readers": (_document, READ),
    "term bases": (_base, BASES),
    "annotations": (_gold, GOLD),
    "baselines": (_baseline, BASELINE),
    "earlier reports": (_report, REPORT),
    "manifests": (locate, MANIFEST),
    "settings": (_config, CONFIG),
}
FILES = [(family, name) for family, (_, samples) in FAMILIES.items() for name in samples]


def read(family: str, path: Path) -> str:
    """Read a file; return what it was refused for, or nothing.

    Raises:
        Exception: anything but a refusal in one clear line that names the file.
    """
    try:
        FAMILIES[family][0](path)
    except QaError as error:
        message = str(error)
        assert family == "settings" or message.startswith(str(path)), message
        return message
    return ""


def check_document(document: Document) -> None:
    """See to it that all places lie in the file, in their order, and that no two segments have one key."""
    size = len(document.content)
    for segment in document.segments:
        for passage in (segment.target, segment.source, *segment.references):
            if passage is not None:
                _check_passage(passage, size)
    assert len({segment.key for segment in document.segments}) == len(document.segments)
    assert all(0 <= problem.span.start <= problem.span.end <= size for problem in document.problems)


def _check_passage(passage: Passage, size: int) -> None:
    start, end = passage.place(0, len(passage.text))
    assert 0 <= start <= end <= size
    assert all(0 <= low < high <= len(passage.text) for low, high in passage.marks)
    offsets = [piece.offset for piece in passage.pieces]
    assert offsets == sorted(set(offsets))
    passage.text.encode("utf-8", "surrogatepass")
