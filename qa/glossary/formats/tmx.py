"""The term base format `tmx`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.errors import SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.records import cells_of, terms_of
from qa.glossary.xml import Node, Problems, elements, escaped

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="translation-qa" creationtoolversion="1" segtype="phrase" o-tmf="terms" adminlang="en" \
srclang="*all*" datatype="plaintext"/>
<body>
"""
_PREFIX = "x-"


@dataclass(frozen=True)
class Tmx(Format):
    """A translation memory whose units are terms; what else is known of them is in properties such as `x-status`."""

    suffixes = (".tmx",)

    def sniff(self, head: str) -> bool:
        """The element `tmx`."""
        return "<tmx" in head

    def read(self, content: str, path: str) -> Glossary:
        """Read each unit as a concept."""
        problems = Problems(content, path)
        terms: list[Term] = []
        for number, unit in enumerate(elements(content, path, "tu"), start=1):
            shared = _properties(unit)
            concept = unit.attributes.get("tuid") or str(number)
            for variant in unit.all("tuv"):
                text = next((segment.text for segment in variant.all("seg")), "")
                cells = {**shared, **_properties(variant), "concept": concept, "language": variant.language}
                try:
                    terms += terms_of({**cells, "term": text}, number, line=variant.line)
                except (ValueError, SettingsError) as error:
                    problems.add(variant.line, error)
        return Glossary(tuple(terms), tuple(problems.found))

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write a unit for each concept and a variant for each term."""
        concepts: dict[str, list[Term]] = {}
        for term in terms:
            concepts.setdefault(term.concept, []).append(term)
        try:
            units = [line for name, own in concepts.items() for line in _unit(name, own)]
        except ValueError as error:
            raise SettingsError(f"cannot be written as TMX: {error}") from error
        return (_HEAD + "".join(units) + "</body>\n</tmx>\n").encode("utf-8")


def _properties(node: Node) -> dict[str, str]:
    own = [child for child in node.children if child.name in ("prop", "note") and child.text]
    return {child.attributes.get("type", child.name).removeprefix(_PREFIX): child.text for child in own}


def _unit(name: str, terms: list[Term]) -> Iterator[str]:
    yield f'<tu tuid="{escaped(name)}">\n'
    for term in terms:
        cells = cells_of(term)
        yield f'  <tuv xml:lang="{escaped(term.language)}">\n'
        if term.note:
            yield f"    <note>{escaped(term.note)}</note>\n"
        for key, value in cells.items():
            if value and key not in ("concept", "language", "term", "note"):
                yield f'    <prop type="{_PREFIX}{escaped(key)}">{escaped(value)}</prop>\n'
        yield f"    <seg>{escaped(term.text)}</seg>\n  </tuv>\n"
    yield "</tu>\n"
