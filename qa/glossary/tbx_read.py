"""Reads TBX: ISO 30042:2019 in the styles DCA and DCT, and the version 2 of before."""

from __future__ import annotations

from collections.abc import Iterator

from qa.core.errors import SettingsError
from qa.core.terms import CaseRule, Status, Term
from qa.glossary.base import Glossary
from qa.glossary.records import status_of, yes
from qa.glossary.xml import Node, Problems, elements
from qa.lang.tags import canonical

_WRAPPERS = ("termGrp", "descripGrp", "adminGrp", "termNoteGrp", "transacGrp")
_INNER = ("langSec", "langSet", "termSec", "tig", "ntig", "term")
_FIELDS = {
    "partOfSpeech": "part_of_speech",
    "grammaticalGender": "gender",
    "context": "context",
    "note": "note",
    "x-caseRule": "case",
    "x-doNotTranslate": "do_not_translate",
}
_SPECIAL = frozenset(
    ("administrativeStatus", "normativeAuthorization", "x-usage", "Usage status", "Translation needed")
)
Properties = list[tuple[str, str]]


def read_tbx(content: str, path: str) -> Glossary:
    """Read a TBX file of any style.

    Raises:
        InputError: the file is no XML that can be read.
    """
    problems = Problems(content, path)
    terms: list[Term] = []
    for number, concept in enumerate(elements(content, path, "conceptEntry", "termEntry"), start=1):
        try:
            terms += _concept(concept, number, problems)
        except (ValueError, SettingsError) as error:
            problems.add(concept.line, error)
    return Glossary(tuple(terms), tuple(problems.found))


def _concept(concept: Node, number: int, problems: Problems) -> Iterator[Term]:
    own = dict(_properties(concept))
    name = own.pop("x-concept", "") or concept.attributes.get("id") or str(number)
    domain = own.pop("subjectField", "")
    shared = tuple((f"concept.{key}", value) for key, value in own.items())
    for section in concept.all("langSec", "langSet"):
        try:
            language = canonical(section.language)
        except SettingsError as error:
            problems.add(section.line, error)
            continue
        inherited = (*shared, *((f"language.{key}", value) for key, value in _properties(section)))
        if not any(section.all("term")):
            problems.add(section.line, f'the section of the language "{language}" has no term')
        for entry in section.all("termSec", "tig", "ntig"):
            try:
                yield _term(entry, name, language, domain, inherited)
            except ValueError as error:
                problems.add(entry.line, error)


def _properties(node: Node) -> Properties:
    """Return what an element itself says, by data category: the `type` in DCA, the element's name in DCT."""
    found: Properties = []
    for child in node.children:
        if child.name in _WRAPPERS:
            found += _properties(child)
        elif child.name not in _INNER and child.text:
            found.append((child.attributes.get("type") or child.name, child.text))
    return found


def _term(entry: Node, concept: str, language: str, domain: str, inherited: tuple[tuple[str, str], ...]) -> Term:
    text = next((term.text for term in entry.all("term")), "")
    if not text:
        raise ValueError("it has no term")
    fields: dict[str, str] = {}
    extra: Properties = []
    special: dict[str, str] = {}
    for name, value in _properties(entry):
        field = "domain" if name == "subjectField" and not domain else _FIELDS.get(name, "")
        if name in _SPECIAL:
            special[name] = value
        elif field and field not in fields:
            fields[field] = value
        else:
            extra.append((name, value))
    part = fields.get("part_of_speech", "")
    rule = fields.get("case", "")
    return Term(
        concept=concept,
        language=language,
        text=text,
        status=_status(special),
        part_of_speech="proper noun" if part == "properNoun" else part,
        note=fields.get("note", ""),
        gender=fields.get("gender", ""),
        case=CaseRule(rule) if rule else CaseRule.USUAL,
        do_not_translate=_kept(fields.get("do_not_translate", ""), special),
        context=fields.get("context", ""),
        domain=domain or fields.get("domain", ""),
        extra=(*inherited, *extra),
        line=entry.line,
    )


def _status(special: dict[str, str]) -> Status:
    if special.get("x-usage") == "forbidden" or special.get("Usage status", "").lower() == "do not use":
        return Status.FORBIDDEN
    given = special.get("administrativeStatus") or special.get("normativeAuthorization")
    return status_of(given) if given else Status.ADMITTED


def _kept(answer: str, special: dict[str, str]) -> bool:
    return yes(answer, "do not translate") or special.get("Translation needed", "").lower() == "no"
