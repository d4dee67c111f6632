"""The texts that `qa glossary audit` and `extract` look through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qa.config.settings import Settings
from qa.core.documents import Document, Segment
from qa.core.errors import InputError, SettingsError
from qa.inputs.opened import Opened, open_target
from qa.inputs.targets import Target, locate_all, with_source
from qa.lang.tags import canonical
from qa.run.examine import divide


@dataclass(frozen=True, slots=True)
class Texts:
    """What the user named: files and corpus folders, the text that they were translated from, the languages."""

    paths: tuple[Path, ...]
    source: Path | None = None
    language: str | None = None
    source_language: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The texts, read and divided; `files` and `glossaries` are the paths that belong to them."""

    documents: tuple[Document, ...]
    segments: tuple[Segment, ...]
    files: tuple[Path, ...]
    glossaries: tuple[Path, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, one line for each entry."""
        return tuple(f"{document.path}: {one.message}" for document in self.documents for one in document.problems)


def read(texts: Texts, *, references: bool) -> Read:
    """Read the texts, with the references of corpus folders where they are asked for.

    Raises:
        InputError: a text cannot be read, or nobody knows its language.
        SettingsError: one source is given for several texts.
    """
    found = [target for path in dict.fromkeys(texts.paths) for target, _ in locate_all(path)]
    if texts.source is not None and len(found) > 1:
        raise SettingsError("--source goes with one text; for more, give each a corpus folder that names its source")
    targets = [_target(target, texts, references=references) for target in found]
    opened = [open_target(target) for target in targets]
    for one in opened:
        for document in _documents(one):
            if document.language == "und":
                raise InputError(f"{document.path}: its language cannot be told; name it with --lang or --source-lang")
    return Read(
        tuple({document.path: document for one in opened for document in _documents(one)}.values()),
        tuple(segment for one in opened for segment in divide(one, Settings())),
        tuple(file for target in targets for file in (*(one.path for one in target.texts), *target.glossaries)),
        tuple(dict.fromkeys(path for target in targets for path in target.glossaries)),
    )


def _target(found: Target, texts: Texts, *, references: bool) -> Target:
    tags = (canonical(tag) if tag else None for tag in (texts.language, texts.source_language))
    told = with_source(found, texts.source, *tags)
    return told if references else replace(told, references=())


def _documents(opened: Opened) -> tuple[Document, ...]:
    return (opened.article, *opened.references, *([opened.source] if opened.source else []))
