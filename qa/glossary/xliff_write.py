"""Writes glossaries as XLIFF 2.1 with its glossary module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.core.terms import Status, Term
from qa.glossary.records import cells_of
from qa.glossary.xliff_read import FIELDS
from qa.glossary.xml import escaped

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"\n'
    '       xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:x="urn:translation-qa:terms"'
)
_TOKEN = re.compile(r"[A-Za-z0-9_.:-]+")


class _Pair(NamedTuple):
    source: str
    target: str


def write_xliff(terms: Sequence[Term]) -> bytes:
    """Return an XLIFF file with a unit for each concept, in the order in which the concepts come.

    Raises:
        ValueError: a term holds a character that XML cannot hold.
    """
    concepts: dict[str, list[Term]] = {}
    for term in terms:
        concepts.setdefault(term.concept, []).append(term)
    languages = [*dict.fromkeys(term.language for term in terms), "", ""]
    pair = _Pair(languages[0] or "und", languages[1])
    head = f'{_HEAD} srcLang="{escaped(pair.source)}"' + (f' trgLang="{escaped(pair.target)}"' if pair.target else "")
    units = [
        line for number, (name, own) in enumerate(concepts.items(), start=1) for line in _unit(name, number, own, pair)
    ]
    return "".join([head, '>\n<file id="terms">\n', *units, "</file>\n</xliff>\n"]).encode("utf-8")


def _unit(name: str, number: int, terms: Sequence[Term], pair: _Pair) -> Iterator[str]:
    source = next((term for term in terms if term.language == pair.source), None)
    targets = [term for term in terms if term.language == pair.target] if source else []
    definition = _definition(terms)
    yield f'<unit id="{number}">\n'
    if source is not None and (targets or definition):
        chosen = [source, *targets, *(term for term in terms if term is not source and term not in targets)]
        lines = _children(chosen, 1 + len(targets), definition)
        yield f"  <gls:glossary>\n    <gls:glossEntry {_attributes(name, number)}>\n"
        yield from lines
        yield "    </gls:glossEntry>\n  </gls:glossary>\n"
    else:
        # The module takes no entry without a translation or a definition.
        yield f"  <x:entry {_attributes(name, number)}>\n"
        yield from _children(terms, 0, "")
        yield "  </x:entry>\n"
    yield f"  <segment><source>{escaped(source.text if source else '')}</source>"
    best = min(targets, key=lambda term: list(Status).index(term.status), default=None)
    yield (f"<target>{escaped(best.text)}</target>" if best else "") + "</segment>\n</unit>\n"


def _attributes(name: str, number: int) -> str:
    usable = _TOKEN.fullmatch(name) is not None
    return f'id="{name}"' if usable else f'id="concept.{number}" x:concept="{escaped(name)}"'


def _definition(terms: Sequence[Term]) -> str:
    """Return the definition that all terms of a concept have in common."""
    found = {dict(term.extra).get("definition", "") for term in terms}
    return found.pop() if len(found) == 1 else ""


def _children(terms: Sequence[Term], inside: int, definition: str) -> Iterator[str]:
    """Yield the elements of an entry: the terms, `inside` of which the module knows, and what else is said."""
    properties = ""
    for place, term in enumerate(terms):
        known = "gls:term" if place == 0 else "gls:translation"
        name = known if place < inside else "x:term"
        cells = {key: value for key, value in cells_of(term).items() if value}
        told = [f' x:{key}="{escaped(cells[key])}"' for key in FIELDS if key in cells]
        language = "" if place < inside else f' xml:lang="{escaped(term.language)}"'
        yield f"      <{name}{language}{''.join(told)}>{escaped(term.text)}</{name}>\n"
        if place == inside - 1 and definition:
            yield f"      <gls:definition>{escaped(definition)}</gls:definition>\n"
        for key, value in term.extra:
            if not (key == "definition" and definition):
                properties += f'      <x:property of="{place}" type="{escaped(key)}">{escaped(value)}</x:property>\n'
    yield properties
