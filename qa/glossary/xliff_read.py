"""Reads glossaries out of XLIFF 1.2 and 2."""

from __future__ import annotations

from collections.abc import Iterator

from qa.core.errors import SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.records import FURTHER, terms_of
from qa.glossary.xml import Node, Problems, elements

UNITS = ("trans-unit", "segment")
ENTRIES = ("glossEntry", "entry")
# The attributes of a term that are told by names of this project's own.
FIELDS = ("status", "part_of_speech", "note", *FURTHER)


def read_xliff(content: str, path: str) -> Glossary:
    """Read the entries of the glossary module, or where there are none, the units as pairs of terms.

    Raises:
        InputError: the file is no XML that can be read.
    """
    problems = Problems(content, path)
    terms: list[Term] = []
    for root in elements(content, path, "xliff"):
        has_entries = any(root.all(*ENTRIES))
        for file in root.all("file"):
            languages = _languages(root, file)
            for entry in file.all(*(ENTRIES if has_entries else UNITS)):
                try:
                    terms += _entry(entry, str(len(terms) + 1), languages)
                except (ValueError, SettingsError) as error:
                    problems.add(entry.line, error)
    return Glossary(tuple(terms), tuple(problems.found))


def _languages(root: Node, file: Node) -> tuple[str, str]:
    of_root, of_file = root.attributes, file.attributes
    source = of_root.get("srcLang") or of_file.get("source-language") or ""
    return source, of_root.get("trgLang") or of_file.get("target-language") or ""


def _entry(entry: Node, number: str, languages: tuple[str, str]) -> Iterator[Term]:
    if entry.name in UNITS and any(child.name == "target" and not child.text for child in entry.children):
        return
    concept = entry.attributes.get("concept") or entry.attributes.get("id") or number
    shared = {child.name: child.text for child in entry.children if child.name in ("note", "definition") and child.text}
    named = [child for child in entry.children if child.name in ("term", "source", "translation", "target")]
    translated = False
    for place, child in enumerate(named):
        if not child.text:
            continue
        is_source = child.name in ("term", "source")
        language = child.language or languages[0 if is_source else 1]
        cells = {"status": "admitted" if translated and not is_source else "preferred", **shared}
        cells |= {name: child.attributes[name] for name in FIELDS if name in child.attributes}
        cells |= _properties(entry, place)
        translated = translated or not is_source
        cells |= {"concept": concept, "language": language, "term": child.text}
        yield from terms_of(cells, 0, line=child.line)


def _properties(entry: Node, place: int) -> dict[str, str]:
    own = [child for child in entry.children if child.name == "property" and child.attributes.get("of") == str(place)]
    return {child.attributes.get("type", ""): child.text for child in own}
