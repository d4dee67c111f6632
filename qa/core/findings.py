"""What a check says: a finding, its severity, its places, its evidence and its fix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum


class Severity(IntEnum):
    """How bad an error is, as in MQM; `neutral` is worth a note and costs nothing."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The word that users read and write, for example `major`."""
        return self.name.lower()


FILE = "file"
"""The dimension of what is broken about the input, and is no error of the translation."""


def dimension(category: str) -> str:
    """Return the MQM dimension of a category: `accuracy` of `accuracy/omission`."""
    return category.partition("/")[0]


def selectors_of(check: str, category: str) -> frozenset[str]:
    """Return the names that select what a check finds: its id, the MQM category, and the dimension of that."""
    return frozenset({check, category, dimension(category)})


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a file as decoded."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a reference, of the source or of a glossary that support a finding."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What to put in place of the file's code points from `start` to `end`, in the file of the first span."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One error in a translation.

    `key` names the segment, `check` the check that found it. `category` is an MQM path such as
    `accuracy/mistranslation`. `severity` says how bad it is, `confidence` (0 to 1) how sure the check is: they
    are independent. The first of `spans` is the place to show; it is empty (start equals end) for an omission.
    `suggestion` is what a person may want to write; `fix` is given only where it is certain. `also` names the
    other checks that saw the same error.
    """

    key: str
    check: str
    category: str
    severity: Severity
    confidence: float
    message: str
    spans: tuple[Span, ...]
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    suggestion: str | None = None
    also: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The place to show."""
        return self.spans[0]

    @property
    def selectors(self) -> frozenset[str]:
        """The names that select the finding."""
        return selectors_of(self.check, self.category)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """What findings are sorted by: file and place, then the check."""
        return self.span.path, self.span.start, self.span.end, self.check


def across(finding: Finding, places: Iterable[tuple[int, int]]) -> Finding:
    """Return a finding about all the `places` (start, end) of its file, the first of which is the place to show."""
    return replace(finding, spans=tuple(Span(finding.span.path, start, end) for start, end in places))
