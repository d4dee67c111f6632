"""Writes TBX, in the style that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.core.errors import SettingsError
from qa.core.terms import CaseRule, Status, Term
from qa.glossary.xml import escaped

_STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_DESCRIPTIONS = frozenset(("context", "definition", "subjectField"))
_ADMINISTRATIVE = frozenset(("source", "projectSubset", "customerSubset", "x-concept"))
_MINIMAL = frozenset(("administrativeStatus", "partOfSpeech", "subjectField", "customerSubset"))
_BASIC = frozenset(("context", "definition", "grammaticalGender", "grammaticalNumber", "termType", "geographicalUsage",
                    "termLocation", "source", "projectSubset"))  # fmt: skip
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_SOURCE = "Written by translation-qa."


@dataclass(frozen=True)
class Style:
    """How a style of TBX names its elements; in `dct` each data category is an element of its own."""

    head: str
    tail: str
    concept: str
    section: str
    term: str
    dct: bool = False


DCA = Style(
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    f"<tbxHeader><fileDesc><sourceDesc><p>{_SOURCE}</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n",
    "</body></text>\n</tbx>\n", "conceptEntry", "langSec", "termSec",
)  # fmt: skip
DCT = Style(
    '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"\n'
    '     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"\n'
    '     xmlns:x="urn:translation-qa:terms">\n'
    f"<tbxHeader><fileDesc><sourceDesc><p>{_SOURCE}</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n",
    "</body></text>\n</tbx>\n", "conceptEntry", "langSec", "termSec", dct=True,
)  # fmt: skip
V2 = Style(
    '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n<martif type="TBX-Basic" xml:lang="en">\n'
    f"<martifHeader><fileDesc><sourceDesc><p>{_SOURCE}</p></sourceDesc></fileDesc><encodingDesc>"
    '<p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text><body>\n',
    "</body></text>\n</martif>\n", "termEntry", "langSet", "tig",
)  # fmt: skip


def write_tbx(terms: Sequence[Term], style: Style) -> bytes:
    """Return a TBX file with the terms, concept by concept, in the order in which the concepts come.

    Raises:
        SettingsError: a term holds a character that XML cannot hold.
    """
    concepts: dict[str, list[Term]] = {}
    for term in terms:
        concepts.setdefault(term.concept, []).append(term)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', style.head]
    try:
        for number, (name, own) in enumerate(concepts.items(), start=1):
            parts += _concept(name, number, own, style)
    except ValueError as error:
        raise SettingsError(f"cannot be written as TBX: {error}") from error
    return "".join([*parts, style.tail]).encode("utf-8")


def _concept(name: str, number: int, terms: list[Term], style: Style) -> Iterator[str]:
    usable = _ID.fullmatch(name) is not None
    yield f'<{style.concept} id="{name if usable else f"concept.{number}"}">\n'
    said = [] if usable else [("x-concept", name)]
    domains = {term.domain for term in terms}
    domain = domains.pop() if len(domains) == 1 else ""
    said += [("subjectField", domain)] if domain else []
    said += dict.fromkeys(_of_level(terms, "concept."))
    for key, value in said:
        yield "  " + _element(key, value, style, "descrip")
    ordered = sorted(terms, key=lambda term: [one.language for one in terms].index(term.language))
    for language, group in groupby(ordered, key=lambda term: term.language):
        own = list(group)
        yield f'  <{style.section} xml:lang="{escaped(language)}">\n'
        for key, value in dict.fromkeys(_of_level(own, "language.")):
            yield "    " + _element(key, value, style, "descrip")
        for term in own:
            yield f"    <{style.term}><term>{escaped(term.text)}</term>\n"
            for key, value in _properties(term, domain):
                yield "      " + _element(key, value, style, "termNote")
            yield f"    </{style.term}>\n"
        yield f"  </{style.section}>\n"
    yield f"</{style.concept}>\n"


def _of_level(terms: list[Term], level: str) -> Iterator[tuple[str, str]]:
    for term in terms:
        for key, value in term.extra:
            if key.startswith(level):
                yield key.removeprefix(level), value


def _properties(term: Term, domain: str) -> Iterator[tuple[str, str]]:
    yield "administrativeStatus", _STATUS[term.status]
    if term.status is Status.FORBIDDEN:
        yield "x-usage", "forbidden"
    part = "properNoun" if term.part_of_speech == "proper noun" else term.part_of_speech
    pairs = (
        ("partOfSpeech", part),
        ("grammaticalGender", term.gender),
        ("x-caseRule", "" if term.case is CaseRule.USUAL else term.case.value),
        ("x-doNotTranslate", "yes" if term.do_not_translate else ""),
        ("context", term.context),
        ("subjectField", "" if domain else term.domain),
        ("note", term.note),
        *((key, value) for key, value in term.extra if not key.startswith(("concept.", "language."))),
    )
    yield from ((key, value) for key, value in pairs if value)


def _element(key: str, value: str, style: Style, usual: str) -> str:
    text = escaped(value)
    if key == "note":
        return f"<note>{text}</note>\n"
    if style.dct:
        space = "min" if key in _MINIMAL else "basic" if key in _BASIC else ""
        if space:
            return f"<{space}:{key}>{text}</{space}:{key}>\n"
        return f'<x:property type="{escaped(key)}">{text}</x:property>\n'
    name = "descrip" if key in _DESCRIPTIONS else "admin" if key in _ADMINISTRATIVE else usual
    return f'<{name} type="{escaped(key)}">{text}</{name}>\n'
