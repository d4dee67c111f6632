"""TMX: translation memories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.passage import Passage
from qa.readers._entries import UNTRANSLATED, Entries, tag
from qa.readers._xml import Element, elements, native_or_tag, passage

_ALL = "*all*"


@dataclass(frozen=True)
class Tmx(Reader):
    """TMX 1.4b: each unit (`tu`) gives one entry for each of its translations.

    The source is the variant (`tuv`) in the language that `srclang` of the unit or of the header names, else the first.
    Inline codes are shown by what they stand for (`<b>`), or else by their tag (`<ph i="1"/>`), and are marked as not
    prose. Units without translation are counted and not checked. Properties and notes are left out.

    Limits: the whole file is held in memory. White space counts as it stands, unless a text is laid out over lines and
    `xml:space` does not say `preserve`.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".tmx",)

    def sniff(self, head: str) -> bool:
        """Say whether `head` has the element `tmx`."""
        return re.search(r"<tmx[\s>]", head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each variant that is not the source."""
        entries = Entries(content, path)
        default = ""
        for number, element in enumerate(elements(content, path, "header", "tu")):
            if element.name == "header":
                default = element.attributes.get("srclang", "")
            else:
                _add(entries, element, element.attributes.get("srclang", default), number)
        return entries.document("unit")


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
    for variant, text in texts:
        languages = (tag(_language(source)), tag(_language(variant)))
        entries.add(f"{key}:{_language(variant)}" if len(texts) > 1 else key, text, original, languages=languages)


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
