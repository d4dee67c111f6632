"""Makes the draft of a term base out of texts: their names and terms, and what their translations write for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.core.display import counted
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.glossary.candidates import Candidate, Least, candidates
from qa.glossary.phrases import Use, runs
from qa.glossary.renderings import Rendering, Translations, renderings
from qa.lang.names import knows_names
from qa.lang.tags import primary
from qa.lang.words import fold

_BESIDE = 60
# What a table program takes for the start of a formula.
_FORMULA = "=+-@＝＋－＠\t\r\n "

Texts = list[tuple[int, Passage]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a translation writes for a phrase: how often, in how many segments, and how sure it is (0 to 1)."""

    text: str
    count: int
    segments: int
    sureness: float
    context: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate for a term base in `language`, with proposals for `other`, the most frequent first.

    `count` is how often it stands in `documents` files and `segments` segments.
    """

    text: str
    language: str
    is_name: bool
    count: int
    segments: int
    documents: int
    context: str
    other: str = ""
    proposals: tuple[Proposal, ...] = ()


def extract(segments: Sequence[Segment], least: Least, known: Glossary) -> tuple[Draft, ...]:
    """Return the candidates of all segments that no term of `known` has yet, the most frequent first.

    Where segments have a source, the candidates are those of the source, or those of the translation where only its
    capitals tell names; otherwise they are those of the translations and their references.
    """
    drafts = [
        draft
        for (source, target), own in by_languages(segments).items()
        for draft in (_bilingual(own, source, target, least) if source else _monolingual(own, target, least))
    ]
    listed = {(primary(term.language), fold(term.text)) for term in known.terms}
    new = [draft for draft in drafts if (primary(draft.language), fold(draft.text)) not in listed]
    return tuple(sorted(new, key=lambda draft: (-draft.count, draft.language, draft.text, draft.other)))


def by_languages(segments: Iterable[Segment]) -> dict[tuple[str, str], list[Segment]]:
    """Divide segments by the languages of their source, empty where there is none, and their translation."""
    found: dict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in segments:
        source = segment.source_lang if segment.source is not None and segment.source_lang else ""
        found[source, segment.target_lang].append(segment)
    return dict(found)


def sources(segments: Sequence[Segment]) -> Texts:
    """Return the sources with the numbers of their segments."""
    return [(number, segment.source) for number, segment in enumerate(segments) if segment.source is not None]


def translations(segments: Sequence[Segment], *, references: bool) -> Texts:
    """Return the translations, with the references where they are asked for, with the numbers of their segments."""
    return [
        (number, passage)
        for number, segment in enumerate(segments)
        for passage in (segment.target, *(segment.references if references else ()))
    ]


def _monolingual(segments: Sequence[Segment], language: str, least: Least) -> Iterator[Draft]:
    for one in candidates(runs(translations(segments, references=True), language), language, least):
        yield _draft(one)


def _bilingual(segments: Sequence[Segment], source: str, target: str, least: Least) -> Iterator[Draft]:
    first, second = (sources(segments), source), (translations(segments, references=True), target)
    if knows_names(target) and not knows_names(source):
        first, second = second, first
    (texts, language), (others, other) = first, second
    found = candidates(runs(texts, language), language, least)
    for one, rendered in zip(found, renderings(found, Translations(runs(others, other), other)), strict=True):
        yield _draft(one, other, rendered)


def _draft(one: Candidate, other: str = "", rendered: Sequence[Rendering] = ()) -> Draft:
    return Draft(
        text=one.text,
        language=one.language,
        is_name=one.is_name,
        count=len(one.uses),
        segments=len(one.segments),
        documents=len({use.run.passage.path for use in one.uses}),
        context=_context(one.uses[0]),
        other=other,
        proposals=tuple(_proposal(rendering) for rendering in rendered),
    )


def _proposal(rendering: Rendering) -> Proposal:
    uses = rendering.uses
    count = len({use.run.number for use in uses})
    return Proposal(rendering.text, len(uses), count, rendering.sureness, _context(uses[0]))


def _context(use: Use) -> str:
    """Return the words around a phrase on one line, which no table program takes for a formula."""
    text = use.run.passage.text
    start, end = use.tokens[0].start, use.tokens[-1].end
    low, high = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    if low and " " in text[low:start]:
        low = text.index(" ", low, start) + 1
    if high < len(text) and " " in text[end:high]:
        high = text.rindex(" ", end, high)
    return " ".join(text[low:high].split()).lstrip(_FORMULA)


def terms_of(drafts: Iterable[Draft]) -> tuple[Term, ...]:
    """Return drafts as the terms of a base; all are admitted, since nobody has chosen among them yet."""
    taken: dict[str, int] = defaultdict(int)
    terms: list[Term] = []
    for draft in drafts:
        name = fold(draft.text).replace(" ", "-")
        taken[name] += 1
        concept = name if taken[name] == 1 else f"{name}-{taken[name]}"
        kind = "proper noun" if draft.is_name else ""
        note = f"candidate: {_times(draft.count)} in {counted(draft.documents, 'file')}"
        terms.append(_term(concept, draft.language, draft.text, kind, note, draft.context))
        for one in draft.proposals:
            note = f"candidate: in {one.segments} of {counted(draft.segments, 'segment')}, association {one.sureness}"
            terms.append(_term(concept, draft.other, one.text, kind, note, one.context))
    return tuple(terms)


def _term(concept: str, language: str, text: str, kind: str, note: str, context: str) -> Term:
    return Term(concept, language, text, Status.ADMITTED, kind, note, context=context)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
