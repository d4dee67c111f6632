"""Terms as rows of named cells, as tables, JSON and YAML have them, and the column names of many tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import icu

from qa.core.errors import SettingsError
from qa.core.terms import CaseRule, Status, Term
from qa.lang.tags import canonical

COLUMNS = ("concept", "language", "term", "status", "part_of_speech", "note")
FURTHER = ("gender", "case", "do_not_translate", "context", "domain")
LANGUAGE = "language of the column: "
_ALIASES = {
    "concept": "concept id,conceptid,entry,entry id,entryid,concept name",
    "language": "lang,locale,language code,term language",
    "term": "term text",
    "status": "usage,usage status,term status,administrative status,approval",
    "part_of_speech": "pos,part of speech,partofspeech,word class",
    "note": "notes,comment,comments,description,translator comments,remark,remarks",
    "gender": "grammatical gender",
    "case": "case rule",
    "case_sensitive": "case sensitive,casesensitive",
    "do_not_translate": "do not translate,dnt,donottranslate,non translatable,untranslatable,read only",
    "context": "example,usage example,context sentence",
    "domain": "subject,subject field,subjectfield,topic",
    "source": "source term,source text",
    "target": "target term,target text,translation",
    "source_language": "source lang,sourcelang,source locale",
    "target_language": "target lang,targetlang,target locale",
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name.replace("_", " "), *aliases.split(","))}
_STATUS = {
    Status.PREFERRED: "preferred,approved,recommended,preferredterm",
    Status.ADMITTED: "admitted,allowed,accepted,valid,alternative,standardized,admittedterm,legalterm,regulatedterm",
    Status.DEPRECATED: "deprecated,obsolete,superseded,not recommended,avoid,deprecatedterm,supersededterm",
    Status.FORBIDDEN: "forbidden,prohibited,do not use,banned,rejected,not allowed",
}
_STATUSES = {name: status for status, names in _STATUS.items() for name in names.split(",")}
_YES, _NO = frozenset(("yes", "true", "1", "x", "y")), frozenset(("no", "false", "0", "", "n"))


def status_of(text: str) -> Status:
    """Return the status that a base names in its own words.

    Raises:
        ValueError: no status is known by that name.
    """
    name = text.strip().lower().removesuffix("-admn-sts")
    if name not in _STATUSES:
        raise ValueError(f'"{text}" is not a status; there are: {", ".join(Status)}')
    return _STATUSES[name]


def yes(text: str, column: str) -> bool:
    """Return what a cell answers.

    Raises:
        ValueError: the cell says neither yes nor no.
    """
    answer = text.strip().lower()
    if answer not in _YES | _NO:
        raise ValueError(f'"{text}" is not an answer to {column}; write yes or no')
    return answer in _YES


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    """Return the tags of languages by their English names, as Trados heads its columns."""
    english = icu.Locale.getEnglish()
    found = {}
    for locale in icu.Locale.getAvailableLocales().values():
        found[str(locale.getDisplayName(english)).lower()] = str(locale.toLanguageTag())
    return found


@lru_cache(maxsize=1024)
def _language(name: str) -> str:
    try:
        return canonical(name)
    except SettingsError:
        return _language_names().get(name.strip().lower(), "")


def columns(header: Sequence[str]) -> tuple[str, ...]:
    """Return what each column holds: a name this module knows, a language's terms, or its own name."""
    plain = [re.sub(r"[\s_-]+", " ", name.strip().lower()) for name in header]
    known = [_NAMES.get(name, "") for name in plain]
    # Indonesian has the tag "id", which heads a column of names where the terms are headed otherwise.
    entries = not {"term", "source", "target"}.isdisjoint(known)
    found = []
    for name, own, alias in zip(plain, header, known, strict=True):
        language = "" if alias or (entries and name == "id") else _language(own)
        if entries and name == "id" and "concept" not in known:
            found.append("concept")
        else:
            found.append(alias or (LANGUAGE + language if language else own.strip()))
    return tuple(found)


def is_header(names: Sequence[str]) -> bool:
    """Say whether what `columns` made of a row shows that it heads a table of terms."""
    known = set(names)
    return {"language", "term"} <= known or {"source", "target"} <= known or any(LANGUAGE in name for name in known)


def is_known(name: str) -> bool:
    """Say whether a name that `columns` returned has a meaning of its own."""
    return name in _KNOWN


def terms_of(
    cells: Mapping[str, str], number: int, languages: tuple[str, str] | None = None, line: int = 0
) -> Iterator[Term]:
    """Yield the terms of one row, the entry with this number, which begins on `line`.

    `languages` are those of `source` and `target` where no cell names them.

    Raises:
        ValueError, SettingsError: the row says nothing that can be read.
    """
    if "term" in cells:
        yield _term(cells, cells.get("language", ""), cells["term"], cells.get("concept", ""), Status.PREFERRED, line)
        return
    concept = cells.get("concept") or str(number)
    if "source" in cells or "target" in cells:
        for side, name in enumerate(("source", "target")):
            language = cells.get(f"{name}_language") or (languages[side] if languages else "")
            if cells.get(name) or side == 0:
                yield _term(cells, language, cells.get(name, ""), concept, Status.PREFERRED, line)
        return
    if not any(name.startswith(LANGUAGE) for name in cells):
        raise ValueError("it has no language and no term")
    seen: set[str] = set()
    for name, cell in cells.items():
        if name.startswith(LANGUAGE) and cell:
            language = name.removeprefix(LANGUAGE).partition("\0")[0]
            status = Status.ADMITTED if language in seen else Status.PREFERRED
            yield _term(cells, language, cell, concept, status, line)
            seen.add(language)


def _term(cells: Mapping[str, str], language: str, text: str, concept: str, status: Status, line: int) -> Term:
    for name, value in (("concept", concept), ("language", language), ("term", text)):
        if not value:
            raise ValueError(f"it has no {name}")
    get = cells.get
    given = get("status")
    known = _OF_TERMS if "term" in cells else _KNOWN
    further = [name for name, value in cells.items() if value and name not in known and not name.startswith(LANGUAGE)]
    return Term(
        concept,
        canonical(language),
        text,
        status_of(given) if given else status,
        get("part_of_speech") or "",
        get("note") or "",
        get("gender") or "",
        _case(get("case") or "", get("case_sensitive") or ""),
        bool(get("do_not_translate")) and yes(cells["do_not_translate"], "do not translate"),
        get("context") or "",
        get("domain") or "",
        tuple((name, cells[name]) for name in further),
        line,
    )


_KNOWN = frozenset((*COLUMNS, *FURTHER, *_ALIASES))
# Beside a column of terms, one named "source" says where a term comes from.
_OF_TERMS = _KNOWN - {"source", "target", "source_language", "target_language"}


def _case(rule: str, sensitive: str) -> CaseRule:
    if rule:
        if rule not in tuple(CaseRule):
            raise ValueError(f'"{rule}" is not a case rule; there are: {", ".join(CaseRule)}')
        return CaseRule(rule)
    if not sensitive:
        return CaseRule.USUAL
    return CaseRule.EXACT if yes(sensitive, "case sensitive") else CaseRule.ANY


def cells_of(term: Term) -> dict[str, str]:
    """Return a term as cells by column name; the further columns only where they say something."""
    cells = dict(
        zip(
            COLUMNS,
            (term.concept, term.language, term.text, term.status.value, term.part_of_speech, term.note),
            strict=True,
        )
    )
    further = (
        term.gender,
        "" if term.case is CaseRule.USUAL else term.case.value,
        "yes" if term.do_not_translate else "",
        term.context,
        term.domain,
    )
    cells |= {name: value for name, value in zip(FURTHER, further, strict=True) if value}
    for name, value in term.extra:
        cells[name] = f"{cells[name]}\n{value}" if name in cells else value
    return cells
