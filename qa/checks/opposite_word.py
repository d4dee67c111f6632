"""The check `opposite-word`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.contrasts import Stand, allows, differ, exchanges, is_plain, same_place, stand
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.passage import Passage
from qa.lang.contrast import Mention, knows_contrasts, mentions

# What people marked of the findings in medical abstracts and talks: three in four where a reference has the other word
# in the same place or the source agrees with it, half of the others.
_AGREED, _TOLD = 0.7, 0.5
# "And" for "or" is often no error: people marked one in four. Who speaks and what is allowed is said in many ways.
_LOOSE, _LOOSELY = frozenset({"choice"}), 0.25
_LOOSE_IN_SOURCE = frozenset({"choice", "company", "duty", "speaker", "tense"})
_NEAR = 0.25


@dataclass(frozen=True)
class OppositeWord(Check):
    """A word says the opposite of what the references or the source say: "after" for "before".

    Why: the sentence reads well and says that the patients were examined after the operation.
    Bad: Patients were examined ⟦after⟧ the operation. | Patients were examined before the operation.
    Bad: The bank is on the ⟦left⟧ side of the road. | The bank is on the right side of the road.
    Bad: [de] Die Zahl der Fälle ist ⟦gesunken⟧. | Die Zahl der Fälle ist gestiegen.
    Good: They were examined after the operation, not before it. | They were examined after the operation.
    Good: The number is not lower than last year. | The number is higher than last year.
    Limits: known are some fifty contrasts (more and less, before and after, first and last, north and south, all and
    some, man and woman, morning and evening, ...) in the words listed for a language. Nothing is said where the
    translation has the other word too, unless one stands in the place of the other, or where a negation stands near
    one of the two. A sentence turned round ("the operation was after the examination") is reported all the same.
    "And" for "or" is hidden by default. Where only the source tells, the two words must stand about as far into their
    texts.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language's words are listed."""
        return knows_contrasts(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word whose opposite the references have, or without any the source."""
        if not segment.witnesses:
            return
        said = mentions(segment.target.text, segment.target_lang)
        told = [mentions(passage.text, language) for passage, language in segment.witnesses if said]
        for contrast in said:
            if not any(contrast in other for other in told):
                continue
            mine = stand(segment.target, segment.target_lang, contrast)
            others = [stand(passage, language, contrast) for passage, language in segment.witnesses]
            source = _source(segment, contrast)
            finding = self._exchanged(segment, mine, others, source) or self._told(segment, mine, others, source)
            if finding is not None:
                yield finding

    def _exchanged(
        self, segment: Segment, mine: Stand, others: Sequence[Stand], source: Stand | None
    ) -> Finding | None:
        """Return a finding where a word stands in the very place of its opposite in a reference."""
        for other in others if segment.references else ():
            for own, rival in exchanges(mine, other):
                rest = [*(one for one in others if one is not other), *([] if source is None else [source])]
                if all(allows(mine, one, own, rival) for one in rest) and is_plain(mine, own, other, rival):
                    return self._report(segment, own, other.passage, rival, _AGREED)
        return None

    def _told(self, segment: Segment, mine: Stand, others: Sequence[Stand], source: Stand | None) -> Finding | None:
        """Return a finding where the translation says one side, and all others say another and not that one."""
        clear = [{side for mention in one.clear() for side in mention.sides} for one in (mine, *others)]
        for side in sorted(clear[0]):
            for rival in sorted(set.intersection(*clear[1:]) - {side}):
                finding = self._compare(segment, mine, others, source, (side, rival))
                if finding is not None:
                    return finding
        return None

    def _compare(
        self, segment: Segment, mine: Stand, others: Sequence[Stand], source: Stand | None, sides: tuple[int, int]
    ) -> Finding | None:
        """Return a finding where the translation says the first of two sides, and the others say the second."""
        told = source is not None and any(map(source.count, sides))
        every = [*others, *([source] if source is not None and told else [])]
        if not all(differ(mine, other, sides) for other in every):
            return None
        place = same_place(mine, others[0], sides) if segment.references else None
        if place is None and (mine.count(sides[1]) or any(other.count(sides[0]) for other in every)):
            return None
        pairs = [(own, rival) for own in mine.clear(sides[0]) for rival in others[0].clear(sides[1])]
        own, rival = place or min(pairs, key=lambda pair: abs(mine.share(pair[0]) - others[0].share(pair[1])))
        agreed = bool(segment.references) and (place is not None or told)
        near = abs(mine.share(own) - others[0].share(rival)) <= _NEAR
        if not (agreed or near) or not is_plain(mine, own, others[0], rival):
            return None
        return self._report(segment, own, others[0].passage, rival, _AGREED if agreed else _TOLD)

    def _report(self, segment: Segment, own: Mention, other: Passage, rival: Mention, confidence: float) -> Finding:
        evidence = cite(other, rival.start, rival.end)
        who = "reference" if segment.references else "source"
        message = f'"{segment.target.text[own.start : own.end]}": the {who} has "{evidence.text}"'
        loose = own.contrast in (_LOOSE if segment.references else _LOOSE_IN_SOURCE)
        return self.found(
            segment, own.start, own.end, message,
            confidence=_LOOSELY if loose else confidence, evidence=[evidence],
        )  # fmt: skip


def _source(segment: Segment, contrast: str) -> Stand | None:
    """Return what the source says, where it stands beside references."""
    if segment.source is None or segment.source_lang is None or not segment.references:
        return None
    return stand(segment.source, segment.source_lang, contrast)
