"""What there is to check with, and which checks and metrics can work with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.config import Settings, chosen_checks, chosen_metrics, dimension
from qa.core.contracts import Check, Metric
from qa.core.documents import Segment
from qa.core.report import NotChecked
from qa.glossary.base import Glossary
from qa.inputs import Opened
from qa.lang.tags import display_name
from qa.models import estimator

MODEL = "estimator"
"""The name of the one model there is, a preview: it works where it is asked for."""
_LACKS = {
    "reference": "no reference was given (-r)",
    "source": "no source was given (-s)",
    "glossary": "no glossary was given (-g)",
}


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is to check with: the parts that components may need, and the languages of the translation."""

    needs: frozenset[str]
    languages: tuple[str, ...]
    glossary: Glossary | None
    lacks: dict[str, str]


def supply_of(opened: Opened, segments: Sequence[Segment], settings: Settings) -> Supply:
    """Return what the target and the settings bring."""
    needs = set()
    if opened.references or any(segment.references for segment in segments):
        needs.add("reference")
    if any(segment.source is not None for segment in segments):
        needs.add("source")
    if opened.glossary is not None:
        needs.add("glossary")
    why = "install translation-qa[estimate]" if MODEL in settings.model else f"is a preview (--model {MODEL})"
    if MODEL in settings.model and estimator.is_installed():
        needs.add("model")
    languages = dict.fromkeys(segment.target_lang for segment in segments)
    return Supply(frozenset(needs), tuple(languages), opened.glossary, _LACKS | {"model": why})


def fit_checks(supply: Supply, settings: Settings) -> tuple[tuple[Check, ...], tuple[NotChecked, ...]]:
    """Give the chosen checks what they need; return those that can work, and why the others cannot."""
    able: list[Check] = []
    skipped: list[NotChecked] = []
    for check in chosen_checks(settings):
        asked = bool({check.id(), check.category, dimension(check.category)} & set(settings.select))
        lacking = _lacking(check, supply)
        foreign = [language for language in supply.languages if not check.covers(language)]
        if lacking:
            skipped.append(NotChecked(check.id(), lacking, asked))
        if foreign and not lacking:
            names = ", ".join(map(_named, foreign))
            skipped.append(NotChecked(check.id(), f"does not cover {names}", asked))
        if not lacking:
            skipped += _lacking_parts(check, [item for item in supply.languages if item not in foreign], asked)
        if not lacking and len(foreign) < len(supply.languages):
            able.append(_with_glossary(check, supply.glossary))
    return tuple(able), tuple(skipped)


def fit_metrics(supply: Supply, settings: Settings) -> tuple[tuple[Metric, ...], tuple[NotChecked, ...]]:
    """Return the metrics that can work, and why the others cannot."""
    able: list[Metric] = []
    skipped: list[NotChecked] = []
    for metric in chosen_metrics(settings):
        asked = metric.id() in settings.metric
        lacking = _lacking(metric, supply) or metric.lacks()
        foreign = [language for language in supply.languages if not metric.covers(language)]
        if lacking:
            skipped.append(NotChecked(metric.id(), lacking, asked))
        elif foreign:
            skipped.append(NotChecked(metric.id(), f"has no model of {', '.join(map(_named, foreign))}", asked))
        if not lacking and len(foreign) < len(supply.languages):
            able.append(metric)
    return tuple(able), tuple(skipped)


def unknown(supply: Supply, settings: Settings) -> tuple[NotChecked, ...]:
    """Return the models that were asked for and are not there, and a language that could not be told."""
    models = tuple(
        NotChecked(f"model {name}", supply.lacks["model"] if name == MODEL else f"the only model is {MODEL}", True)
        for name in settings.model
        if name != "none" and not (name == MODEL and "model" in supply.needs)
    )
    if "und" not in supply.languages:
        return models
    return (*models, NotChecked("language", "could not be told from the text; give it with --lang"))


def _lacking(component: Check | Metric, supply: Supply) -> str:
    """Say what the component cannot do without and does not get; empty where it gets everything."""
    if "model" in component.needs - supply.needs:
        return supply.lacks["model"]
    lacking = sorted(component.needs - supply.needs)
    if component.either and not component.either & supply.needs:
        lacking += sorted(component.either)
    return "; ".join(supply.lacks[need] for need in lacking)


def _with_glossary(check: Check, glossary: Glossary | None) -> Check:
    """Give the glossary to a check that has a field for it, be it that it needs one or that it can use one."""
    if glossary is None or not hasattr(check, "glossary"):
        return check
    return replace(check, glossary=glossary)  # type: ignore[type-var]


def _lacking_parts(check: Check, languages: Sequence[str], asked: bool) -> list[NotChecked]:
    """Return what the check lacks for the languages; lacking the whole of a check that was asked for is a failure."""
    parts = dict.fromkeys(part for language in languages for part in check.lacks(language))
    return [replace(part, asked=part.asked or (asked and part.what == check.id())) for part in parts]


def _named(language: str) -> str:
    return "an unknown language" if language == "und" else display_name(language)
