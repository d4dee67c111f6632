"""Text that was decoded with the wrong table of characters (mojibake), and characters that stand for lost ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every damaged text has one of these: control characters of Latin-1, the mark of a lost character, or a letter that
# begins the UTF-8 form of another one, read in a one-byte table (Western, Cyrillic or Greek), before another such sign.
_SUSPECT = re.compile(
    r"[\u0080-\u009f\ufffd]|[ÂÃÄÅÆÎÏÐÑØÙàâãäåæçèéêëðРСВГРвГТ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸЃѓЉЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї]"
)
_PIECE = re.compile(r"[^ \t\r\n]+")
_LOST = "\ufffd"


def damage(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield where damaged words start and end, and what they were before; None where that cannot be told.

    What they were is found with ftfy, which changes a text only where the change can hardly be wrong.
    """
    if _SUSPECT.search(text) is None:
        return
    import ftfy

    for piece in _PIECE.finditer(text):
        word = piece.group()
        if word.isascii():
            continue
        mended = ftfy.fix_encoding(word)
        if mended != word:
            before, after = _shared_marks(word, mended), _shared_marks(word[::-1], mended[::-1])
            start, end = piece.start() + before, piece.end() - after
            yield start, end, None if _LOST in mended else mended[before : len(mended) - after]
        elif _LOST in word:
            yield piece.start(), piece.end(), None


def _shared_marks(one: str, other: str) -> int:
    """Return how many marks of ASCII both words begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or left.isalnum() or not left.isascii():
            break
        count += 1
    return count
