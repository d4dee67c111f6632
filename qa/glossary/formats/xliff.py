"""The term base format `xliff`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.errors import SettingsError
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.xml import Node, Problems, elements
from qa.lang.tags import canonical

_UNITS = ("trans-unit", "segment")


@dataclass(frozen=True)
class Xliff(Format):
    """The glossary module of XLIFF 2, or where there is none, the units of XLIFF 1.2 or 2 as pairs of terms.

    It is only read: an XLIFF file holds one pair of languages and little of what a base says of a term.
    """

    suffixes = (".xlf", ".xliff")

    def sniff(self, head: str) -> bool:
        """The element `xliff`."""
        return "<xliff" in head

    def read(self, content: str, path: str) -> Glossary:
        """Read the glossary's entries."""
        problems = Problems(content, path)
        terms: list[Term] = []
        for root in elements(content, path, "xliff"):
            entries = list(root.all("glossEntry"))
            for file in root.all("file"):
                languages = _languages(root, file)
                chosen = file.all("glossEntry") if entries else file.all(*_UNITS)
                for entry in chosen:
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
    concept = entry.attributes.get("id") or number
    if entry.name in _UNITS and any(child.name == "target" and not child.text for child in entry.children):
        return
    note = next((child.text for child in entry.children if child.name == "note"), "")
    definition = next((child.text for child in entry.children if child.name == "definition"), "")
    extra = (("definition", definition),) if definition else ()
    first = True
    for child in entry.children:
        if child.name in ("term", "source", "translation", "target") and child.text:
            is_source = child.name in ("term", "source")
            language = canonical(languages[0 if is_source else 1])
            status = Status.PREFERRED if is_source or first else Status.ADMITTED
            first = first and is_source
            yield Term(concept, language, child.text, status, note=note, extra=extra)
