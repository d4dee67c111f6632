"""What the options say: the settings of a run, and the languages."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.cli.asked import Asked
from qa.config.settings import Settings, find, make
from qa.core.errors import SettingsError
from qa.lang.tags import canonical


def settings_of(asked: Asked) -> Settings:
    """Return the settings: what the options say, else the configuration file, else the defaults."""
    settings = make(asked.config or find(Path.cwd()), given(asked))
    metrics = {name: dict(own) for name, own in settings.metrics.items()}
    for metric in _names(asked.metric) or ():
        name, _, option = metric.partition(":")
        if option:
            metrics.setdefault(name, {}).update([_option(metric, option)])
    return replace(settings, metrics=metrics)


def given(asked: Asked) -> dict[str, Any]:
    """Return the settings that the options give; None for those that they leave open."""
    return {
        "select": _names(asked.select),
        "ignore": _names(asked.ignore),
        "min_confidence": asked.min_confidence,
        "model": None if asked.model is None else tuple(asked.model),
        "metric": None if asked.metric is None else _metrics(asked.metric),
        "fail_on": asked.fail_on,
        "min_score": _minimums(asked.min_score),
        "jobs": asked.jobs,
        "baseline": None if asked.baseline is None else str(asked.baseline),
    }


def languages_of(asked: Asked) -> tuple[str | None, str | None]:
    """Return the tags of the languages of the translation and of the source that the options name."""
    lang, source_lang = (None if tag is None else canonical(tag) for tag in (asked.lang, asked.source_lang))
    return lang, source_lang


def _names(values: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(name.strip() for value in values for name in value.split(","))


def _metrics(values: Sequence[str]) -> tuple[str, ...]:
    """Return the metrics that are named, without what is said of their options."""
    return tuple(dict.fromkeys(name.partition(":")[0] for name in _names(values) or ()))


def _option(metric: str, option: str) -> tuple[str, Any]:
    """Return the name and the value in `tokenize=intl`; a value is read as TOML or, where it is none, as a word."""
    name, equals, value = option.partition("=")
    if not equals:
        raise SettingsError(f'--metric takes NAME or NAME:OPTION=VALUE, for example bleu:tokenize=intl, not "{metric}"')
    try:
        return name, tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return name, value


def _minimums(values: Sequence[str] | None) -> dict[str, float] | None:
    if values is None:
        return None
    minimums: dict[str, float] = {}
    for value in values:
        name, _, number = value.partition("=")
        try:
            minimums[name] = float(number)
        except ValueError as error:
            raise SettingsError(f'--min-score takes NAME=VALUE, for example chrf=50, not "{value}"') from error
        if not math.isfinite(minimums[name]):
            raise SettingsError(f'--min-score takes a finite number, not "{number}"')
    return minimums
