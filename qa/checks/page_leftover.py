"""The check `page-leftover`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.page_parts import page_part


@dataclass(frozen=True)
class PageLeftover(Check):
    """A part of the web page around the text stands in the text: "Read more", "Advertisement", "[edit]".

    Why: it was copied with the article, and translated as if the author had said it.
    Bad: ⟦Advertisement⟧
    Bad: The bridge was closed in May. ⟦Read more⟧
    Bad: ⟦Read also:⟧ Why the bridge was closed
    Bad: [ru] ⟦Читайте также:⟧ Почему закрыли мост
    Good: The advertisement was removed, and you can read more about it in the library.
    Limits: knows some phrases in each of thirty languages, and the English ones in every language. Headings are left
    alone, as is a text whose source or reference has such a part too.
    """

    category = "accuracy/addition"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for a part of the page."""
        text = segment.target.text
        place = page_part(text, segment.target_lang)
        if place is None or "heading" in segment.flags or segment.target.marked(*place):
            return
        if any(page_part(other.text, segment.target_lang) for other in segment.references):
            return
        if segment.source is not None and page_part(segment.source.text, segment.source_lang or "und"):
            return
        part = text[place[0] : place[1]]
        confidence = 0.85 if " " in part or segment.source is not None or segment.references else 0.6
        yield self.found(segment, *place, f'"{part}": a part of the page, not of the text', confidence=confidence)
