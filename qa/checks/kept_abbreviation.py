"""The check `kept-abbreviation`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.names import Lost, lacking_names, nearest, strange_names
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.scripts import has_capitals
from qa.lang.words import Word, words

_SURE, _LONGEST = 0.65, 6


@dataclass(frozen=True)
class KeptAbbreviation(Check):
    """An abbreviation stands as in the source, where every reference has that of its own language.

    Why: the letters no longer stand for the words before them: "cystectomie radicale (RC)".
    Limits: only where the source has the very abbreviation, no reference has it, and each has another
    near the same place that the translation lacks. Some abbreviations are used in both forms in a language (CPR and RCP
    in Italian): people marked two in three.
    """

    needs = frozenset({"reference", "source"})
    category = "accuracy/untranslated"

    def covers(self, language: str) -> bool:
        """Say whether the language's script has capitals, by which abbreviations are known."""
        return has_capitals(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each abbreviation that was kept."""
        if not segment.references or segment.source is None or segment.source_lang == segment.target_lang:
            return
        kept = _kept(segment)
        if not kept:
            return
        lacking = [_own_abbreviations(segment, lacking_names(segment, reference)) for reference in segment.references]
        for word in kept:
            rivals = [nearest([word], _as_long(lost, word.text)) for lost in lacking]
            first = rivals[0]
            if first is None or None in rivals or segment.target.marked(word.start, word.end):
                continue
            yield self.found(
                segment, word.start, word.end,
                f'"{word.text}" is kept from the source; the reference has "{first.text}"',
                confidence=_SURE, evidence=[cite(first.reference, first.start, first.end)], suggestion=first.text,
            )  # fmt: skip


def _kept(segment: Segment) -> list[Word]:
    """Return the abbreviations of the translation that the source has, and no reference."""
    assert segment.source is not None  # As the check needs it.
    theirs = {word.text for word in words(segment.source.text, segment.source_lang or "und")}
    known = {word.text for reference in segment.references for word in words(reference.text, segment.target_lang)}
    own = words(segment.target.text, segment.target_lang)
    return [word for word in own if _is_short(word.text) and word.text in theirs - known]


def _as_long(lacking: Sequence[Lost], text: str) -> list[Lost]:
    """Return those that are most nearly as long as `text`, but none that begins with it or that it begins with."""
    others = [lost for lost in lacking if not lost.text.startswith(text) and not text.startswith(lost.text)]
    least = min((abs(len(lost.text) - len(text)) for lost in others), default=0)
    return [lost for lost in others if abs(len(lost.text) - len(text)) == least]


def _own_abbreviations(segment: Segment, lacking: Sequence[Lost]) -> list[Lost]:
    """Return the abbreviations that the source has not, and for which the translation has no other new one."""
    replaced = [nearest(run, lacking) for run in strange_names(segment)]
    return [lost for lost in lacking if _is_short(lost.text) and not lost.backed and lost not in replaced]


def _is_short(text: str) -> bool:
    """Say whether a word is an abbreviation: a few letters, all of them capitals."""
    return 1 < len(text) <= _LONGEST and text.isalpha() and text.isupper()
