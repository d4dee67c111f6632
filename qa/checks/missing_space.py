"""The check `missing-space`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.scripts import has_spaces

_CLOSE = re.compile(r"[,،](?<=[^\W\d_]{2}.)(?=[^\W\d_](?:[^\W\d_]|\s))")
_SPACED = re.compile(r"[,،](?=\s)")
# What shows that the letters around the comma are no prose: an address, a path, a list of names for a program.
_TECHNICAL = re.compile(r"[/\\@_=|<>{}\[\]]")
_LONGEST = 60


@dataclass(frozen=True)
class MissingSpace(GroupCheck):
    """No space stands behind a comma.

    Why: a line break or a link was dropped on the way, and the words on both sides moved together.
    Bad: They went home⟦,⟧and the others stayed.
    Bad: [uk] Вони пішли додому⟦,⟧а інші залишилися.
    Good: It cost 1,500 euros, they said.
    Good: Sort the rows by name,town,country before you go on.
    Limits: only between words, the first of two letters and more, and in languages that put spaces between words. Two
    such commas without a space between them are taken for a list that a program reads, and a document whose commas
    mostly have no space behind them for one that is written so. What a reference or the source has too is left alone.
    """

    category = "linguistic-conventions/punctuation"

    def covers(self, language: str) -> bool:
        """Say whether the language has spaces between words."""
        return has_spaces(language)

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each comma without its space, unless the document writes most of them so."""
        found: list[tuple[Segment, int]] = []
        commas: Counter[bool] = Counter()
        for segment in segments:
            text = segment.target.text
            close = [match.start() for match in _CLOSE.finditer(text)]
            commas += Counter({True: len(_SPACED.findall(text)), False: len(close)})
            found += [(segment, place) for place in close if _is_slip(segment, place)]
        if commas[False] > max(1, commas[True]):
            return
        for segment, place in found:
            mark = segment.target.text[place]
            yield self.found(
                segment, place, place + 1, f'no space stands behind "{mark}"', confidence=0.9, fix=f"{mark} "
            )


def _is_slip(segment: Segment, place: int) -> bool:
    """Say whether the comma stands between two words of prose that no counterpart has in the same way."""
    text = segment.target.text
    before, after = text[max(0, place - _LONGEST) : place].split()[-1], text[place : place + _LONGEST].split()[0]
    token = f"{before}{after} "
    others = [*segment.references, *([] if segment.source is None else [segment.source])]
    around = text[place - 2 : place + 3]
    return (
        not segment.target.marked(place, place + 1)
        and len(_CLOSE.findall(token)) == 1
        and _TECHNICAL.search(token) is None
        and not any(around in passage.text for passage in others)
    )
