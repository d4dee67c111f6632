"""Reads tables of TOML into dataclasses, whose fields say which keys there are and of what kind their values are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from qa.lang.words import fold

Table = TypeVar("Table")
_KINDS = {frozenset: "list of words", tuple: "list of words", dict: "table", bool: "true or false"}


def filled(empty: Table, content: Mapping[str, Any], place: str) -> Table:
    """Return a table as a file has it; `empty` is what it is where a file lacks it.

    Raises:
        ValueError: the file has a key that does not exist, or a value of another kind.
    """
    known = [item.name for item in fields(empty)]  # type: ignore[arg-type]
    for key in content:
        if key not in known:
            raise ValueError(f'{place} has no use for "{key}"; there are: {", ".join(known)}')
    made = {key: _value(getattr(empty, key), value, f"{place}, {key}") for key, value in content.items()}
    return replace(empty, **made)  # type: ignore[type-var]


def _value(empty: Any, value: Any, place: str) -> Any:
    """Return a value as it is read, which is of the kind that `empty` is."""
    if is_dataclass(empty) and isinstance(value, dict):
        return filled(empty, value, place)
    if isinstance(empty, (frozenset, tuple)) and isinstance(value, (str, list)):
        return type(empty)(map(fold, value.split() if isinstance(value, str) else value))
    if type(value) is not type(empty):
        raise ValueError(f"{place} is {value!r}, and no {_KINDS.get(type(empty), 'table')}")
    return value
