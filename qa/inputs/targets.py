"""What the user names to be checked: a file with what it is compared to, or a folder with a manifest."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.core.documents import Document
from qa.core.errors import InputError, SettingsError
from qa.inputs import files
from qa.lang.decoding import decode
from qa.lang.tags import canonical
from qa.registry import unknown

_MANIFEST = "corpus.toml"
_MANIFEST_KEYS = {
    "": ("title", "line-aligned", "article", "reference", "source", "glossary"),
    "article": ("path", "language", "origin", "licence"),
    "reference": ("name", "path", "language", "origin", "licence", "post-edit"),
    "source": ("path", "language", "origin", "licence"),
    "glossary": ("path", "origin", "licence"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A file and the language that the user says it is in, if any.

    `post_edit` says that it is the article, corrected, rather than a translation of its own.
    """

    path: Path
    language: str | None = None
    post_edit: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What to report on: an article with what it is compared to.

    Where no `glossaries` are named, `usual_glossaries` says which there are for a path and a language. `line_aligned`
    says whether line n of each text is the same segment; None is to find it out.
    """

    article: Named
    references: tuple[Named, ...] = ()
    source: Named | None = None
    glossaries: tuple[Path, ...] = ()
    title: str = ""
    source_language: str | None = None
    line_aligned: bool | None = None
    usual_glossaries: Callable[[str, str], Sequence[Path]] | None = None

    @property
    def texts(self) -> tuple[Named, ...]:
        """The article and what it is compared to."""
        return (self.article, *self.references, *([self.source] if self.source else []))

    def glossaries_of(self, article: Document) -> Sequence[Path]:
        """Return the term bases to use for the article."""
        if self.glossaries or self.usual_glossaries is None:
            return self.glossaries
        return self.usual_glossaries(article.path, article.language)


def locate(path: Path) -> Target:
    """Return what stands at `path`: a corpus folder with its manifest, or a single file.

    Raises:
        InputError: nothing is there, or the folder has no manifest, or the manifest is wrong.
    """
    if path.is_dir() or path.name == _MANIFEST:
        return _manifest(path / _MANIFEST if path.is_dir() else path)
    if path.is_symlink() and not path.exists():
        raise InputError(f"{path}: is a link that leads nowhere")
    if not (path.exists() or files.is_stdin(path)):
        raise InputError(f"{path}: no such file or folder")
    return Target(Named(path))


def with_source(found: Target, source: Path | None, language: str | None, source_language: str | None) -> Target:
    """Return what was found with the source and the languages (BCP 47) that the user names in place of its own."""
    named = Named(source) if source else found.source
    return replace(
        found,
        article=replace(found.article, language=language or found.article.language),
        source=replace(named, language=source_language or named.language) if named else None,
        source_language=source_language,
    )


def locate_all(path: Path) -> list[tuple[Target, Path]]:
    """Return what stands at `path`, and in a folder without a manifest what stands in it, however deep.

    With each comes its path from `path`, which for a file is its name. Of the files in a folder those count whose name
    tells a format; what begins with a full stop is left out, and links to folders are not followed.

    Raises:
        InputError: nothing is there, a folder cannot be read, or a manifest is wrong.
    """
    if not path.is_dir() or (path / _MANIFEST).exists():
        return [(locate(path), Path(path.name))]
    found: list[Path] = []
    for name, folders, names in os.walk(path, onerror=_refuse):
        is_corpus = _MANIFEST in names
        found += [Path(name)] if is_corpus else _known_files(Path(name), names)
        folders[:] = [] if is_corpus else sorted(folder for folder in folders if not folder.startswith("."))
    if not found:
        raise InputError(f"{path}: holds no file of a format that is read (qa list readers), and no {_MANIFEST}")
    return [(locate(each), each.relative_to(path)) for each in found]


def _refuse(error: OSError) -> None:
    raise InputError(f"{error.filename}: cannot be read: {error.strerror}") from error


def _known_files(folder: Path, names: Sequence[str]) -> list[Path]:
    visible = (folder / name for name in sorted(names) if not name.startswith("."))
    return [file for file in visible if files.is_known(file)]


def _manifest(path: Path) -> Target:
    if not path.is_file():
        raise InputError(f"{path.parent}: a folder needs a {_MANIFEST} that names the article; or name a file")
    try:
        content = tomllib.loads(decode(files.read_bytes(path), str(path)))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not valid TOML: {error}") from error
    _check_keys(path, "", content)
    base = path.parent

    def entries(key: str) -> list[Named]:
        value = content.get(key, [])
        tables = value if isinstance(value, list) else [value]
        return [_entry(path, base, key, table) for table in tables]

    articles, sources = entries("article"), entries("source")
    if len(articles) != 1 or len(sources) > 1:
        raise InputError(f"{path}: needs one [article] with a path, and at most one [source]")
    return Target(
        article=articles[0],
        references=tuple(entries("reference")),
        source=sources[0] if sources else None,
        glossaries=tuple(entry.path for entry in entries("glossary")),
        title=str(content.get("title", "")),
        line_aligned=_yes_or_no(path, "line-aligned", content),
    )


def _entry(manifest: Path, base: Path, key: str, table: object) -> Named:
    if not isinstance(table, dict) or not isinstance(table.get("path"), str):
        raise InputError(f'{manifest}: [{key}] needs a path, for example path = "article.en.txt"')
    _check_keys(manifest, key, table)
    language = table.get("language")
    try:
        tag = canonical(str(language)) if language else None
        return Named(base / table["path"], tag, table.get("post-edit") is True)
    except SettingsError as error:
        raise InputError(f"{manifest}: in [{key}]: {error}") from error


def _yes_or_no(manifest: Path, key: str, content: dict[str, object]) -> bool | None:
    value = content.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise InputError(f"{manifest}: {key} is true or false, not {value!r}")


def _check_keys(manifest: Path, section: str, table: dict[str, object]) -> None:
    for key in table:
        if key not in _MANIFEST_KEYS[section]:
            where = f"[{section}]" if section else "the manifest"
            raise InputError(f"{manifest}: in {where} {unknown('key', key, _MANIFEST_KEYS[section])}")
