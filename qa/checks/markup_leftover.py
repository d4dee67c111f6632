"""The check `markup-leftover`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.leftovers import leftovers

_NOTE = "a mark of a note"


@dataclass(frozen=True)
class MarkupLeftover(Check):
    r"""Markup shows in the text: an HTML entity or tag, Markdown or BBCode, a template, an escape, a note's mark.

    Why: it was meant for a browser or a program, and readers see it as it stands.
    Bad: It costs 20⟦&nbsp;⟧euros.
    Bad: It is ⟦**very**⟧ good.
    Bad: The bridge⟦[1]⟧ was closed.⟦\n⟧ It is open now.
    Good: 2 ** 3 is 8, AT&T is a company, [he] said so, and C:\new is a folder.
    Limits: what the source or a reference has as well is left to the checks that compare (tag-mismatch and
    placeholder-mismatch), and so is code, and markup that the file's format reads as such. In a
    file of texts by keys, markup is held against the source's file and let pass without one.
    """

    category = "design-and-markup/markup-tag"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each piece of markup of a kind that no counterpart has."""
        text = segment.target.text
        found = list(leftovers(text))
        if not found or (segment.source is None and "keyed" in segment.flags):
            return
        others = [*segment.references, *([] if segment.source is None else [segment.source])]
        theirs = {kind for other in others for kind, _, _ in leftovers(other.text)}
        for kind, start, end in found:
            if kind not in theirs and not segment.target.marked(start, end):
                confidence = 0.8 if others or kind != _NOTE else 0.5
                yield self.found(segment, start, end, f'"{text[start:end]}" is {kind}', confidence=confidence)
