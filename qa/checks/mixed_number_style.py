"""The check `mixed-number-style`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck, cite
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.separators import decimal_mark, grouping_mark

# Each begins with a digit, which is looked for faster than what may not stand before it.
_GROUPED = re.compile(
    r"[1-9](?<![\d.,:+/$-].)(?<!\d[ \u00a0\u202f].)\d{0,2}(?P<mark>[.,'’ \u00a0\u202f\u2009])\d{3}"
    r"(?:(?P=mark)\d{3})*(?![\d:/]|[.,'’ \u00a0\u202f\u2009-]\d)"
)
_DECIMAL = re.compile(r"\d(?<![\d.,:].)\d{0,2}(?P<mark>[.,])\d{1,2}[ \u00a0\u202f]?[%٪]")
_SPACES = " \u00a0\u202f\u2009"
_NAMES = {" ": "a space", ",": "a comma", ".": "a full stop", "'": "an apostrophe"}


@dataclass(frozen=True)
class MixedNumberStyle(GroupCheck):
    """Numbers of one document divide their thousands, or their decimals, in different ways.

    Why: 2.000 means two thousand in one country and two in another; a text that has both forms cannot be trusted.
    Bad: They counted 12,500 votes, then 13,400, then ⟦14 600⟧.
    Bad: [de] Die Quote stieg von 3,5 % auf 4,1 % und fiel auf ⟦3.2 %⟧.
    Good: The 2,000 men marched 1.234 km in 2022.
    Limits: numbers below 1,000 and years have no such mark; with a mark that divides decimals in the language, only
    round numbers or those of two groups count as thousands. Decimals are compared before a percent sign only, since
    hours and versions have marks of their own.
    """

    category = "locale-conventions/number"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each number of a document that is written in the rarer way."""
        for pattern, part in ((_GROUPED, "thousands"), (_DECIMAL, "decimals")):
            by_mark: defaultdict[str, list[tuple[Segment, int, int]]] = defaultdict(list)
            for segment in segments:
                for match in pattern.finditer(segment.target.text):
                    mark = " " if match["mark"] in _SPACES else match["mark"].replace("’", "'")
                    if segment.target.marked(*match.span()) or not _is_sure(match, mark, part, segment.target_lang):
                        continue
                    by_mark[mark].append((segment, *match.span()))
            if len(by_mark) > 1:
                yield from self._compare(by_mark, part, segments[0].target_lang)

    def _compare(
        self, by_mark: dict[str, list[tuple[Segment, int, int]]], part: str, language: str
    ) -> Iterator[Finding]:
        own = grouping_mark(language) if part == "thousands" else decimal_mark(language)
        usual = max(by_mark, key=lambda mark: (len(by_mark[mark]), mark == own))
        model, start, end = by_mark[usual][0]
        for mark, places in by_mark.items():
            if mark == usual:
                continue
            confidence = 0.8 if len(by_mark[usual]) > len(places) else 0.55
            for segment, low, high in places:
                text = segment.target.text[low:high]
                yield self.found(
                    segment, low, high,
                    f'"{text}" divides {part} with {_NAMES[mark]}, "{model.target.text[start:end]}" with '
                    f"{_NAMES[usual]}",
                    confidence=confidence, suggestion=_rewritten(text, mark, usual),
                    evidence=[cite(model.target, start, end)],
                )  # fmt: skip


def _is_sure(match: re.Match[str], mark: str, part: str, language: str) -> bool:
    """Say whether the mark divides thousands for certain: it is not the language's mark for decimals, or looks so."""
    number = match[0]
    if part == "decimals":
        return True
    if mark == " ":
        return number.endswith("00") or len(number) > len("123 456")
    return mark != decimal_mark(language) or number.endswith("000") or number.count(match["mark"]) > 1


def _rewritten(text: str, mark: str, usual: str) -> str:
    for sign in _SPACES if mark == " " else (mark, "’" if mark == "'" else mark):
        head, digits, rest = text.partition(sign)
        if digits and rest[:1].isdigit():
            text = head + (usual if usual != " " else "\u00a0") + _rewritten(rest, mark, usual)
    return text
