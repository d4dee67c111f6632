"""The check `opposite-word`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.align.contrasts import opposites
from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.contrast import knows_contrasts

# What people marked of the findings in medical abstracts and talks: three in four where a reference has the other word
# in the same place or the source agrees with it, half of the others.
_AGREED, _TOLD = 0.7, 0.5
# By the source alone: five of 85 findings in good human translations were right, four of ten in machine translations.
_BY_SOURCE = 0.4
# "And" for "or", and a future for a past, are often no error: people marked one in four. Who speaks is said in many
# ways.
_LOOSE, _LOOSELY = frozenset({"choice", "tense"}), 0.25
_LOOSE_IN_SOURCE = _LOOSE | {"company", "speaker"}


@dataclass(frozen=True)
class OppositeWord(Check):
    """A word says the opposite of what the references or the source say: "after" for "before".

    Why: the sentence reads well and says that the patients were examined after the operation.
    Bad: Patients were examined ⟦after⟧ the operation. | Patients were examined before the operation.
    Bad: The bank is on the ⟦left⟧ side of the road. | The bank is on the right side of the road.
    Bad: [de] Die Zahl der Fälle ist ⟦gesunken⟧. | Die Zahl der Fälle ist gestiegen.
    Bad: [nl] De winkel is open ⟦tenzij⟧ het regent. | De winkel is open als het regent.
    Good: They were examined after the operation, not before it. | They were examined after the operation.
    Good: The number is not lower than last year. | The number is higher than last year.
    Limits: known are some sixty contrasts (more and less, at least and at most, before and after, if and unless,
    because and although, only and also, including and except, always and never, all and some, first and last, man and
    woman, ...) in the words listed for a language; in two thirds of the languages only those of grammar and the
    commonest others. In Czech, Turkish, Persian, Japanese and Korean, which negate inside the verb, "always" is not
    taken for the opposite of "never". Nothing is said where the translation has the other word too, unless one stands
    in the place of the other, or where a negation stands near one of the two. A sentence turned round ("the operation
    was after the examination") is reported all the same. "And" for "or", and "will" for "was", are hidden by default.
    Where only one text tells, the two words must stand about as far into their texts.
    """

    severity = Severity.MAJOR
    either = frozenset({"reference", "source"})
    category = "accuracy/mistranslation"

    def covers(self, language: str) -> bool:
        """Say whether the language's words are listed."""
        return knows_contrasts(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word whose opposite the references have, or without any the source."""
        who = "reference" if segment.references else "source"
        for found in opposites(segment, modal=False):
            own = found.own
            evidence = cite(found.passage, found.rival.start, found.rival.end)
            message = f'"{segment.target.text[own.start : own.end]}": the {who} has "{evidence.text}"'
            loose = own.contrast in (_LOOSE if segment.references else _LOOSE_IN_SOURCE)
            told = _TOLD if segment.references else _BY_SOURCE
            sure = _LOOSELY if loose else _AGREED if found.certain else told
            yield self.found(segment, own.start, own.end, message, confidence=sure, evidence=[evidence])
