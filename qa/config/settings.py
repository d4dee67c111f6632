"""Settings: what the command line and the configuration file ask for, turned into components."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from qa.config.override import Override, overridden, override_of
from qa.core.contracts import Check, Component, Metric
from qa.core.errors import SettingsError
from qa.core.findings import Severity, dimension
from qa.models.named import split
from qa.registry import load, load_all, names, unknown

_FILES = ("qa.toml", "pyproject.toml")
_NEVER = "never"
# Categories that checks give besides their main one.
_CATEGORIES = frozenset({"accuracy/named-entity", "file", "file/unreadable-entry"})
Kind = TypeVar("Kind", bound=Component)


@dataclass(frozen=True)
class Settings:
    """The settings of a run, as the configuration file spells them (`min-confidence` is `min_confidence` here)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float = 0.5
    model: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    fail_on: str = "minor"
    min_score: Mapping[str, float] = field(default_factory=dict)
    glossary: tuple[str, ...] = ()
    jobs: int = 1
    baseline: str = ""
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    metrics: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    override: tuple[Override, ...] = ()

    def __post_init__(self) -> None:
        """Refuse values that no run could use."""
        if not 0 <= self.min_confidence <= 1:
            raise SettingsError(f"min-confidence is a number from 0 to 1, not {self.min_confidence:g}")
        self.gate()
        for name in self.metric:
            if name not in names(Metric):
                raise SettingsError(unknown("metric", name, names(Metric)))
        for name in self.min_score:
            if name not in (*names(Metric), "mqm"):
                raise SettingsError(unknown("score", name, (*names(Metric), "mqm")))
        kinds = [kind for kind, path in map(split, self.model) if path]
        if len(set(kinds)) < len(kinds):
            raise SettingsError(f"name one model of each kind; there are several: {', '.join(self.model)}")
        if self.jobs < 1:
            raise SettingsError(f"jobs is a number from 1, not {self.jobs}")

    def at(self, path: str, language: str) -> Settings:
        """Return the settings for one file: these, with the overrides that match it, later ones over earlier."""
        made = {item.name: getattr(self, item.name) for item in dataclasses.fields(self) if item.name != "override"}
        for override in self.override:
            if override.matches(path, language):
                made = overridden(made, override)
        return Settings(**made)

    @property
    def glossaries(self) -> tuple[str, ...]:
        """All term bases that the settings name for any file."""
        named = (path for override in self.override for path in override.settings.get("glossary", ()))
        return tuple(dict.fromkeys((*self.glossary, *named)))

    def gate(self) -> Severity | None:
        """Return the severity from which findings fail the gate; None if none does."""
        return gate_of(self.fail_on)


def gate_of(fail_on: str) -> Severity | None:
    """Return the severity, by its name, from which findings fail the gate; None for `never`.

    Raises:
        SettingsError: it is no severity.
    """
    severities = {severity.label: severity for severity in Severity if severity}
    if fail_on not in (*severities, _NEVER):
        raise SettingsError(unknown("severity", fail_on, (*severities, _NEVER)))
    return severities.get(fail_on)


KEYS: dict[str, type | tuple[type, ...]] = {
    "select": list, "ignore": list, "min-confidence": (int, float), "model": list, "metric": list, "fail-on": str,
    "min-score": dict, "glossary": list, "jobs": int, "baseline": str, "checks": dict, "metrics": dict,
    "override": list,
}  # fmt: skip
_EXAMPLES = {list: 'a list, such as ["one", "two"]', str: "a text in quotation marks", int: "a whole number",
             (int, float): "a number", dict: "a table"}  # fmt: skip


def find(start: Path) -> Path | None:
    """Return the configuration file of the folder `start` or the nearest folder above it that has one."""
    for folder in (start, *start.parents):
        for name in _FILES:
            file = folder / name
            if file.is_file() and (name == "qa.toml" or _own_table(_parse(file))):
                return file
    return None


def read(file: Path) -> dict[str, Any]:
    """Return the settings of a configuration file, as `Settings` takes them.

    Raises:
        SettingsError: the file is missing or no TOML, or has a key that does not exist or a value of the wrong kind.
    """
    content = _parse(file)
    table = _own_table(content) if file.name == "pyproject.toml" else content
    settings = _settings(file, table)
    if "override" in table:
        settings["override"] = tuple(_overrides(file, table["override"]))
    if "model" in settings:
        settings["model"] = tuple(_from(file.parent, name) for name in settings["model"])
    if settings.get("baseline"):
        settings["baseline"] = str(file.parent / settings["baseline"])
    _refuse_unusable(file, settings)
    return settings


def _refuse_unusable(file: Path, values: Mapping[str, Any]) -> None:
    """Refuse what no run could use, and say that it stands in the file."""
    try:
        settings = Settings(**values)
        for own in (settings, *(dataclasses.replace(settings, **override.settings) for override in settings.override)):
            chosen_checks(own)
            chosen_metrics(own)
    except SettingsError as error:
        raise SettingsError(f"{file}: {error}") from error


def _from(folder: Path, model: str) -> str:
    """Return the name of a model whose path, if it has one, is one from `folder`."""
    kind, path = split(model)
    return f"{kind}:{folder / path}" if path and (folder / path).exists() else model


def _settings(file: Path, table: Mapping[str, Any]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key == "tool":
            raise SettingsError(f"{file}: [tool.qa] is for pyproject.toml; here the settings stand without it")
        if key not in KEYS:
            raise SettingsError(f"{file}: {unknown('key', key, tuple(KEYS))}")
        if not isinstance(value, KEYS[key]) or isinstance(value, bool):
            raise SettingsError(f"{file}: {key} has the wrong kind of value: {value!r}; give {_EXAMPLES[KEYS[key]]}")
        if isinstance(value, dict):
            _check_table(file, key, value)
        settings[key.replace("-", "_")] = tuple(map(str, value)) if isinstance(value, list) else value
    if "glossary" in settings:
        settings["glossary"] = tuple(str(file.parent / path) for path in settings["glossary"])
    return settings


def _overrides(file: Path, tables: Sequence[object]) -> Iterator[Override]:
    for table in tables:
        if not isinstance(table, dict):
            raise SettingsError(f"{file}: [[override]] is a table, not {table!r}")
        own = {key: value for key, value in table.items() if key in KEYS and key != "override"}
        yield override_of(file, table, _settings(file, own))


def _own_table(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return [tool.qa] of a pyproject.toml; empty where it has none."""
    tool = content.get("tool", {})
    table = tool.get("qa", {}) if isinstance(tool, dict) else {}
    return table if isinstance(table, dict) else {}


def _check_table(file: Path, key: str, table: Mapping[str, Any]) -> None:
    for name, value in table.items():
        good = isinstance(value, int | float) if key == "min-score" else isinstance(value, dict)
        if not good or isinstance(value, bool):
            raise SettingsError(f"{file}: {key}.{name} has the wrong kind of value: {value!r}")


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"{file}: no such file") from error
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{file}: not a valid configuration file: {error}") from error


def make(file: Path | None, given: Mapping[str, Any]) -> Settings:
    """Return the settings: what the command line gave, else what the file says, else the defaults."""
    settings = read(file) if file else {}
    if "override" in settings:
        settings["override"] = tuple(override.without(given) for override in settings["override"])
    return Settings(**(settings | {key: value for key, value in given.items() if value is not None}))


def chosen_checks(settings: Settings) -> tuple[Check, ...]:
    """Return the checks that may give what the settings select, with their options.

    A check can give findings of several categories: where categories are selected, all checks run and their findings
    are chosen afterwards.

    Raises:
        SettingsError: a name is neither a check nor a category, or an option does not exist.
    """
    classes = load_all(Check)
    known = names(Check)
    for name in (*settings.select, *settings.ignore):
        if name not in selectable():
            raise SettingsError(unknown("check or category", name, selectable()))
    for name in settings.checks:
        load(Check, name)
    wanted = set(settings.select) if set(settings.select) <= set(known) else set()
    return tuple(
        _instance(check, settings.checks.get(check.id(), {}), "checks")
        for check in classes
        if (not wanted or check.id() in wanted) and check.id() not in settings.ignore
    )


@lru_cache(maxsize=1)
def selectable() -> tuple[str, ...]:
    """Return the names that select findings: the checks, then the MQM categories and dimensions."""
    parts = {part for check in load_all(Check) for part in (check.category, dimension(check.category))}
    return (*names(Check), *sorted(parts | _CATEGORIES))


def chosen_metrics(settings: Settings) -> tuple[Metric, ...]:
    """Return the metrics that the settings name, or else the usual ones, those with a bound or a model, with options.

    Raises:
        SettingsError: a metric or an option does not exist.
    """
    for name in settings.metrics:
        load(Metric, name)
    models = {kind for kind, _ in map(split, settings.model)}
    return tuple(
        _instance(kind, settings.metrics.get(kind.id(), {}), "metrics")
        for kind in load_all(Metric)
        if kind.id() in (*settings.metric, *settings.min_score)
        or (not settings.metric and (kind.usual or not models.isdisjoint(kind.takes)))
    )


def _instance(kind: type[Kind], options: Mapping[str, Any], family: str) -> Kind:
    if not isinstance(options, Mapping):
        raise SettingsError(f"{family}.{kind.id()} takes options by their names, not {options!r}")
    hints = get_type_hints(kind)
    kinds = {item.name: hints[item.name] for item in kind.options()}
    for name, value in options.items():
        if not kinds:
            raise SettingsError(f'in {family}.{kind.id()}: there is no option "{name}"; it has none')
        if name not in kinds:
            raise SettingsError(f"in {family}.{kind.id()}: {unknown('option', name, tuple(kinds))}")
        allowed = get_args(kinds[name]) or (get_origin(kinds[name]) or kinds[name],)
        if type(value) not in allowed and not (type(value) is int and float in allowed):
            raise SettingsError(f"in {family}.{kind.id()}: {name} has the wrong kind of value: {value!r}")
    return kind(**options)
