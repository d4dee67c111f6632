"""The check `broken-hyphen`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.vocabulary import frequency, function_words, has_frequencies
from qa.lang.words import fold

_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐\u00ad][ \n]([^\W\d_]{2,})(?![^\W\d_])")
_BREAK = re.compile(r"[-‐\u00ad][ \n]")
_KNOWN = 1.5


@dataclass(frozen=True)
class BrokenHyphen(Check):
    """The hyphen of a line break stands inside a line, with a space behind it.

    Why: text from printed pages and PDF files keeps the hyphens of its line ends.
    Bad: A good ⟦trans- lation⟧ needs time.
    Bad: [de] Eine gute ⟦Überset- zung⟧ braucht Zeit.
    Good: The pre- and post-war years.
    Good: [de] Vor- und Nachteile, Haupt- oder Nebensache.
    Limits: only where the joined word is known and its second half is not known to be the more common word; languages
    without a list of word frequencies are not covered.
    """

    category = "linguistic-conventions/orthography"

    def covers(self, language: str) -> bool:
        """Say whether it is known how common the language's words are."""
        return has_frequencies(language)

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each word with a broken hyphen."""
        language = segment.target_lang
        if _BREAK.search(segment.target.text) is None:
            return
        grammar = function_words(language)
        for match in _BROKEN.finditer(segment.target.text):
            first, second = match.groups()
            joined = first + second
            known = frequency(joined, language)
            if (
                known < _KNOWN
                or fold(second) in grammar
                or not second.islower()
                or segment.target.marked(*match.span())
            ):
                continue
            if known > min(frequency(first, language), frequency(second, language)):
                yield self.found(
                    segment, match.start(), match.end(), f'"{match[0]}": the hyphen of a line break', confidence=0.85,
                    fix=joined,
                )  # fmt: skip
