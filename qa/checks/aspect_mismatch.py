"""The check `aspect-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.aspect import knows_aspect, progressive, says_done, tells_state
from qa.lang.forms import base_form

# People marked one in three of the first as an error. The others are rare: post-editors of 52,000 machine translations
# made the second change eight times, and took six of eight of the third for errors; of 6,800 pairs of human
# translations none differs so.
_EVENT, _DONE, _STATE = 0.35, 0.6, 0.7


@dataclass(frozen=True)
class AspectMismatch(Check):
    """A verb says that something was going on where the references say that it happened.

    Why: "wood was being expensive" is no English, and "was signing the treaty" is not yet "signed".
    Bad: The minister ⟦was signing⟧ the treaty in Paris. | The minister signed the treaty in Paris.
    Bad: The bridge ⟦was being⟧ built in 1932. | The bridge was built in 1932.
    Bad: Few students ⟦were knowing⟧ the answer. | Few students knew the answer.
    Good: The minister was telling students the news. | The minister was talking to students about the news.
    Limits: English, Spanish, Portuguese and Italian. Good translators may choose either form: of such findings in
    real translations people marked one in three as an error, so that the confidence is below the default. It is above
    it in English for verbs that tell a state, and in the past for the passive and for some 170 verbs that tell an act
    as a whole (sign, announce, arrive, win), where each reference has the simple past of the same verb.
    """

    severity = Severity.MINOR
    needs = frozenset({"reference"})
    category = "linguistic-conventions/grammar"

    def covers(self, language: str) -> bool:
        """Say whether the language's forms are known."""
        return knows_aspect(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each form that no reference supports."""
        text, language = segment.target.text, segment.target_lang
        own = progressive(text, language)
        if not own or not segment.references:
            return
        others = [progressive(reference.text, language) for reference in segment.references]
        known = {base_form(form.verb.text, language) for other in others for form in other}
        lacking = all(len(other) < len(own) for other in others)
        for form in own:
            start, end = form.auxiliary.start, form.verb.end
            if base_form(form.verb.text, language) in known or segment.target.marked(start, end):
                continue
            if tells_state(form, text, language):
                confidence = _STATE
            elif all(says_done(form, text, reference.text, language) for reference in segment.references):
                confidence = _DONE
            elif lacking:
                confidence = _EVENT
            else:
                continue
            message = f'"{text[start:end]}": no reference says that this was going on'
            evidence = [cite(segment.references[0])]
            yield self.found(segment, start, end, message, confidence=confidence, evidence=evidence)
