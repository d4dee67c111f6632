"""Judged translations as segments to check and score."""

from __future__ import annotations

from collections.abc import Sequence

from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.gold.rows import Judged


def segments_of(rows: Sequence[Judged]) -> list[Segment]:
    """Return the rows as segments, those of one document and system one after the other, as if each were a file."""
    lengths: dict[str, int] = {}
    segments = []
    for number, row in enumerate(rows):
        path = f"{row.pair}/{row.system}/{row.doc}"
        start = lengths.get(path, 0)
        lengths[path] = start + len(row.target) + 1
        segments.append(
            Segment(
                key=str(number),
                target=Passage(row.target, path, start),
                references=tuple(Passage(text, f"{path} reference {n}") for n, text in enumerate(row.references, 1)),
                source=None if row.source is None else Passage(row.source, f"{path} source"),
                target_lang=row.languages[1],
                source_lang=row.languages[0],
                document=row.doc,
                domain=row.domain,
            )
        )
    return segments
