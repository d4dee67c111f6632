"""Term bases as objects with named members, as JSON and YAML have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from qa.core.assemble import unreadable
from qa.core.errors import SettingsError
from qa.core.findings import Finding
from qa.core.lines import Lines
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.records import columns, terms_of

LISTS = ("terms", "concepts", "entries")


class Entry(NamedTuple):
    """One entry of the file's list and its place."""

    value: Any
    start: int
    end: int


def read_objects(entries: Iterable[Entry], content: str, path: str) -> Glossary:
    """Read terms; an entry that cannot be read is a problem with its line.

    An entry is a term (`concept`, `language`, `term` ...), a concept with `terms`, or a row with a member for each
    language.
    """
    terms: list[Term] = []
    problems: list[Finding] = []
    lines = Lines.of(content)
    for number, entry in enumerate(entries, start=1):
        line = lines.position(entry.start)[0]
        try:
            terms += [term for cells in _flat(entry.value) for term in terms_of(cells, number, line=line)]
        except (ValueError, SettingsError) as error:
            message = f"this entry was left out: {error}"
            problems.append(unreadable(path, line, entry.start, entry.end, message))
    return Glossary(tuple(terms), tuple(problems))


def _flat(value: Any) -> Iterator[dict[str, str]]:
    if not isinstance(value, Mapping):
        raise _no_object(value)
    shared = {name: member for name, member in value.items() if name != "terms"}
    inner = value.get("terms")
    if inner is None:
        yield _cells(shared)
        return
    if "id" in shared:
        shared["concept"] = shared.pop("id")
    for one in inner if isinstance(inner, list) else [inner]:
        if not isinstance(one, Mapping):
            raise _no_object(one)
        yield _cells({**shared, **one})


def _no_object(value: object) -> ValueError:
    return ValueError(f"{str(value)[:40]!r} is no object with members such as language and term")


def _cells(members: Mapping[str, Any]) -> dict[str, str]:
    nested = next((name for name, value in members.items() if isinstance(value, list | dict)), None)
    if nested is not None:
        raise ValueError(f'its member "{nested}" is a list or an object; give text')
    names = _columns(tuple(members))
    return {name: _text(value).strip() for name, value in zip(names, members.values(), strict=True)}


@lru_cache(maxsize=1024)
def _columns(members: tuple[object, ...]) -> tuple[str, ...]:
    return columns([str(name) for name in members])


def _text(value: object) -> str:
    if value is None:
        return ""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
