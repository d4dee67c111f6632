"""The check `half-width-mark`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.punctuation import wide_marks

# The marks begin the patterns, since that is searched for much faster.
_LETTER = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARK = re.compile(rf"[,;.](?<={_LETTER}）」』》”].)[ \u00a0]?(?={_LETTER}（「『《“]|\s*\Z)")


@dataclass(frozen=True)
class HalfWidthMark(Check):
    """A comma, semicolon or full stop of European text stands between Chinese or Japanese characters.

    Why: marks are as wide as a character there; a narrow one comes from a machine, or a wrong keyboard, and looks it.
    Bad: [zh] 他们回家了⟦,⟧其他人留了下来。
    Bad: [ja] 彼らは帰った⟦.⟧
    Good: [zh] 他们花了1,500欧元，买了iPhone 3.5。
    Good: [zh] 他们回家了，其他人留了下来。
    Limits: what stands beside Latin letters or digits is left alone, and so are colons and marks of question and
    exclamation, which good texts have in both widths. Where a reference has the same it is not reported.
    """

    category = "linguistic-conventions/punctuation"

    def covers(self, language: str) -> bool:
        """Say whether the language has wide marks."""
        return bool(wide_marks(language))

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each narrow mark."""
        text, wide = segment.target.text, wide_marks(segment.target_lang)
        for match in _MARK.finditer(text):
            start, end = match.span()
            known = any(text[start - 1 : start + 1] in reference.text for reference in segment.references)
            if not known and not segment.target.marked(start, end):
                mark = wide[text[start]]
                yield self.found(
                    segment, start, end, f'"{text[start]}": the mark of this script is "{mark}"',
                    confidence=0.85, fix=mark,
                )  # fmt: skip
