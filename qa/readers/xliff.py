"""XLIFF: the exchange format of translation tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.passage import Passage
from qa.readers._entries import UNTRANSLATED, Entries, limit, tag, whole_number
from qa.readers._xml import Element, elements
from qa.readers._xml_passage import native_or_tag, passage, plain_text

_ALONE = ("g", "pc")
_TEXT_ONLY = ("mrk", "sm", "em")
_NEW = frozenset({"new", "needs-translation", "initial"})
_DONE = frozenset({"translated", "final", "signed-off", "reviewed"})
_NOT_STARTED = frozenset({"NotStarted", "Unspecified"})
_CONFIRMED = frozenset({"Translated", "ApprovedTranslation", "ApprovedSignOff"})


@dataclass(frozen=True)
class Xliff(Reader):
    """XLIFF 1.2, 2.0 and 2.1, with the dialects of Trados (sdlxliff) and memoQ (mqxliff).

    Each `trans-unit` (1.2) or `segment` (2) is an entry; in 1.2, so is each segment that `mrk` marks inside a unit.
    Inline codes are shown by what they stand for (`<b>`), or else by their tag (`<x id="1"/>`), and are marked as not
    prose. The file names its languages. Entries with an empty target, or whose state is `new`, `needs-translation` or
    `initial`, are counted and not checked; an empty target whose state says that it is translated is an omission.
    Units with `translate="no"` are left out, as are proposals (`alt-trans`, matches), skeletons, and what
    tracked changes of Trados deleted. Text that is protected inside a segment (`mtype="protected"`, `translate="no"`)
    is marked as not prose. Locked segments are checked as others are. Where `xml:space` does not say `preserve`, a text
    that is laid out over several lines is read as one line.

    In sdlxliff, a segment without `conf` (Not Translated) counts as not translated, with text in it or without; a
    confirmed one that is empty is an omission.

    How many characters an entry may have is read from `maxwidth` with `size-unit="char"`, memoQ's `maxlengthchars`,
    Weblate's flag `max-length`, and in XLIFF 2 from `sizeRestriction` where the file counts in code points.

    Limits: the native data of XLIFF 2 (`originalData`) is not looked up. A limit for a unit of several segments, in
    pixels or in bytes is not read.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")

    def sniff(self, head: str) -> bool:
        """Say whether `head` has the element `xliff`."""
        return re.search(r"<(?:\w+:)?xliff[\s>]", head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each entry."""
        entries = Entries(content, path)
        counted: set[Element | None] = set()
        for unit in elements(content, path, "trans-unit", "unit", "profiles"):
            if unit.name == "profiles":
                if unit.attributes.get("generalProfile") == "xliff:codepoints":
                    counted.add(unit.parent)
            elif unit.inherited("translate") != "no":
                found = list(_divided(unit) if unit.name == "trans-unit" else _segments(unit))
                longest = _longest(unit, unit.around("file") in counted) if len(found) == 1 else None
                note = "\n".join(filter(None, (plain_text(content, note).strip() for note in unit.all("note"))))
                for entry in found:
                    _add(entries, entry, longest, note)
        return entries.document("unit")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one segment is made of; `around` holds its languages and says whether white space counts."""

    key: str
    around: Element
    source: Element | None
    target: Element | None
    state: str


def _divided(unit: Element) -> Iterator[_Entry]:
    """Yield the entries of a unit of XLIFF 1.2: its segments, or all of it."""
    key = unit.attributes.get("id", "")
    source, target = unit.first("source"), unit.first("target")
    state = target.attributes.get("state", "") if target else ""
    if unit.attributes.get("status") in _NOT_STARTED:
        state = "new"
    elif not state and unit.attributes.get("approved") == "yes":
        state = "final"
    marked = list(_marked(target)) if target else []
    if not marked:
        yield _Entry(key, unit, source, target, state)
        return
    original = unit.first("seg-source") or source
    sources = {mark.attributes.get("mid", ""): mark for mark in _marked(original)} if original else {}
    states = _states_of_segments(unit)
    for mark in marked:
        mid = mark.attributes.get("mid", "")
        yield _Entry(f"{key}:{mid}", unit, sources.get(mid), mark, states.get(mid, state))


def _states_of_segments(unit: Element) -> dict[str, str]:
    """Return the states of a unit's segments by their number, as Trados keeps them beside the text."""
    defined = unit.first("seg-defs")
    states: dict[str, str] = {}
    for segment in defined.elements("seg") if defined else ():
        confirmed = segment.attributes.get("conf", "Unspecified")
        known = "new" if confirmed in _NOT_STARTED else "translated" if confirmed in _CONFIRMED else ""
        states[segment.attributes.get("id", "")] = known
    return states


def _marked(element: Element) -> Iterator[Element]:
    return (mark for mark in element.all("mrk") if mark.attributes.get("mtype") == "seg")


def _segments(unit: Element) -> Iterator[_Entry]:
    """Yield the segments of a unit of XLIFF 2."""
    found = list(unit.elements("segment"))
    key = unit.attributes.get("id", "")
    for number, segment in enumerate(found, start=1):
        own = f"{key}:{segment.attributes.get('id', number)}" if len(found) > 1 else key
        yield _Entry(
            own, segment, segment.first("source"), segment.first("target"), segment.attributes.get("state", "")
        )


def _longest(unit: Element, counted: bool) -> int | None:
    """Return how many characters a unit may have; `counted` says that its file restricts sizes in code points."""
    own = unit.attributes
    width = unit.inherited("maxwidth") if unit.inherited("size-unit") == "char" else None
    size = own.get("sizeRestriction", "").rpartition(",")[2] if counted else None
    return (
        whole_number(own.get("maxlengthchars"))
        or whole_number(width)
        or whole_number(size)
        or limit(own.get("weblate-flags", ""))
    )


def _add(entries: Entries, entry: _Entry, longest: int | None, note: str) -> None:
    target = _passage(entries, entry, entry.target)
    source = _passage(entries, entry, entry.source)
    if source is None and not (target and target.text):
        entries.broken(entry.around.start, entry.around.inside, "this unit has neither a source nor a target")
        return
    empty = target is None or not target.text.strip()
    if entry.state in _NEW or (empty and entry.state not in _DONE):
        entries.unfinished[UNTRANSLATED] += 1
        return
    around = entry.around
    languages = (
        tag(around.inherited("source-language") or around.inherited("srcLang")),
        tag(around.inherited("target-language") or around.inherited("trgLang")),
    )
    place = Passage("", entries.path, around.inside)
    said = place if target is None else target
    entries.add(entry.key, said, source, languages=languages, longest=longest, note=note)


def _passage(entries: Entries, entry: _Entry, element: Element | None) -> Passage | None:
    if element is None:
        return None
    content = entries.content

    def code(inline: Element) -> tuple[str, str] | None:
        if inline.attributes.get("mtype") == "x-sdl-deleted":
            return "", ""
        if inline.name == "mrk" and _is_protected(inline):
            return plain_text(content, inline), ""
        if inline.name in _TEXT_ONLY:
            return None
        return native_or_tag(content, inline, _identity(inline), pair=inline.name in _ALONE)

    keep = "preserve" in (element.attributes.get("xml:space"), entry.around.inherited("xml:space"))
    return passage(content, entries.path, element, code, keep)


def _is_protected(marked: Element) -> bool:
    return marked.attributes.get("mtype") == "protected" or marked.attributes.get("translate") == "no"


def _identity(inline: Element) -> str:
    """Return what an inline code is known by: that of an end is that of its beginning."""
    attributes = inline.attributes
    return attributes.get("rid") or attributes.get("startRef") or attributes.get("id") or attributes.get("hex") or ""
