"""The manual pages and lists of the components, made from their docstrings."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, Component, Metric, Reader, Reporter
from qa.core.errors import SettingsError
from qa.core.report import Rule
from qa.registry import kinds, load, load_all, names, unknown

FAMILIES: dict[str, type[Component]] = {"checks": Check, "metrics": Metric, "readers": Reader, "reporters": Reporter}

_MODELS = "models"


@dataclass(frozen=True, slots=True)
class Example:
    """A line of a manual page that shows a check at work: a text with its faults marked ⟦like this⟧."""

    good: bool
    language: str
    target: str
    references: tuple[str, ...]


def summary(component: type[Component]) -> str:
    """Return the first line of a component's manual page."""
    return (inspect.getdoc(component) or "").partition("\n")[0]


def examples(component: type[Component]) -> Iterator[Example]:
    """Yield the examples of a manual page: lines `Bad: [ru] text | reference | reference`, English by default."""
    for line in (inspect.getdoc(component) or "").splitlines():
        kind, _, rest = line.partition(": ")
        if kind not in ("Bad", "Good"):
            continue
        language = "en"
        if rest.startswith("["):
            language, _, rest = rest[1:].partition("] ")
        target, *references = rest.split(" | ")
        yield Example(kind == "Good", language, target, tuple(references))


def listing(family: str | None = None) -> str:
    """Return the components of one family or of all, or the neural models there may be, a line each.

    Raises:
        SettingsError: there is no such family.
    """
    rows = {name: _rows(kind) for name, kind in FAMILIES.items()} | {_MODELS: _models()}
    if family is None:
        return "\n".join(line for name, own in rows.items() for line in (f"{name}:", *(f"  {row}" for row in own)))
    if family not in rows:
        raise SettingsError(unknown("family", family, tuple(rows)))
    return "\n".join(rows[family])


def _models() -> Iterator[str]:
    """Yield for each name that `--model` takes what it is for."""
    every: tuple[type[Check | Metric], ...] = (*load_all(Check), *load_all(Metric))
    users = {"estimator": [component.id() for component in every if "model" in component.needs]}
    users |= {f"{kind}:PATH": [component.id() for component in every if kind in component.takes] for kind in kinds()}
    width = max(map(len, users))
    yield from (f"{name:{width}}  for {', '.join(sorted(ids))}" for name, ids in users.items())


def _rows(kind: type[Component]) -> Iterator[str]:
    width = max(map(len, names(kind)))
    yield from (f"{component.id():{width}}  {summary(component)}" for component in load_all(kind))


def manual(name: str) -> str:
    """Return the manual page of a component, or of each that has this name.

    Raises:
        SettingsError: no family has a component of that name.
    """
    pages = [_page(load(kind, name)) for kind in FAMILIES.values() if name in names(kind)]
    if pages:
        return "\n\n".join(pages)
    every = tuple(known for kind in FAMILIES.values() for known in names(kind))
    raise SettingsError(unknown("component", name, every))


def rules_of(checks: Iterable[Check]) -> tuple[Rule, ...]:
    """Return what reporters say of the checks themselves."""
    return tuple(
        Rule(check.id(), check.category, check.severity, summary(type(check)), inspect.getdoc(check) or "")
        for check in checks
    )


def _page(component: type[Component]) -> str:
    family = next(kind.__name__.lower() for kind in FAMILIES.values() if issubclass(component, kind))
    facts = f"\n\n{_facts(component)}" if issubclass(component, Check) else ""
    return f"{component.id()} ({family})\n\n{inspect.getdoc(component)}{facts}{_settings(component, family)}"


def _settings(component: type[Component], family: str) -> str:
    """Say how the options of a check or metric are set; empty where it has none."""
    if not issubclass(component, Check | Metric):
        return ""
    options = component.options()
    if not options:
        return ""
    defaults = [
        f"# {item.name} is not set" if item.default is None else f"{item.name} = {json.dumps(item.default)}"
        for item in options
    ]
    also = f", or on the command line (-m {component.id()}:OPTION=VALUE)" if issubclass(component, Metric) else ""
    table = "\n  ".join([f"[{family}s.{component.id()}]", *defaults])
    return f"\n\nSet options in qa.toml{also}. These are the defaults:\n\n  {table}"


def _facts(check: type[Check]) -> str:
    return f"Category: {check.category}\nSeverity: {check.severity.label}\nNeeds: {_needs_of(check)}"


def _needs_of(check: type[Check]) -> str:
    """Return what a check needs besides the translation, in words."""
    own = [f"a model of one's own ({' or '.join(check.takes)})"] if check.takes and not check.has_own_model else []
    needs = [*own, *sorted(check.needs), *([" or ".join(sorted(check.either))] if check.either else [])]
    return ", ".join(needs) or "nothing but the translation"


def check_table() -> str:
    """Return the table of checks in Markdown, as the README shows it."""
    lines = ["| check | what it finds | MQM category | needs |", "| --- | --- | --- | --- |"]
    lines += [f"| `{kind.id()}` | {summary(kind)} | {kind.category} | {_needs_of(kind)} |" for kind in load_all(Check)]
    return "\n".join(lines)
