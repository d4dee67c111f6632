"""Reads term bases from files, in whatever format they are, and writes them."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import PurePath

import qa.glossary.formats
from qa.core.errors import InputError, SettingsError
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.records import COLUMNS

LARGEST = 128 * 1024 * 1024
_HEAD = 4096
_USUAL = "csv"


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Return all formats of term bases, in the order of their names."""
    found: list[Format] = []
    for module in sorted(module.name for module in pkgutil.iter_modules(qa.glossary.formats.__path__)):
        values = vars(importlib.import_module(f"qa.glossary.formats.{module}")).values()
        classes = [value for value in values if isinstance(value, type) and issubclass(value, Format)]
        found += [own() for own in classes if own is not Format]
    return tuple(found)


def format_named(name: str) -> Format:
    """Return the format with this name.

    Raises:
        SettingsError: there is none.
    """
    for form in formats():
        if form.id() == name.lower():
            return form
    raise SettingsError(f'there is no term base format "{name}"; there are: {", ".join(one.id() for one in formats())}')


def format_of(path: str, head: str = "") -> Format:
    """Return the format that a file's name, or else its first characters, ask for."""
    suffix = PurePath(path).suffix.lower()
    for form in formats():
        if suffix in form.suffixes and not (suffix == ".xml" and head and not form.sniff(head)):
            return form
    return next((form for form in formats() if form.sniff(head)), format_named(_USUAL))


def decode_base(data: bytes, path: str) -> str:
    """Return the text of a term base, in which the places of its broken entries are given.

    Raises:
        InputError: the file is no text.
    """
    with _collector_paused():
        return format_of(path).decode(data, path)


def read_glossary(text: str, path: str) -> Glossary:
    """Read a term base from its text.

    Raises:
        InputError: the file as a whole is no term base. An entry that cannot be read is a problem of the glossary.
    """
    with _collector_paused():
        glossary = format_of(path, text[:_HEAD]).read(text, path)
    if not glossary.terms:
        first = f"; {glossary.problems[0].message}" if glossary.problems else ""
        raise InputError(
            f"{path}: no terms in it{first}; a term base is TBX, XLSX, JSON, YAML, TMX, or CSV with the header "
            f"{','.join(COLUMNS)}"
        )
    return glossary


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the collector from searching in vain for cycles in the many objects that a large base is made of."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
