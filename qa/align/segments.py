"""Turns an article, its references and its source into segments that hold what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.align.omissions import Omission, omissions
from qa.align.sentences import Bead, align
from qa.align.similarity import Vectors
from qa.core.documents import Document, Segment
from qa.core.passage import Passage, join
from qa.lang.sentences import sentences

_LARGEST = 6
_LIKE_LENGTH = 2.0
Placed = tuple[tuple[int, int], Segment]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: `whole.text[start:end]`, where `whole` is its paragraph."""

    passage: Passage
    whole: Passage
    start: int
    end: int
    paragraph: int
    heading: bool


def divide(document: Document) -> list[Sentence]:
    """Divide the paragraphs of a prose document into sentences, in reading order."""
    return [
        Sentence(paragraph.target.cut(start, end), paragraph.target, start, end, paragraph.paragraph, heading)
        for paragraph in document.segments
        for heading in ["heading" in paragraph.flags]
        for start, end in sentences(paragraph.target.text, document.language)
    ]


def align_article(
    article: Document, references: Sequence[Document], source: Document | None, vectors: Vectors | None = None
) -> tuple[Segment, ...]:
    """Align an article with its references and its source; return its segments in reading order.

    A segment is the smallest set of sentences of the article whose counterpart is whole in every reference and in
    the source, up to six sentences; beyond that the weakest connection is cut, and both parts quote the sentences
    that they share. It holds no sentence that only stands between its own. What every reference says and the
    article does not gives a segment with an empty target at the place where it is missing. An encoder's `vectors` of
    sentences make the alignment with a source in another language surer.
    """
    own = divide(article)
    others = [divide(document) for document in (*references, *([source] if source else []))]
    languages = [document.language for document in (*references, *([source] if source else []))]
    target = [sentence.passage for sentence in own]
    beads = [
        align(target, [sentence.passage for sentence in other], article.language, language, vectors)
        for other, language in zip(others, languages, strict=True)
    ]
    groups = _closed(len(own), [bead for side in beads for bead in side])
    count = len(references)
    held = [_by_sentence(side) for side in beads]
    found = [((group[0], -1), _segment(group, own, others, held, count)) for group in groups]
    passages = [[sentence.passage for sentence in other] for other in others[:count]]
    missing = omissions(beads[:count], passages, article.language)
    found += [((lack.after, index), _lacking(lack, article, own, others)) for index, lack in enumerate(missing)]
    found = _met(sorted(found, key=lambda entry: entry[0]))
    source_lang = source.language if source else article.source_language
    corrected = {"post-edit"} if any(reference.post_edit for reference in references) else frozenset[str]()
    return tuple(
        replace(
            segment,
            key=str(number),
            target_lang=article.language,
            source_lang=source_lang,
            flags=segment.flags | corrected,
        )
        for number, (_, segment) in enumerate(found, start=1)
    )


def _met(found: Sequence[Placed]) -> list[Placed]:
    """Join a sentence without counterpart to what is missing beside it, where their lengths allow it.

    Side by side, and of like length, the two are one sentence said in other words rather than one added and one lost.
    """
    joined: list[Placed] = []
    for place, segment in found:
        before = joined[-1][1] if joined else None
        if before is not None and _may_be_one(before, segment):
            whole = segment if segment.target.text else before
            references = before.references or segment.references
            joined[-1] = (joined[-1][0], replace(whole, references=references, flags=whole.flags - {"unpaired"}))
        else:
            joined.append((place, segment))
    return joined


def _may_be_one(one: Segment, other: Segment) -> bool:
    added, lost = (one, other) if one.target.text else (other, one)
    if "unpaired" not in added.flags or lost.target.text:
        return False
    lengths = [len(reference.text) for reference in lost.references]
    return bool(lengths) and all(
        1 / _LIKE_LENGTH < len(added.target.text) / length < _LIKE_LENGTH for length in lengths
    )


def _by_sentence(beads: Iterable[Bead]) -> dict[int, list[Bead]]:
    """Return the beads that hold each of the article's sentences."""
    found: dict[int, list[Bead]] = {}
    for bead in beads:
        for number in bead.target:
            found.setdefault(number, []).append(bead)
    return found


def _closed(count: int, beads: Iterable[Bead]) -> list[tuple[int, ...]]:
    """Join sentences that share a bead of any text, strongest connections first; return the groups in order."""
    group: dict[int, tuple[int, ...]] = {number: (number,) for number in range(count)}
    links = [
        (-bead.similarity, before, after)
        for bead in beads
        if bead.other
        for before, after in zip(bead.target, bead.target[1:], strict=False)
    ]
    for _, before, after in sorted(links):
        if group[before] != group[after] and len(group[before]) + len(group[after]) <= _LARGEST:
            joined = tuple(sorted(group[before] + group[after]))
            group |= dict.fromkeys(joined, joined)
    return sorted(set(group.values()))


def _segment(
    group: tuple[int, ...],
    own: Sequence[Sentence],
    others: Sequence[Sequence[Sentence]],
    beads: Sequence[Mapping[int, Sequence[Bead]]],
    count: int,
) -> Segment:
    counterparts = [
        _joined(
            [other[i] for i in sorted({i for number in group for bead in side.get(number, ()) for i in bead.other})]
        )
        for other, side in zip(others, beads, strict=True)
    ]
    references = tuple(passage for passage in counterparts[:count] if passage is not None)
    first = own[group[0]]
    flags = {"heading"} if first.heading else set()
    if count and not references:
        flags.add("unpaired")
    target = _joined([own[number] for number in group]) or first.passage
    source = counterparts[count] if len(counterparts) > count else None
    return Segment("", target, references, source, paragraph=first.paragraph, flags=frozenset(flags))


def _lacking(
    lack: Omission, article: Document, own: Sequence[Sentence], others: Sequence[Sequence[Sentence]]
) -> Segment:
    before = own[lack.after] if lack.after >= 0 else None
    place = before.passage.place(len(before.passage.text), len(before.passage.text))[0] if before else 0
    counterparts = [_joined([other[i] for i in part]) for other, part in zip(others, lack.parts, strict=False)]
    return Segment(
        "",
        Passage("", article.path, place),
        tuple(passage for passage in counterparts if passage is not None),
        paragraph=before.paragraph if before else 0,
    )


def _joined(parts: Sequence[Sentence]) -> Passage | None:
    """Join sentences, ascending; neighbours in one paragraph keep what stands between them, others get a space."""
    runs: list[list[Sentence]] = []
    for part in parts:
        last = runs[-1][-1] if runs else None
        if last and last.whole is part.whole and not part.whole.text[last.end : part.start].strip():
            runs[-1].append(part)
        else:
            runs.append([part])
    return join(run[0].whole.cut(run[0].start, run[-1].end) for run in runs) if runs else None
