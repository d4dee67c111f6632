"""The check `aspect-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check, cite
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.lang.aspect import knows_aspect, progressive, tells_state
from qa.lang.forms import base_form

# People marked one in three of the first; the second are too rare in translations to be counted, and in what people
# write: one in 10,000 sentences.
_EVENT, _STATE = 0.35, 0.7


@dataclass(frozen=True)
class AspectMismatch(Check):
    """A verb says that something was going on where the references say that it happened.

    Why: "wood was being expensive" is no English, and "was signing the treaty" is not yet "signed".
    Bad: The minister ⟦was telling⟧ students the news. | The minister told students the news.
    Good: The minister was telling students the news. | The minister was talking to students about the news.
    Bad: Few students ⟦were knowing⟧ the answer. | Few students knew the answer.
    Limits: English, Spanish, Portuguese and Italian. Good translators may choose either form: of such findings in
    real translations people marked one in three as an error, so that the confidence is below the default. It is above
    it for English verbs that tell a state.
    """

    severity = Severity.MINOR
    needs = frozenset({"reference"})
    category = "linguistic-conventions/grammar"

    def covers(self, language: str) -> bool:
        """Say whether the language's forms are known."""
        return knows_aspect(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each such form where the translation has more of them than every reference."""
        language = segment.target_lang
        own = progressive(segment.target.text, language)
        others = [progressive(reference.text, language) for reference in segment.references]
        if not others or any(len(other) >= len(own) for other in others):
            return
        known = {base_form(verb.text, language) for other in others for _, verb in other}
        for auxiliary, verb in own:
            if base_form(verb.text, language) in known or segment.target.marked(auxiliary.start, verb.end):
                continue
            surface = segment.target.text[auxiliary.start : verb.end]
            message = f'"{surface}": no reference says that this was going on'
            confidence = _STATE if tells_state(verb, segment.target.text, language) else _EVENT
            evidence = [cite(segment.references[0])]
            yield self.found(segment, auxiliary.start, verb.end, message, confidence=confidence, evidence=evidence)
