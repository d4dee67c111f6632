"""Settings for some files only: those at certain paths, or in certain languages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from qa.core.errors import SettingsError
from qa.registry import unknown

KEYS = (
    "select", "ignore", "min-confidence", "metric", "fail-on", "min-score", "glossary", "checks", "metrics",
)  # fmt: skip
"""The settings that may differ from file to file."""
_WHERE = ("paths", "languages")


@dataclass(frozen=True)
class Override:
    """Settings for the files that match one of `paths` and are in one of `languages`; without any, all match.

    A pattern is compared with the file's path from the folder `root`, and with its name alone: `*` stands for any
    characters, `/` among them. A language stands for its regional forms too: `pt` for `pt-BR`.
    """

    paths: tuple[str, ...]
    languages: tuple[str, ...]
    settings: Mapping[str, Any]
    root: str = ""

    def matches(self, path: str, language: str) -> bool:
        """Say whether the file at `path`, in `language` (a BCP 47 tag), gets these settings."""
        full = Path(os.path.relpath(path, self.root or None)).as_posix()
        here = any(fnmatchcase(full, pattern) or fnmatchcase(Path(path).name, pattern) for pattern in self.paths)
        spoken = any(f"{language}-".casefold().startswith(f"{tag}-".casefold()) for tag in self.languages)
        return (here or not self.paths) and (spoken or not self.languages)

    def without(self, given: Mapping[str, Any]) -> Override:
        """Return the override without what the command line gave; what it ignores is ignored besides."""
        left = {key: value for key, value in self.settings.items() if key == "ignore" or given.get(key) is None}
        return Override(self.paths, self.languages, left, self.root)


def override_of(file: Path, table: Mapping[str, Any], settings: Mapping[str, Any]) -> Override:
    """Return one `[[override]]` of a configuration file, whose `settings` are read already.

    Raises:
        SettingsError: it names no files, or has a key that it cannot have.
    """
    for key in table:
        if key not in (*_WHERE, *KEYS):
            raise SettingsError(f"{file}: in [[override]] {unknown('key', key, (*_WHERE, *KEYS))}")
    paths, languages = (_strings(file, key, table.get(key, [])) for key in _WHERE)
    if not (paths or languages):
        raise SettingsError(f'{file}: [[override]] needs paths or languages, for example paths = ["docs/*"]')
    return Override(paths, languages, settings, str(file.resolve().parent))


def _strings(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{file}: in [[override]] {key} is a list of strings, not {value!r}")
    return tuple(value)


def overridden(settings: Mapping[str, Any], override: Override) -> dict[str, Any]:
    """Return the settings with those of the override: what it ignores is added, the rest takes its place."""
    made = dict(settings)
    for key, value in override.settings.items():
        if key == "ignore":
            made[key] = tuple(dict.fromkeys((*made[key], *value)))
        elif isinstance(value, Mapping):
            made[key] = _merged(made[key], value)
        else:
            made[key] = value
    return made


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    return {**below} | {
        name: {**below.get(name, {}), **value} if isinstance(value, Mapping) else value for name, value in above.items()
    }
