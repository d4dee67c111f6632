"""The check `misspelled-name`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.glossary.base import Glossary
from qa.glossary.misspelled import Misspelling, misspelled_names
from qa.lang.words import fold

_SLIP, _ALIKE = 0.9, 0.75


@dataclass(frozen=True)
class MisspelledName(Check):
    """A name of the glossary in a spelling that the glossary does not know.

    Why: a name with a slip in it looks careless, is not found by a search, and may be taken for another.
    Limits: a misspelling is known by its rareness: one that is often met elsewhere, or that is another real name, is
    left alone, and so are names of four letters and fewer, the first letter of a word that sounds different, languages
    that put no spaces between words, and what the source or a reference spells in the same way.
    """

    severity = Severity.MINOR
    needs = frozenset({"glossary"})
    category = "accuracy/named-entity"

    glossary: Glossary = field(default_factory=Glossary)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each misspelled name."""
        text = segment.target.text
        for name in misspelled_names(self.glossary, text, segment.target_lang):
            surface = text[name.start : name.end]
            if not (segment.target.marked(name.start, name.end) or _is_told(segment, surface)):
                yield self._report(segment, name, surface)

    def _report(self, segment: Segment, name: Misspelling, surface: str) -> Finding:
        certain = name.slip and not name.inflected and surface[0].isupper() and not surface.isupper()
        return self.found(
            segment, name.start, name.end,
            f'"{surface}": the glossary spells this name "{name.term.text}"',
            confidence=_SLIP if name.slip else _ALIKE,
            fix=name.term.text if certain else None, suggestion=name.term.text,
        )  # fmt: skip


def _is_told(segment: Segment, surface: str) -> bool:
    others = (*segment.references, *([segment.source] if segment.source is not None else []))
    return any(fold(surface) in fold(other.text) for other in others)
