"""The check `unbalanced-brackets`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.passage import join

_PAIRS = {
    "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "【": "】", "〔": "〕", "〖": "〗", "⟨": "⟩",
}  # fmt: skip
_OPENING = {close: opening for opening, close in _PAIRS.items()}
_BRACKET = re.compile(f"[{re.escape(''.join((*_PAIRS, *_OPENING)))}]")
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
# An item of a list, `a)`, `12)` or `iv)`; a smiling or sad face; brackets alone that stand for a smile.
_ITEM = re.compile(r"(?<![^\s([{（])(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})[.]?[)\]）]")
_FACE = re.compile(r"[:;=8xX][-‑^'’]?[()\[\]]+|[()\[\]][-‑]?[:;=](?!\s*[\w<>=])|[\^oO][_.][\^oO][)]?")
_SURE = 0.8
_SMILE = re.compile(r"[)]{2,}")
_BOUNDS = r"\s*[^\s()\[\]]{1,12}\s*[,;]\s*[^\s()\[\]]{1,12}\s*"
_INTERVAL = re.compile(rf"[\[(\]]{_BOUNDS}[\])]|[\[\]]{_BOUNDS}\[")


@dataclass(frozen=True)
class UnbalancedBrackets(GroupCheck):
    """A bracket opens without closing, or closes without opening.

    Why: a lost bracket hides where an aside ends, and often its last words were lost with it.
    Bad: The mayor ⟦(⟧who was elected in May left the room.
    Bad: [ja] 会議⟦（⟧三月に開かれたはこれで終わった。
    Good: There are two reasons: a) the cost, b) the delay :-)
    Good: The function is defined on [0, 1) and nowhere else.
    Limits: brackets are paired within a paragraph. Items of lists, faces made of brackets, and intervals of numbers
    are left alone; so is a row of closing brackets, which stands for a smile in Russian and other languages, and a
    bracket that the source or a reference leaves alone as well, in whatever width. Nearly all that is found is
    there, but annotators of translations mark only one in two.
    """

    category = "linguistic-conventions/punctuation"

    def key(self, segment: Segment) -> str:
        """Compare within a paragraph."""
        return f"{segment.target.path}#{segment.paragraph}"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each bracket of a paragraph that has no partner."""
        filled = [segment for segment in segments if segment.target.text]
        if not filled:
            return
        whole = join([segment.target for segment in filled])
        lonely = _lonely(whole.text)
        followed = {place for segment in filled for place in _copied(segment)} if lonely else set()
        for offset, closes in lonely:
            if (whole.text[offset].translate(_WIDE), closes) not in followed and not whole.marked(offset, offset + 1):
                what = "closes what was never opened" if closes else "opens and never closes"
                yield self.found(
                    filled[0], offset, offset + 1, f"{whole.text[offset]} {what}", passage=whole, confidence=_SURE
                )


def _copied(segment: Segment) -> Iterator[tuple[str, bool]]:
    """Yield the lonely brackets of the source and the references, which a translation may follow."""
    for passage in (*segment.references, *([segment.source] if segment.source else [])):
        for offset, closes in _lonely(passage.text):
            yield passage.text[offset].translate(_WIDE), closes


def _lonely(text: str) -> list[tuple[int, bool]]:
    """Return the places of the brackets without a partner, and whether each of them closes."""
    open_brackets: list[tuple[int, str]] = []
    lonely: list[tuple[int, bool]] = []
    if _BRACKET.search(text) is None:
        return lonely
    skipped = _skipped(text)
    for match in _BRACKET.finditer(text):
        offset, character = match.start(), match[0]
        if character in _PAIRS and offset not in skipped:
            open_brackets.append((offset, _PAIRS[character].translate(_WIDE)))
        elif character in _OPENING:
            wanted = character.translate(_WIDE)
            if open_brackets and open_brackets[-1][1] == wanted:
                open_brackets.pop()
            elif len(open_brackets) > 1 and open_brackets[-2][1] == wanted:
                lonely.append((open_brackets.pop()[0], False))
                open_brackets.pop()
            elif offset not in skipped:
                lonely.append((offset, True))
    lonely += [(offset, False) for offset, _ in open_brackets]
    return sorted(lonely)


def _skipped(text: str) -> frozenset[int]:
    """Return the places of brackets that are no brackets."""
    return frozenset(
        offset
        for pattern in (_ITEM, _FACE, _SMILE, _INTERVAL)
        for match in pattern.finditer(text)
        for offset in range(*match.span())
    )
