"""The check `space-before-mark`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.punctuation import marks_without_space
from qa.lang.vocabulary import function_words
from qa.lang.words import fold

# Patterns that begin with the characters that are looked for are searched for much faster.
_SPACED = re.compile(r"[ \u00a0](?<=[^\W_].)[ \u00a0]*([,.;:!?،؛؟])(?=\s|\Z)")
_CLOSE = re.compile(r"[,.;:!?،؛؟](?<=[^\W_].)(?=\s|\Z)")
_LOW, _HIGH, _FEWEST = ",.،", ":;!?؛؟", 3
_LAST = re.compile(r"[^\s,.;:!?]+\Z")
_LONGEST = 20
_ROW = re.compile(r"[ \u00a0][.!?](?:[ \u00a0]?[.!?])+")


@dataclass(frozen=True)
class SpaceBeforeMark(GroupCheck):
    """A space stands before a comma, a full stop or another mark that follows its word without one.

    Why: text that was cut into tokens for a machine and not put together again, and words lost before a mark.
    Bad: They voted⟦ ,⟧ and then they left.
    Bad: [de] Sie stimmten ab und gingen⟦ .⟧
    Good: [fr] Ils ont voté ; puis ils sont partis !
    Good: They voted ... and then they left :)
    Limits: marks before which the language has a space (French ; : ! ?) are left alone, and so is a text that puts a
    space before such a mark as a rule, but none before commas and full stops. Rows of marks are left alone, and a space
    that a reference has before the same mark. After a grammatical word, behind which words may have been lost, the fix
    is not certain.
    """

    category = "linguistic-conventions/punctuation"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each space before a mark."""
        usual = _spaced_as_a_rule(segments)
        for segment in segments:
            wrong = marks_without_space(segment.target_lang) - usual
            yield from self._judge(segment, wrong)

    def _judge(self, segment: Segment, wrong: Set[str]) -> Iterator[Finding]:
        text = segment.target.text
        for match in _SPACED.finditer(text):
            mark = match[1]
            if mark not in wrong or _ROW.match(text, match.end() - 2) or segment.target.marked(*match.span()):
                continue
            if any(f" {mark}" in reference.text for reference in segment.references):
                continue
            yield self.found(
                segment, match.start(), match.end(), f'a space stands before "{mark}"', confidence=0.9,
                fix=None if _expects_more(text, match.start(), segment.target_lang) else mark, suggestion=mark,
            )  # fmt: skip


def _spaced_as_a_rule(segments: Sequence[Segment]) -> frozenset[str]:
    """Return the high marks that most often have a space before them in a document whose low marks have none."""
    texts = [segment.target.text for segment in segments]
    spaced = Counter(chain.from_iterable(map(_SPACED.findall, texts)))
    close = Counter(chain.from_iterable(map(_CLOSE.findall, texts)))
    if sum(spaced[mark] for mark in _LOW) * 2 > sum(close[mark] for mark in _LOW):
        return frozenset()
    return frozenset(mark for mark in _HIGH if spaced[mark] >= _FEWEST and spaced[mark] > close[mark])


def _expects_more(text: str, end: int, language: str) -> bool:
    """Say whether a grammatical word stands before `end`, as where words were lost ("a degree from .")."""
    last = _LAST.search(text, max(0, end - _LONGEST), end)
    return last is not None and fold(last[0]) in function_words(language)
