"""The plug-in contract. A component is a frozen dataclass in a file of its own; its fields are its options.

The file's name is the component's id (`number_mismatch.py` is `number-mismatch`), its class's docstring is its
manual page, and one method does its work. Nothing else has to be written down anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import Field, fields
from itertools import chain
from typing import Any, ClassVar, Literal, Self, TextIO

from qa.core.documents import Document, Segment
from qa.core.findings import Evidence, Finding, Fix, Severity, Span
from qa.core.large_text import Content
from qa.core.passage import Passage
from qa.core.report import NotChecked, Report

Need = Literal["reference", "source", "glossary", "model"]
_FILLED = frozenset({"glossary", "checkpoint", "kind", "judge", "rarity"})
_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")


class Component:
    """What all four families share: an id, taken from the module's name.

    `needs` is what a check or metric cannot do without, `either` that of which it needs at least one.
    A check or metric that runs a model of the user's own names the kinds in `takes`, the best first; it declares a
    field `checkpoint: str = ""`, which the runner fills with the model's folder, and where there are several kinds a
    field `kind: str = ""`. Without such a model it does not run, unless it has one to fall back on: `has_own_model`.
    A field `judge: bool = False` is filled with whether the learned judge is there.
    """

    takes: ClassVar[tuple[str, ...]] = ()
    has_own_model: ClassVar[bool] = False
    needs: ClassVar[frozenset[Need]] = frozenset()
    either: ClassVar[frozenset[Need]] = frozenset()

    def missing(self, have: Set[str]) -> frozenset[Need]:
        """Return what the component cannot do without and is not in `have`: of `needs`, and of `either` if none is."""
        return (self.needs - have) | (frozenset() if self.either & have else self.either)

    @classmethod
    def id(cls) -> str:
        """Return the component's id, for example `number-mismatch`."""
        return cls.__module__.rpartition(".")[2].replace("_", "-")

    @classmethod
    def options(cls) -> tuple[Field[Any], ...]:
        """Return the fields that a user can set: all but those that the runner fills."""
        return tuple(item for item in fields(cls) if item.name not in _FILLED)  # type: ignore[arg-type]


class Check(Component):
    """Looks at one segment at a time and yields what is wrong with it.

    `covers` says which languages it knows. A check that needs or can use a glossary declares a field `glossary`; the
    runner fills it.
    """

    severity: ClassVar[Severity] = Severity.MINOR
    category: ClassVar[str]

    def covers(self, language: str) -> bool:
        """Say whether the check can judge text in `language` (a BCP 47 tag)."""
        return True

    def lacks(self, language: str) -> tuple[NotChecked, ...]:
        """Return what the check cannot look at in a covered language, because an optional part of it is missing.

        For example an extra that is not installed, or a server that was not named. The check runs all the same, with
        what it has.
        """
        return ()

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield the findings in one segment.

        Raises:
            UnavailableError: what the check relies on fails; the findings so far are kept.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no check()")

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings in many segments; override it to work in batches."""
        return chain.from_iterable(map(self.check, segments))

    def found(
        self,
        segment: Segment,
        start: int,
        end: int,
        message: str,
        *,
        confidence: float,
        passage: Passage | None = None,
        evidence: Iterable[Evidence] = (),
        severity: Severity | None = None,
        category: str | None = None,
        fix: str | None = None,
        suggestion: str | None = None,
    ) -> Finding:
        """Make a finding at `text[start:end]` of the segment's target, or of `passage` where one is given.

        `fix` is the text that certainly belongs there; `suggestion` what a person may want to write. The finding has
        the fix as the file's format writes it. One that would overwrite markup or a mark, has a break, or cannot be
        written at the place becomes a suggestion.
        """
        where = passage if passage is not None else segment.target
        low, high = where.place(start, end)
        suggestion = suggestion if suggestion is not None else fix
        free = fix is not None and not _BREAKS & set(fix) and where.in_one(start, end) and not where.marked(start, end)
        written = where.escape(fix) if fix is not None and free else None
        return Finding(
            key=segment.key,
            check=self.id(),
            category=category or self.category,
            severity=self.severity if severity is None else severity,
            confidence=confidence,
            message=message,
            spans=(Span(where.path, low, high),),
            evidence=tuple(evidence),
            fix=None if written is None else Fix(low, high, written),
            suggestion=suggestion,
        )


class GroupCheck(Check):
    """Compares segments with each other: those for which `key` is the same are looked at together."""

    def key(self, segment: Segment) -> str:
        """Return the name of the group that the segment belongs to; by default its document."""
        return segment.target.path

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings in one group, whose segments come in reading order."""
        raise NotImplementedError(f"{type(self).__name__} defines no check_group()")


def cite(passage: Passage, start: int = 0, end: int | None = None) -> Evidence:
    """Quote `passage.text[start:end]` as evidence, with its place in its file."""
    end = len(passage.text) if end is None else end
    low, high = passage.place(start, end)
    return Evidence(passage.path, low, high, passage.text[start:end])


class Metric(Component):
    """Turns segments into rows of numbers that can be summed, and a sum of rows into a score.

    Corpus score: `finish` of the sum of all rows. Segment score: `finish_segment` of one row. Intervals and paired
    tests: `finish` of sums of resampled rows. All rows of a metric have the same length.
    """

    higher_is_better: ClassVar[bool] = True
    segment_level: ClassVar[bool] = True
    usual: ClassVar[bool] = True
    """Whether the metric is computed without being asked for by name."""

    def lacks(self) -> str:
        """Say what the metric cannot work without, besides its needs, and is not there; empty where nothing lacks."""
        return ""

    def covers(self, language: str) -> bool:
        """Say whether the metric can score translations into `language` (a BCP 47 tag)."""
        return True

    def over(self, segments: Sequence[Segment]) -> Self:
        """Return the metric with what it must know of all segments before it is given some of them; by default itself.

        What it learns is kept in a field that is no option.
        """
        return self

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return one row of sums for each segment.

        Raises:
            UnavailableError: what the metric relies on fails; the metric is then listed as not checked.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no rows()")

    def finish(self, total: Sequence[float]) -> float:
        """Return the score of a row or of a sum of rows."""
        raise NotImplementedError(f"{type(self).__name__} defines no finish()")

    def finish_segment(self, row: Sequence[float]) -> float:
        """Return the score of one segment's row; override it where the field scores single segments differently."""
        return self.finish(row)

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return what another person needs to get the same number."""
        raise NotImplementedError(f"{type(self).__name__} defines no signature()")


class Reader(Component):
    """Reads one file format. `suffixes` are lower-case file name endings with their dot.

    A `packed` format is no text: `unpack` then does the work of `read`, and the name alone tells the format. A file of
    a `streamed` format can be read in `parts`, so that a large one need not be held.
    """

    suffixes: ClassVar[tuple[str, ...]] = ()
    packed: ClassVar[bool] = False
    streamed: ClassVar[bool] = False

    def sniff(self, head: str) -> bool:
        """Say whether a file whose name tells nothing starts like this format; `head` is its first 4,096 characters."""
        return False

    def read(self, content: str, path: str) -> Document:
        """Turn the decoded content of a file into a document.

        Raises:
            InputError: the file as a whole cannot be used. An entry that cannot be read is a finding instead.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no read()")

    def unpack(self, data: bytes, path: str) -> Document:
        """Turn the bytes of a packed file into a document, whose `content` is the text that was found inside.

        All places count in that text.

        Raises:
            InputError: the file as a whole cannot be used. An entry that cannot be read is a finding instead.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no unpack()")

    def parts(self, content: Content, path: str) -> Iterator[Document]:
        """Turn the content of a large file into documents, each about one part of it, in their order.

        Raises:
            InputError: the file as a whole cannot be used. An entry that cannot be read is a finding instead.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no parts()")


class Reporter(Component):
    """Writes a report down in one format; `shows_scores` says whether it has a place for scores.

    `suffixes` are lower-case file name endings with their dot. A format that is no text writes to `stream.buffer`.
    """

    shows_scores: ClassVar[bool] = True
    suffixes: ClassVar[tuple[str, ...]] = ()

    def write(self, report: Report, stream: TextIO) -> None:
        """Write `report` to `stream`."""
        raise NotImplementedError(f"{type(self).__name__} defines no write()")
