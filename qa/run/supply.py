"""What there is to check with, and which checks and metrics can work with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from qa.config.settings import Settings, chosen_checks, chosen_metrics
from qa.core.contracts import Check, Metric
from qa.core.documents import Segment
from qa.core.findings import selectors_of
from qa.core.report import NotChecked
from qa.glossary.base import Glossary
from qa.inputs.opened import Opened
from qa.lang.tags import display_name
from qa.models import named
from qa.models.estimator import is_installed as judge_is_installed
from qa.registry import kinds, unknown

_NONE = "none"
MODEL = "estimator"
"""The name of the learned judge, which works wherever it is installed, unless neural models are turned off."""
_LACKS = {
    "reference": "no reference was given (-r)",
    "source": "no source was given (-s)",
    "glossary": "no glossary was given (-g)",
}
Part = TypeVar("Part", bound=Check | Metric)


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is to check with: the parts that components may need, and the languages of the translation.

    `checkpoints` holds the folder of the user's own model by its kind; `lacks` says why a part or a kind is not there.
    `knows_source` says that the language of every source is known.
    """

    needs: frozenset[str]
    languages: tuple[str, ...]
    glossary: Glossary | None
    lacks: dict[str, str]
    checkpoints: Mapping[str, str]
    knows_source: bool = True


def supply_of(opened: Opened, segments: Sequence[Segment], settings: Settings) -> Supply:
    """Return what the target and the settings bring."""
    needs = set()
    if opened.references or any(segment.references for segment in segments):
        needs.add("reference")
    if any(segment.source is not None for segment in segments):
        needs.add("source")
    knows_source = all(segment.source_lang not in (None, "und") for segment in segments if segment.source is not None)
    if opened.glossary is not None:
        needs.add("glossary")
    off = _NONE in settings.model
    why = f"neural models are turned off (--model {_NONE})" if off else "install translation-qa[estimate]"
    if has_judge(settings):
        needs.add("model")
    languages = dict.fromkeys(segment.target_lang for segment in segments)
    own = {kind: path for kind, path in map(named.split, settings.model) if kind in kinds() and path}
    lacks = _LACKS | {"model": why} | {kind: reason for kind, path in own.items() if (reason := named.missing(path))}
    checkpoints = {kind: str(named.find(path)) for kind, path in own.items() if kind not in lacks}
    return Supply(frozenset(needs), tuple(languages), opened.glossary, lacks, checkpoints, knows_source)


def has_judge(settings: Settings) -> bool:
    """Say whether the learned judge is installed, and not turned off."""
    return _NONE not in settings.model and judge_is_installed()


def fit_checks(supply: Supply, settings: Settings) -> tuple[tuple[Check, ...], tuple[NotChecked, ...]]:
    """Give the chosen checks what they need; return those that can work, and what is left unchecked, and why."""
    able: list[Check] = []
    untold = [("language", "--lang")] if "und" in supply.languages else []
    untold += [] if supply.knows_source else [("source language", "--source-lang")]
    skipped = [NotChecked(what, f"could not be told from the text; give it with {option}") for what, option in untold]
    for check in _filled(chosen_checks(settings), supply, settings.select):
        asked = not selectors_of(check.id(), check.category).isdisjoint(settings.select)
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
            able.append(check)
    return tuple(able), tuple(skipped)


def fit_metrics(
    supply: Supply, settings: Settings, segments: Sequence[Segment]
) -> tuple[tuple[Metric, ...], tuple[NotChecked, ...]]:
    """Give the chosen metrics what they need, and a look at all `segments` that they will score.

    Return those that can work, and why the others cannot.
    """
    able: list[Metric] = []
    skipped: list[NotChecked] = []
    for metric in _filled(chosen_metrics(settings), supply, settings.metric):
        asked = metric.id() in settings.metric
        lacking = _lacking(metric, supply)
        if not lacking and (lacking := metric.lacks()):
            # Who named a model asked for what it gives.
            asked = asked or bool(metric.takes)
        foreign = [language for language in supply.languages if not metric.covers(language)]
        if lacking:
            skipped.append(NotChecked(metric.id(), lacking, asked))
        elif foreign:
            skipped.append(NotChecked(metric.id(), f"has no model of {', '.join(map(_named, foreign))}", asked))
        if not lacking and len(foreign) < len(supply.languages):
            able.append(metric.over(segments))
    return tuple(able), tuple(skipped)


def missing_models(supply: Supply, settings: Settings) -> tuple[NotChecked, ...]:
    """Return the models that were asked for and are not there."""
    found = []
    for name in settings.model:
        kind, path = named.split(name)
        known = kind in kinds() if path else name in (MODEL, _NONE)
        there = kind in supply.checkpoints if path else name == _NONE or "model" in supply.needs
        if not known:
            choices = (MODEL, _NONE, *(f"{kind}:PATH" for kind in kinds()))
            found.append(NotChecked(f"model {name}", unknown("model", f"{kind}:PATH" if path else name, choices), True))
        elif not there:
            found.append(NotChecked(f"model {name}", supply.lacks[kind if path else "model"], True))
    return tuple(found)


def _lacking(component: Check | Metric, supply: Supply) -> str:
    """Say what the component cannot do without and does not get; empty where it gets everything."""
    if component.takes and not component.has_own_model and (why := _lacking_model(component, supply)):
        return why
    lacking = component.missing(supply.needs)
    return "; ".join(supply.lacks[need] for need in (["model"] if "model" in lacking else sorted(lacking)))


def _lacking_model(component: Check | Metric, supply: Supply) -> str:
    """Say why there is no model of a kind that the component takes; empty where there is one."""
    if any(kind in supply.checkpoints for kind in component.takes):
        return ""
    names = " or ".join(f"--model {kind}:PATH" for kind in component.takes)
    return next(
        (supply.lacks[kind] for kind in component.takes if kind in supply.lacks), f"no model was named ({names})"
    )


def _filled(components: Sequence[Part], supply: Supply, asked: Sequence[str]) -> Iterator[Part]:
    """Give components the glossary and the models that they have a field for, whether they need or can use them.

    Who names no model of a kind does not miss what runs with one: it is left out, unless it was asked for by its id.
    """
    for component in components:
        kind = next((kind for kind in component.takes if kind in supply.checkpoints), None)
        if component.takes and kind is None and not component.has_own_model and component.id() not in asked:
            continue
        parts = {
            "glossary": supply.glossary, "checkpoint": supply.checkpoints.get(kind or ""), "kind": kind,
            "judge": ("model" in supply.needs) or None,
        }  # fmt: skip
        given = {name: part for name, part in parts.items() if part is not None and hasattr(component, name)}
        yield replace(component, **given) if given else component  # type: ignore[type-var]


def _lacking_parts(check: Check, languages: Sequence[str], asked: bool) -> list[NotChecked]:
    """Return what the check lacks for the languages; lacking the whole of a check that was asked for is a failure."""
    parts = dict.fromkeys(part for language in languages for part in check.lacks(language))
    return [replace(part, asked=part.asked or (asked and part.what == check.id())) for part in parts]


def _named(language: str) -> str:
    return "an unknown language" if language == "und" else display_name(language)
