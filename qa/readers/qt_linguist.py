"""Translation files of Qt Linguist."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.passage import Passage
from qa.readers._entries import FUZZY, PLURAL, UNTRANSLATED, Entries, tag
from qa.readers._xml import Element, elements
from qa.readers._xml_passage import plain_text, whole_passage

# What stands before the first element is taken whole, so that it cannot be divided in many ways.
_START = re.compile(
    r"\s*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE\s[^>]*+>\s*+)*+<TS[\s>]", re.DOTALL
)
_GONE = ("obsolete", "vanished")
_NOTES = ("comment", "extracomment", "translatorcomment")


@dataclass(frozen=True)
class QtLinguist(Reader):
    """Translation files of Qt Linguist (`app_de.ts`): `message` with `source` and `translation`.

    Each translation is an entry, held against its source; of a message for several numbers each `numerusform` is one.
    The file names its languages (`language`, `sourcelanguage`, else English). Unfinished translations are counted and
    not checked, since no program shows them; obsolete ones are left out. Comments are the entry's note.

    Limits: which of its plural forms a language lacks is not told. Variants by length are read as one text.
    """

    def sniff(self, head: str) -> bool:
        """Say whether the first element is `TS`: the ending `.ts` has other uses."""
        return _START.match(head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each finished translation."""
        entries = Entries(content, path)
        root: Element | None = None
        for message in elements(content, path, "message"):
            root = root or message.around("TS")
            _add(entries, message)
        languages = root.attributes if root is not None else {}
        original = tag(languages.get("sourcelanguage")) or "en"
        return entries.document("message", original, tag(languages.get("language")))


def _add(entries: Entries, message: Element) -> None:
    source, translation = message.first("source"), message.first("translation")
    if source is None:
        entries.broken(message.start, message.end, "this message has no source; give it")
        return
    state = translation.attributes.get("type") if translation is not None else None
    if state in _GONE:
        return
    forms = _forms(entries, translation)
    if state == "unfinished" or not any(form.text for form in forms):
        entries.unfinished[FUZZY if any(form.text for form in forms) else UNTRANSLATED] += 1
        return
    original = _passage(entries, source)
    notes = [plain_text(entries.content, comment).strip() for comment in message.elements(*_NOTES)]
    for number, form in enumerate(forms):
        key = f"{original.text} [{number}]" if len(forms) > 1 else original.text
        entries.add(key, form, original, flags=PLURAL if len(forms) > 1 else frozenset(), note="\n".join(notes))


def _forms(entries: Entries, translation: Element | None) -> list[Passage]:
    """Return the translations: one, or one for each form of a number."""
    if translation is None:
        return []
    return [_passage(entries, form) for form in list(translation.elements("numerusform")) or [translation]]


def _passage(entries: Entries, element: Element) -> Passage:
    return whole_passage(entries.content, entries.path, element)
