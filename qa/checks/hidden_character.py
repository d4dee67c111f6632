"""The check `hidden-character`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity

_ANY = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200d\u2060\ue000-\uf8ff\ufeff\ufffd]")
_LOST = re.compile("\ufffd+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
# Zero-width spaces and joiners between letters of scripts that have no use for them.
_SPACED = r"[^\W\d_\u0590-\u1cff\u2e80-\ud7ff\uf900-\ufaff]"
_BETWEEN = re.compile(rf"(?<={_SPACED})[\u200b-\u200d\u2060\ufeff]+(?={_SPACED})")
_MARK = re.compile("\ufeff+")
_SOFT = re.compile(r"(?<=\s)\u00ad+|\u00ad+(?=\s|\Z)|\u00ad{2,}")


@dataclass(frozen=True)
class HiddenCharacter(Check):
    """A character that cannot be seen, or cannot be read, stands in the text.

    Why: it is left over from another program; search, spelling and layout stumble over it, and where the replacement
    character � stands, a letter is lost.
    Good: [fa] کتاب‌ها را می‌خواند.
    Good: The family 👩‍👩‍👧 and the word co­op­er­ation.
    Limits: joiners are left alone in the scripts that need them, and soft hyphens inside a word.
    """

    category = "linguistic-conventions/orthography"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each hidden or lost character."""
        text = segment.target.text
        if _ANY.search(text) is None:
            return
        for match in _LOST.finditer(text):
            yield self.found(
                segment, *match.span(), "a character could not be read and is lost (U+FFFD)",
                confidence=0.95, severity=Severity.MAJOR,
            )  # fmt: skip
        for match in _PRIVATE.finditer(text):
            yield self.found(segment, *match.span(), f"{_named(match[0])} shows only in its own font", confidence=0.6)
        taken: set[int] = set()
        for pattern in (_CONTROL, _BETWEEN, _MARK, _SOFT):
            for match in pattern.finditer(text):
                if match.start() not in taken:
                    taken.update(range(*match.span()))
                    yield self.found(
                        segment, *match.span(), f"{_named(match[0])} stands here unseen", confidence=0.9, fix=""
                    )


def _named(characters: str) -> str:
    name = unicodedata.name(characters[0], "a control character").lower()
    return f"{name} (U+{ord(characters[0]):04X})"
