"""TMX: translation memories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.large_text import Content
from qa.core.passage import Passage
from qa.readers._entries import UNTRANSLATED, Entries, tag
from qa.readers._xml import Element, elements
from qa.readers._xml_passage import native_or_tag, passage, plain_text

_ALL = "*all*"
_PART = 2 << 20


@dataclass(frozen=True)
class Tmx(Reader):
    """TMX 1.4b: each unit (`tu`) gives one entry for each of its translations.

    The source is the variant (`tuv`) in the language that `srclang` of the unit or of the header names, else the first.
    Inline codes are shown by what they stand for (`<b>`), or else by their tag (`<ph i="1"/>`), and are marked as not
    prose. Units without translation are counted and not checked. Properties are left out; notes are kept as such.

    `qa check` reads a file of more than 16 MB in parts of about 2 MB, so that memory grows with what is found and not
    with the file; each part is checked as if it were a file of its own, and scores are not computed.

    Limits: entries of different parts of a large file are not compared with each other, and a comment that says what to
    ignore holds in its part. White space counts as it stands, unless a text is laid out over lines and `xml:space` does
    not say `preserve`.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".tmx",)
    streamed: ClassVar[bool] = True

    def sniff(self, head: str) -> bool:
        """Say whether `head` has the element `tmx`."""
        return re.search(r"<tmx[\s>]", head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each variant that is not the source."""
        entries = Entries(content, path)
        for unit in _units(content, path):
            _add(entries, *unit)
        return entries.document("unit")

    def parts(self, content: Content, path: str) -> Iterator[Document]:
        """Read the segments of each part."""
        entries, any_text = Entries(content, path), False
        for unit in _units(content, path):
            start = unit[0].start
            if start - entries.start > _PART:
                any_text |= entries.hold_text
                yield entries.part(start)
                entries = Entries(content, path, start=start)
            _add(entries, *unit)
        if not any_text:
            entries.demand_text("unit")
        yield entries.part(len(content))


def _units(content: Content, path: str) -> Iterator[tuple[Element, str, int]]:
    """Yield each unit with the name of its source language and its number."""
    default = ""
    for number, element in enumerate(elements(content, path, "header", "tu")):
        if element.name == "header":
            default = element.attributes.get("srclang", "")
        else:
            yield element, element.attributes.get("srclang", default), number


def _add(entries: Entries, unit: Element, source_name: str, number: int) -> None:
    variants = [(variant, segment) for variant in unit.elements("tuv") if (segment := variant.first("seg")) is not None]
    if not variants:
        entries.broken(unit.start, unit.inside, "this unit has no variant with a text; give tuv elements with a seg")
        return
    named = [pair for pair in variants if _same(_language(pair[0]), source_name)]
    source, segment = (named or variants)[0]
    if not named and source_name and source_name != _ALL and len(variants) == 1:
        entries.broken(unit.start, unit.inside, f'this unit has no variant in the source language "{source_name}"')
        return
    key = unit.attributes.get("tuid") or f"unit {number}"
    original = _passage(entries, segment)
    others = [pair for pair in variants if pair[0] is not source]
    texts = [(variant, text) for variant, own in others if (text := _passage(entries, own)).text.strip()]
    if not texts:
        entries.unfinished[UNTRANSLATED] += 1
    general = _notes(entries, unit)
    for variant, text in texts:
        note = "\n".join((*general, *_notes(entries, variant)))
        languages = (tag(_language(source)), tag(_language(variant)))
        entries.add(
            f"{key}:{_language(variant)}" if len(texts) > 1 else key, text, original, languages=languages, note=note
        )


def _notes(entries: Entries, element: Element) -> list[str]:
    return [text for note in element.elements("note") if (text := plain_text(entries.content, note).strip())]


def _language(variant: Element) -> str:
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang") or ""


def _same(name: str, other: str) -> bool:
    """Say whether two names mean the same language: `EN-US` and `en-us`, or `en` and `en-US`."""
    one, two = (text.lower().replace("_", "-") for text in (name, other))
    return bool(one and two) and (one == two or one.startswith(f"{two}-") or two.startswith(f"{one}-"))


def _passage(entries: Entries, segment: Element) -> Passage:
    content = entries.content

    def code(inline: Element) -> tuple[str, str]:
        identity = inline.attributes.get("x") if inline.name in ("ph", "hi", "it") else inline.attributes.get("i")
        return native_or_tag(content, inline, identity or "", pair=inline.name == "hi")

    return passage(content, entries.path, segment, code, segment.inherited("xml:space") == "preserve")
