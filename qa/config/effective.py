"""The settings as `qa config` shows them: where each value comes from, and which there may be."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.catalog import summary
from qa.config.override import KEYS as LOCAL
from qa.config.settings import KEYS, chosen_checks, chosen_metrics, find, make, read, selectable
from qa.core.contracts import Check, Component, Metric
from qa.core.findings import Severity
from qa.registry import load_all, names

_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", tuple: "array"}
_ABOUT = {
    "select": "Only these checks or MQM categories.",
    "ignore": "Not these checks or MQM categories.",
    "min-confidence": "Findings less sure than this are left out.",
    "model": "Neural models: KIND:PATH (from the folder of this file) for your own; none turns the learned judge off.",
    "metric": "Only these metrics.",
    "fail-on": "Findings of this severity or above fail the gate.",
    "min-score": "The gate fails where a score is worse.",
    "glossary": "Term bases, from the folder of this file.",
    "jobs": "Processes to use.",
    "baseline": "The file of known findings, from the folder of this file.",
    "checks": "The options of single checks.",
    "metrics": "The options of single metrics.",
    "override": "Settings for some paths or languages; later ones win, and what they ignore is ignored besides.",
}


def effective(file: Path | None, given: Mapping[str, Any] | None = None, article: tuple[str, str] | None = None) -> str:
    """Return the settings in force as TOML, each with the place that it comes from.

    With the path and the language of an `article`, those in force for it, with the overrides that match.

    Raises:
        SettingsError: a run with these settings would be refused.
    """
    found = file or find(Path.cwd())
    given = {key: value for key, value in (given or {}).items() if value is not None}
    settings = make(found, given)
    chosen_checks(settings)
    chosen_metrics(settings)
    for override in settings.override:
        chosen_checks(dataclasses.replace(settings, **override.settings))
    named = read(found) if found else {}
    origins = {key: f"--{key.replace('_', '-')}" if key in given else str(found) for key in (*named, *given)}
    overrides = [dataclasses.asdict(override) for override in settings.override]
    if article is not None:
        for number, override in enumerate(settings.override, start=1):
            for key in override.settings if override.matches(*article) else ():
                origins[key] = f"{origins[key]}, [[override]] {number}" if key in origins else f"[[override]] {number}"
        settings, overrides = settings.at(*article), []
    values = {key: getattr(settings, key.replace("-", "_")) for key in KEYS if key != "override"}
    return "\n".join(_lines(values, origins, overrides))


def _lines(values: Mapping[str, Any], origins: Mapping[str, str], overrides: list[dict[str, Any]]) -> Iterator[str]:
    for key, value in values.items():
        if not isinstance(value, Mapping):
            yield f"{key} = {_value(value)}  # {origins.get(key.replace('-', '_'), 'default')}"
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _table(key, value, origins.get(key.replace("-", "_"), "default"))
    for override in overrides:
        yield f"\n[[override]]  # {origins['override']}"
        own = {key.replace("_", "-"): value for key, value in override["settings"].items()}
        where = {key: override[key] for key in ("paths", "languages") if override[key]}
        yield from (f"{key} = {_value(value)}" for key, value in (where | own).items())


def _table(name: str, table: Mapping[str, Any], origin: str) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    if len(inner) < len(table) or not table:
        yield f"\n[{name}]  # {origin}"
    yield from (f"{key} = {_value(value)}" for key, value in table.items() if key not in inner)
    for key, value in inner.items():
        yield from _table(f"{name}.{key}", value, origin)


def _value(value: object) -> str:
    """Return a value as TOML, a table on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {_value(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def schema() -> str:
    """Return the JSON schema of `qa.toml`, with which editors complete and check it."""
    properties = {key: _property(key) for key in KEYS if key != "override"}
    strings = {"type": "array", "items": {"type": "string"}}
    local = {"paths": strings, "languages": strings} | {key: properties[key] for key in LOCAL}
    where: dict[str, Any] = {"anyOf": [{"required": ["paths"]}, {"required": ["languages"]}]}
    override = {"type": "object", "additionalProperties": False, "properties": local} | where
    properties["override"] = {"type": "array", "items": override, "description": _ABOUT["override"]}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "translation-qa settings (qa.toml, or [tool.qa] of pyproject.toml)",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _property(key: str) -> dict[str, Any]:
    made: dict[str, Any] = {"description": _ABOUT[key]}
    kind = KEYS[key]
    if key in ("checks", "metrics"):
        return made | _options(Check if key == "checks" else Metric)
    if kind is dict:
        scores = {name: {"type": "number"} for name in (*names(Metric), "mqm")}
        return made | {"type": "object", "additionalProperties": False, "properties": scores}
    if kind is list:
        known = selectable() if key in ("select", "ignore") else names(Metric) if key == "metric" else ()
        return made | {"type": "array", "items": {"enum": list(known)} if known else {"type": "string"}}
    if key == "fail-on":
        return made | {"enum": [*(severity.label for severity in Severity if severity), "never"]}
    if kind is str:
        return made | {"type": "string"}
    return made | ({"type": "integer", "minimum": 1} if kind is int else {"type": "number", "minimum": 0, "maximum": 1})


def _options(family: type[Component]) -> dict[str, Any]:
    components = {}
    for component in load_all(family):
        options = {
            item.name: {"type": _TYPES[type(item.default)], "default": item.default} if item.default is not None else {}
            for item in component.options()
            if item.default is None or type(item.default) in _TYPES
        }
        components[component.id()] = {
            "type": "object",
            "description": summary(component),
            "additionalProperties": False,
            "properties": options,
        }
    return {"type": "object", "additionalProperties": False, "properties": components}
