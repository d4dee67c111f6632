"""Reads the cases of the checks: `tests/checks/<id>.toml`, and the examples of the manual pages.

A case has `target`, with its faults marked ⟦like this⟧ (an omission: ⟦⟧), `why`, and may have `language` (default en),
`references`, `source`, `source_language`, `flags`, `forms` and `longest` (of every segment), `glossary` (rows of
concept, language, term, status, part of speech), `hidden` (the findings are too unsure to be shown by default),
`says` (a part of each finding's message) and `fixed`, the target with the check's certain fixes made. Blank lines
divide `target` and each reference into paragraphs, which pair one by one; with `aligned = true` they are whole articles
instead, which are divided into sentences and aligned as the product does it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from qa.align.segments import align_article
from qa.catalog import examples
from qa.core.contracts import Check
from qa.core.documents import Document, Segment
from qa.core.findings import Finding
from qa.core.passage import Passage
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.readers.plain_text import PlainText
from qa.registry import load, load_all, names
from qa.run.fix import apply, choose
from qa.run.work import execute
from tests.checks.memory import Memory
from tests.models.marking import marking_model

FOLDER = Path(__file__).parent
_MARK = re.compile("⟦|⟧")
MODELS = {"comet": marking_model, "causal-lm": lambda: "memory"}


@dataclass(frozen=True)
class Case:
    check: str
    kind: str
    why: str
    language: str
    target: str
    references: tuple[str, ...] = ()
    source: str | None = None
    source_language: str | None = None
    glossary: tuple[Term, ...] = ()
    flags: frozenset[str] = frozenset()
    aligned: bool = False
    fixed: str | None = None
    forms: tuple[str, ...] = ()
    longest: int | None = None
    hidden: bool = False
    says: str = ""

    def __str__(self) -> str:
        return f"{self.check}-{self.kind}-{self.language}-{self.target[:40]}"

    @property
    def text(self) -> str:
        return _MARK.sub("", self.target)

    @property
    def spans(self) -> list[tuple[int, int]]:
        places: list[int] = []
        for count, match in enumerate(_MARK.finditer(self.target)):
            places.append(match.start() - count)
        return list(zip(places[::2], places[1::2], strict=True))

    def segments(self) -> list[Segment]:
        return list(self._aligned()) if self.aligned else self._paired()

    def _aligned(self) -> tuple[Segment, ...]:
        references = [self._document(text, f"reference {index}") for index, text in enumerate(self.references, start=1)]
        return align_article(self._document(self.text, "target"), references, None)

    def _document(self, text: str, path: str) -> Document:
        return replace(PlainText().read(text, path), language=self.language)

    def _paired(self) -> list[Segment]:
        paragraphs = [(match.start(), match[0]) for match in re.finditer(r"(?s).+?(?=\n\n|\Z)(?:\n\n)?", self.text)]
        if not paragraphs:
            paragraphs = [(0, "")]
        return [
            Segment(
                key=str(number),
                target=Passage(text.rstrip("\n"), "target", start),
                references=tuple(
                    _paragraph(reference, number, f"reference {index}")
                    for index, reference in enumerate(self.references, start=1)
                ),
                source=None if self.source is None else _paragraph(self.source, number, "source"),
                target_lang=self.language,
                source_lang=self.source_language,
                paragraph=number,
                flags=self.flags,
                forms=self.forms,
                longest=self.longest,
            )
            for number, (start, text) in enumerate(paragraphs)
        ]

    def with_fixes(self) -> str:
        return apply(self.text, [edit for _, edit in choose(self.text, "target", self.findings())])

    def findings(self, as_code: bool = False) -> list[Finding]:
        """Return what the check finds; with `as_code`, where the marked spans are no prose but code."""
        check = ready(load(Check, self.check))
        if hasattr(check, "glossary"):
            check = replace(check, glossary=Glossary(self.glossary))
        segments = [self._with_code(segment) for segment in self.segments()] if as_code else self.segments()
        with patch("qa.models.language_models.load", lambda kind, path: Memory()):
            return list(execute(segments, [check], []).findings)

    def _with_code(self, segment: Segment) -> Segment:
        start, length = segment.target.start, len(segment.target.text)
        ranges = ((max(0, a - start), min(length, b - start)) for a, b in self.spans)
        marks = tuple((low, high) for low, high in ranges if low < high)
        return replace(segment, target=replace(segment.target, marks=marks))


def ready(kind: type[Check]) -> Check:
    """Return a check with a small model, if it takes one of the user's own."""
    if not kind.takes:
        return kind()
    chosen = kind.takes[0]
    given = {"checkpoint": MODELS[chosen](), "kind": chosen}
    return replace(kind(), **{name: value for name, value in given.items() if hasattr(kind, name)})


def _paragraph(text: str, number: int, path: str) -> Passage:
    return Passage(text.split("\n\n")[number], path, sum(len(part) + 2 for part in text.split("\n\n")[:number]))


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for name in names(Check):
        content = tomllib.loads((FOLDER / f"{name.replace('-', '_')}.toml").read_text(encoding="utf-8"))
        for kind in ("bad", "good", "known_miss"):
            cases += [_case(name, kind, entry) for entry in content.get(kind, [])]
    return cases


def _case(check: str, kind: str, entry: dict[str, object]) -> Case:
    rows = entry.pop("glossary", [])
    terms = tuple(Term(row[0], row[1], row[2], Status(row[3]), row[4]) for row in rows)  # type: ignore[union-attr,attr-defined]
    fields = {"language": "en"} | entry | {"references": tuple(entry.get("references", ())), "glossary": terms}  # type: ignore[arg-type]
    fields["forms"] = tuple(entry.get("forms", ()))  # type: ignore[arg-type]
    fields["flags"] = frozenset(entry.get("flags", ()))  # type: ignore[arg-type]
    return Case(check=check, kind=kind, **fields)  # type: ignore[arg-type]


def manual_cases() -> list[Case]:
    return [
        Case(
            check.id(), "good" if example.good else "bad", "shown on the manual page", example.language,
            example.target, example.references,
        )
        for check in load_all(Check)
        for example in examples(check)
    ]  # fmt: skip
