"""Finds the components: each module of a family's folder holds one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType
from typing import TypeVar

from rapidfuzz import process

import qa.checks
import qa.metrics
import qa.readers
import qa.reporters
from qa.core.contracts import Check, Component, Metric, Reader, Reporter
from qa.core.errors import SettingsError

_FAMILIES: dict[type[Component], ModuleType] = {
    Check: qa.checks,
    Metric: qa.metrics,
    Reader: qa.readers,
    Reporter: qa.reporters,
}
Family = TypeVar("Family", bound=Component)
# Names that still fit on a line or two.
_MOST = 30


@lru_cache(maxsize=8)
def _names(package: ModuleType) -> tuple[str, ...]:
    modules = (module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    return tuple(sorted(name.replace("_", "-") for name in modules))


def names(family: type[Component]) -> tuple[str, ...]:
    """Return the ids of a family's components, sorted."""
    return _names(_FAMILIES[family])


def load(family: type[Family], name: str) -> type[Family]:
    """Return the class of the component `name`.

    Raises:
        SettingsError: the family has no such component; the message names the nearest.
    """
    if name not in names(family):
        raise SettingsError(unknown(f"{family.__name__.lower()}", name, names(family)))
    module = importlib.import_module(f"{_FAMILIES[family].__name__}.{name.replace('-', '_')}")
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, family) and value.__module__ == module.__name__:
            return value
    raise SettingsError(f"{module.__name__} holds no {family.__name__.lower()}")


def load_all(family: type[Family]) -> tuple[type[Family], ...]:
    """Return all classes of a family, in the order of their ids."""
    return tuple(load(family, name) for name in names(family))


def kinds() -> tuple[str, ...]:
    """Return the kinds of models of the user's own that there are checks or metrics for, sorted."""
    every: tuple[type[Component], ...] = (*load_all(Check), *load_all(Metric))
    return tuple(sorted({kind for component in every for kind in component.takes}))


def unknown(kind: str, name: str, known: tuple[str, ...]) -> str:
    """Return the sentence for a name that does not exist, with the nearest that does."""
    nearest = process.extractOne(name, known, score_cutoff=70)
    choices = f"there are: {', '.join(known)}" if len(known) <= _MOST else "qa list shows those that there are"
    hint = f'did you mean "{nearest[0]}"?' if nearest else choices
    return f'there is no {kind} "{name}"; {hint}'
