"""The check `grammar-slip`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.report import NotChecked
from qa.grammar import harper, rules
from qa.grammar.slips import Slip


@dataclass(frozen=True)
class GrammarSlip(Check):
    """Words do not agree, or have the wrong form for their place.

    Why: an article that does not fit or a doubled comparative is a slip that any reader sees at once.
    Bad: It was ⟦a⟧ old house, and ⟦an⟧ large one.
    Bad: [fr] Elle viendra ⟦si il⟧ vient.
    Good: It was an old house, an hour away, and a one-time school.
    Good: [fr] Elle viendra s'il vient, si elle le veut.
    Limits: the rules of the product know small words only, in the languages of `qa/lang/slips`. The extra `grammar`
    adds Harper for English; the option `server` names a LanguageTool server, to which the text is then sent, and
    `seconds` is how long to wait for it.
    """

    category = "linguistic-conventions/grammar"

    server: str = ""
    seconds: float = 20.0

    def covers(self, language: str) -> bool:
        """Say whether there are rules for the language, or a server that may know it."""
        return rules.covers(language) or (bool(self.server) and language != "und")

    def lacks(self, language: str) -> tuple[NotChecked, ...]:
        """Return the library and the server that would know more of the language, if they are missing."""
        missing = []
        if harper.covers(language) and not harper.is_installed():
            missing.append(NotChecked("grammar-slip with Harper", f"Harper is not installed ({harper.EXTRA})"))
        if not self.server:
            missing.append(NotChecked("grammar-slip with LanguageTool", "no server was named (option server)"))
        return tuple(missing)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield the findings in one segment."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings in many segments, which go to the server together; what two sources say is said once."""
        known = []
        for segment in segments:
            slips = _local_slips(segment)
            known.append(_covered(slips))
            for slip in slips:
                yield from self._report(segment, slip)
        if not self.server:
            return
        from qa.grammar import language_tool

        for language in dict.fromkeys(segment.target_lang for segment in segments):
            places = [index for index, segment in enumerate(segments) if segment.target_lang == language]
            texts = [segments[index].target.text for index in places]
            for index, slip in language_tool.slips(texts, language, self.server, self.seconds):
                if known[places[index]].isdisjoint(range(slip.start, slip.end)):
                    yield from self._report(segments[places[index]], slip)

    def _report(self, segment: Segment, slip: Slip) -> Iterator[Finding]:
        if not segment.target.marked(slip.start, slip.end):
            yield self.found(
                segment, slip.start, slip.end, f'"{segment.target.text[slip.start : slip.end]}": {slip.why}',
                confidence=slip.confidence, fix=slip.better if slip.certain else None, suggestion=slip.better,
            )  # fmt: skip


def _local_slips(segment: Segment) -> list[Slip]:
    """Return what the rules of the product say of a segment, and what an installed library adds."""
    text, language = segment.target.text, segment.target_lang
    slips = list(rules.slips(text, language))
    if harper.covers(language) and harper.is_installed():
        known = _covered(slips)
        slips += [slip for slip in harper.slips(text) if known.isdisjoint(range(slip.start, slip.end))]
    return slips


def _covered(slips: Sequence[Slip]) -> set[int]:
    """Return the offsets of the characters that slips point at."""
    return {offset for slip in slips for offset in range(slip.start, slip.end)}
