"""A report as the HTML page shows it: numbered findings, and the text cut into marked pieces."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePath

from qa.core.findings import Evidence, Finding, Severity
from qa.core.large_text import Content, lines_of
from qa.core.passage import Passage
from qa.core.report import Report
from qa.lang.direction import direction
from qa.reporters._html_pieces import Mark, Piece, Places, Slot, cut

STRIP_WIDTH = 1000
_QUOTED = re.compile(r'("[^"]*"|“[^”]*”|«[^»]*»)')
_SOURCE = -1


@dataclass(frozen=True, slots=True)
class Words:
    """Words with the language that they are in and its direction."""

    text: str
    lang: str = ""
    direction: str = "auto"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with its number, its position (`x`, out of `STRIP_WIDTH`) and its line and column, from 1.

    `message` alternates plain words and quotations. `marked` says whether the text shows its place.
    """

    number: int
    finding: Finding
    message: tuple[str, ...]
    quote: Words
    evidence: tuple[Words, ...]
    x: float
    line: int
    column: int
    marked: bool

    @property
    def kind(self) -> str:
        """The last part of the category, in words."""
        return self.finding.category.rpartition("/")[2].replace("-", " ")


@dataclass(frozen=True, slots=True)
class Side:
    """A counterpart of a segment's target: a reference or the source."""

    label: str
    lang: str
    direction: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Block:
    """A segment with its marks. `opens` says that a paragraph starts with it."""

    key: str
    lang: str
    direction: str
    pieces: list[Piece]
    sides: tuple[Side, ...]
    scores: tuple[tuple[str, float], ...]
    flags: frozenset[str]
    opens: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A document with its blocks."""

    path: str
    bilingual: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the template shows. `labels` name the counterparts; the counts are of all findings."""

    title: str
    cards: tuple[Card, ...]
    parts: tuple[Part, ...]
    labels: tuple[str, ...]
    severities: tuple[tuple[Severity, int], ...]
    categories: tuple[tuple[str, int], ...]

    @property
    def tenths(self) -> list[int]:
        """How many findings stand in each tenth of the text."""
        counts = Counter(min(9, int(10 * card.x / STRIP_WIDTH)) for card in self.cards)
        return [counts[tenth] for tenth in range(10)]


def page_of(report: Report) -> Page:
    """Prepare a report for the template: findings in reading order, numbered from 1."""
    order = {document.path: index for index, document in enumerate(report.documents)}
    findings = sorted(report.findings, key=lambda finding: _reading_order(finding, order))
    placed = _Placed.of(report, findings)
    parts = tuple(_parts(report, placed))
    severities = Counter(finding.severity for finding in findings)
    return Page(
        report.title or _title(tuple(order)),
        tuple(_cards(report, findings, placed)),
        parts,
        tuple(dict.fromkeys(side.label for part in parts for block in part.blocks for side in block.sides)),
        tuple((severity, severities[severity]) for severity in sorted(severities, reverse=True)),
        tuple(sorted(Counter(finding.category for finding in findings).items())),
    )


def _title(paths: Sequence[str]) -> str:
    return " · ".join(PurePath(path).name for path in paths) if len(paths) <= 3 else f"{len(paths):,} files"


def _cards(report: Report, findings: Sequence[Finding], placed: _Placed) -> Iterator[Card]:
    contents = {file.path: file.content for file in report.files}
    lines = {path: lines_of(content) for path, content in contents.items()}
    sizes = [len(document.content) for document in report.documents]
    bases = dict(zip((document.path for document in report.documents), accumulate(sizes, initial=0), strict=False))
    for number, finding in enumerate(findings, 1):
        span = finding.span
        line, column = lines[span.path].position(span.start) if span.path in lines else (0, 0)
        offset = bases[span.path] + span.start if span.path in bases else 0
        yield Card(
            number,
            finding,
            tuple(_QUOTED.split(finding.message)),
            placed.quote(number, finding, contents.get(span.path, "")),
            tuple(placed.evidence(number, evidence) for evidence in finding.evidence),
            round(STRIP_WIDTH * min(1, offset / max(1, sum(sizes))), 1),
            line,
            column,
            number in placed.homes,
        )


def _reading_order(finding: Finding, order: dict[str, int]) -> tuple[int, str, int, int, int, str, str]:
    span = finding.span
    place = order.get(span.path, len(order)), span.path, span.start, span.end
    return *place, -finding.severity, finding.check, finding.message


@dataclass(frozen=True, slots=True)
class _Placed:
    """Marks by (segment, index of the passage); `homes` gives the segment that shows each finding."""

    report: Report
    targets: dict[int, list[Mark]]
    others: dict[tuple[int, int], list[Mark]]
    homes: dict[int, int]
    cited: Places

    @classmethod
    def of(cls, report: Report, findings: Sequence[Finding]) -> _Placed:
        segments = [scored.segment for scored in report.segments]
        keys = {segment.key: index for index, segment in enumerate(segments)}
        targets = Places.of(Slot(index, 0, segment.target) for index, segment in enumerate(segments))
        sources = [(i, _SOURCE, segment.source) for i, segment in enumerate(segments) if segment.source is not None]
        references = [
            (i, j, passage) for i, segment in enumerate(segments) for j, passage in enumerate(segment.references)
        ]
        cited = Places.of(Slot(*slot) for slot in [*sources, *references])
        placed = cls(report, defaultdict(list), defaultdict(list), {}, cited)
        for number, finding in enumerate(findings, 1):
            own = keys.get(finding.key)
            for span in finding.spans:
                for slot, start, end in targets.find(span.path, span.start, span.end, own):
                    first = placed.homes.setdefault(number, slot.segment) == slot.segment and span is finding.span
                    placed.targets[slot.segment].append(Mark(start, end, number, finding.severity, first))
            for evidence in finding.evidence:
                placed._cite(number, evidence.path, evidence.start, evidence.end, own)
        return placed

    def _cite(self, number: int, path: str, start: int, end: int, own: int | None) -> None:
        hits = self.cited.find(path, start, end, own) if start < end else []
        for slot, low, high in [hit for hit in hits if hit[0].segment == own] or hits:
            self.others[slot.segment, slot.index].append(Mark(low, high, number))

    def quote(self, number: int, finding: Finding, content: Content) -> Words:
        """Return the words of the finding's first span."""
        home = self.homes.get(number)
        lang = "und" if home is None else self.report.segments[home].segment.target_lang
        return Words(content[finding.span.start : finding.span.end], *_language(lang))

    def evidence(self, number: int, evidence: Evidence) -> Words:
        """Return an evidence's words with the language of the passage that they stand in."""
        label = PurePath(evidence.path).name
        hits = self.cited.find(evidence.path, evidence.start, evidence.end, self.homes.get(number))
        if not hits:
            return Words(evidence.text, label=label)
        slot = hits[0][0]
        return Words(evidence.text, *_language(self.language(slot.segment, slot.index)), label)

    def language(self, segment: int, index: int) -> str:
        """Return the language of a source or a reference."""
        owner = self.report.segments[segment].segment
        return (owner.source_lang or "und") if index == _SOURCE else owner.target_lang


def _language(tag: str) -> tuple[str, str]:
    """Return what the attributes `lang` and `dir` say for a language tag."""
    return ("", "auto") if tag == "und" else (tag, direction(tag))


def _parts(report: Report, placed: _Placed) -> Iterator[Part]:
    blocks: dict[str, list[Block]] = {document.path: [] for document in report.documents}
    bilingual = {document.path for document in report.documents if document.bilingual}
    names = _names(report)
    before: tuple[str, int] | None = None
    for index, scored in enumerate(report.segments):
        segment = scored.segment
        paragraph = (segment.target.path, segment.paragraph)
        passages = [(i, passage) for i, passage in enumerate(segment.references)]
        passages += [] if segment.source is None else [(_SOURCE, segment.source)]
        sides = []
        for i, passage in passages:
            pieces = cut(passage.text, placed.others.get((index, i), ()))
            label = "Source" if i == _SOURCE else _label(passage, i, segment.target.path, names)
            sides.append(Side(label, *_language(placed.language(index, i)), pieces))
        blocks.setdefault(segment.target.path, []).append(
            Block(
                segment.key,
                *_language(segment.target_lang),
                cut(segment.target.text, placed.targets.get(index, ())),
                tuple(sides),
                tuple(sorted(scored.scores.items())),
                segment.flags,
                paragraph != before,
            )
        )
        before = paragraph
    return (Part(path, path in bilingual, tuple(own)) for path, own in blocks.items())


def _names(report: Report) -> Counter[str]:
    """Count the files of each name, so that two with the same name can be told apart."""
    paths = {passage.path for scored in report.segments for passage in scored.segment.references}
    return Counter(PurePath(path).name for path in paths)


def _label(passage: Passage, index: int, target: str, names: Counter[str]) -> str:
    """Name a reference by its file, or by its number where it stands in the same file as the target."""
    if passage.path in ("", target):
        return f"Reference {index + 1}"
    name = PurePath(passage.path).name
    return name if names[name] == 1 else passage.path
