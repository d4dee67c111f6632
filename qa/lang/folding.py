"""Text in which only meaning counts, with the way back to the places of the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from qa.lang.words import fold

_CLUSTER = "[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+"


class Letters(dict[int, str]):
    """A table for `str.translate`: folds every character, after the language's own rules for its letters."""

    def __init__(self, own: Mapping[str, str]) -> None:
        super().__init__()
        self._own = dict(own)

    def __missing__(self, code: int) -> str:
        """Fold a character that was not met before."""
        character = chr(code)
        self[code] = folded = self._of(character)
        return folded

    def _of(self, character: str) -> str:
        if character in self._own:
            return self._own[character]
        return "".join(self._own.get(letter, letter) for letter in fold(character))

    def cluster(self, text: str) -> str:
        """Fold a letter together with its combining marks."""
        return unicodedata.normalize("NFC", text).translate(self)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `jumps` are the stretches (folded start and end, original start and end) that changed length."""

    text: str
    jumps: tuple[tuple[int, int, int, int], ...] = ()

    def place(self, offset: int) -> int:
        """Return the offset in the original of a boundary in the folded text; inside a jump, that of the jump's end."""
        index = bisect_right(self.jumps, offset, key=itemgetter(0)) if self.jumps else 0
        if index == 0:
            return offset
        folded_start, folded_end, start, end = self.jumps[index - 1]
        if offset == folded_start < folded_end:
            return start
        return end + max(0, offset - folded_end)


def folded(text: str, letters: Letters) -> Folded:
    """Fold `text`; the two keep step except where a character becomes none or several."""
    odd = "".join(sorted(character for character in set(text) if len(letters[ord(character)]) != 1))
    composed = unicodedata.is_normalized("NFC", text)
    if composed and not odd:
        return Folded(text.translate(letters))
    patterns = ([] if composed else [_CLUSTER]) + ([f"[{re.escape(odd)}]"] if odd else [])
    parts: list[str] = []
    jumps: list[tuple[int, int, int, int]] = []
    position = length = 0
    for match in re.finditer("|".join(patterns), text):
        plain = text[position : match.start()].translate(letters)
        piece = letters.cluster(match[0])
        parts += (plain, piece)
        start = length + len(plain)
        length = start + len(piece)
        position = match.end()
        jumps.append((start, length, match.start(), position))
    parts.append(text[position:].translate(letters))
    return Folded("".join(parts), tuple(jumps))
