"""Settings: what the command line and the configuration file ask for, turned into components."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.core.contracts import Check
from qa.core.errors import SettingsError
from qa.core.findings import Severity
from qa.registry import load, load_all, names, unknown

_FILES = ("qa.toml", "pyproject.toml")
_NEVER = "never"


@dataclass(frozen=True)
class Settings:
    """The settings of a run, as the configuration file spells them (`min-confidence` is `min_confidence` here)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float = 0.5
    fail_on: str = "minor"
    min_score: Mapping[str, float] = field(default_factory=dict)
    glossary: tuple[str, ...] = ()
    jobs: int = 1
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse values that no run could use."""
        if not 0 <= self.min_confidence <= 1:
            raise SettingsError(f"min-confidence is a number from 0 to 1, not {self.min_confidence:g}")
        self.gate()
        if self.jobs < 1:
            raise SettingsError(f"jobs is a number from 1, not {self.jobs}")

    def gate(self) -> Severity | None:
        """Return the severity from which findings fail the gate; None if none does."""
        if self.fail_on == _NEVER:
            return None
        words = (*(severity.label for severity in Severity if severity), _NEVER)
        if self.fail_on not in words:
            raise SettingsError(unknown("severity", self.fail_on, words))
        return Severity[self.fail_on.upper()]


_KEYS: dict[str, type | tuple[type, ...]] = {
    "select": list, "ignore": list, "min-confidence": (int, float), "fail-on": str, "min-score": dict,
    "glossary": list, "jobs": int, "checks": dict,
}  # fmt: skip


def find(start: Path) -> Path | None:
    """Return the configuration file of the folder `start` or the nearest folder above it that has one."""
    for folder in (start, *start.parents):
        for name in _FILES:
            file = folder / name
            if file.is_file() and (name == "qa.toml" or "qa" in _parse(file).get("tool", {})):
                return file
    return None


def read(file: Path) -> dict[str, Any]:
    """Return the settings of a configuration file, as `Settings` takes them.

    Raises:
        SettingsError: the file is missing or no TOML, or has a key that does not exist or a value of the wrong kind.
    """
    content = _parse(file)
    table = content.get("tool", {}).get("qa", {}) if file.name == "pyproject.toml" else content
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise SettingsError(f"{file}: {unknown('key', key, tuple(_KEYS))}")
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise SettingsError(f"{file}: {key} has the wrong kind of value: {value!r}")
        settings[key.replace("-", "_")] = tuple(map(str, value)) if isinstance(value, list) else value
    if "glossary" in settings:
        settings["glossary"] = tuple(str(file.parent / path) for path in settings["glossary"])
    return settings


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"{file}: no such file") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: not a valid configuration file: {error}") from error


def make(file: Path | None, given: Mapping[str, Any]) -> Settings:
    """Return the settings: what the command line gave, else what the file says, else the defaults."""
    return Settings(
        **((read(file) if file else {}) | {key: value for key, value in given.items() if value is not None})
    )


def chosen_checks(settings: Settings) -> tuple[Check, ...]:
    """Return the checks that the settings select, with their options.

    Raises:
        SettingsError: a name is neither a check nor a category, or an option does not exist.
    """
    classes = load_all(Check)
    known = names(Check)
    categories = {part for check in classes for part in (check.category, check.category.partition("/")[0])}
    for name in (*settings.select, *settings.ignore):
        if name not in known and name not in categories:
            raise SettingsError(unknown("check or category", name, (*known, *sorted(categories))))
    for name in settings.checks:
        load(Check, name)
    return tuple(
        _instance(check, settings.checks.get(check.id(), {}))
        for check in classes
        if (not settings.select or _named(check, settings.select)) and not _named(check, settings.ignore)
    )


def _named(check: type[Check], wanted: Iterable[str]) -> bool:
    return bool({check.id(), check.category, check.category.partition("/")[0]} & set(wanted))


def _instance(check: type[Check], options: Mapping[str, Any]) -> Check:
    fields = tuple(item.name for item in dataclasses.fields(check) if item.name != "glossary")  # type: ignore[arg-type]
    for name in options:
        if name not in fields:
            raise SettingsError(f"in checks.{check.id()}: {unknown('option', name, fields)}")
    return check(**options)


def effective(file: Path | None) -> str:
    """Return the settings in force and where they come from, as text."""
    found = file or find(Path.cwd())
    settings = make(found, {})
    origin = f"# from {found}" if found else "# no configuration file; these are the defaults"
    lines = [f"{key.replace('_', '-')} = {json.dumps(value)}" for key, value in dataclasses.asdict(settings).items()]
    return "\n".join([origin, *lines])
