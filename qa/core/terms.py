"""Terms and the concepts that they name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How welcome a term is, after ISO 30042's administrative status."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept's name in one language (a BCP 47 tag)."""

    concept: str
    language: str
    text: str
    status: Status = Status.PREFERRED
    part_of_speech: str = ""
    note: str = ""

    @property
    def is_name(self) -> bool:
        """Whether the term is a proper noun, whose letter case counts."""
        return self.part_of_speech.casefold() == "proper noun"

    @property
    def is_good(self) -> bool:
        """Whether a translator may use the term."""
        return self.status in (Status.PREFERRED, Status.ADMITTED)
