"""Terms and the concepts that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How welcome a term is, after ISO 30042's administrative status."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class CaseRule(StrEnum):
    """What a term base says about the letter case of a term in running text.

    `usual`: capitals belong to names and abbreviations, and a name in lower case is a fault; `exact`: only what is
    written with the term's own letters is the term; `any`: letter case does not count.
    """

    USUAL = "usual"
    EXACT = "exact"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept's name in one language (a BCP 47 tag).

    `do_not_translate` says that the form stays as it is in every language. `extra` holds what else the base says of
    the term, by name, so that a converted base loses nothing. `line` is where its entry begins in the file, from 1;
    0 where nobody knows. It does not tell terms apart.
    """

    concept: str
    language: str
    text: str
    status: Status = Status.PREFERRED
    part_of_speech: str = ""
    note: str = ""
    gender: str = ""
    case: CaseRule = CaseRule.USUAL
    do_not_translate: bool = False
    context: str = ""
    domain: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False, repr=False)

    @property
    def is_name(self) -> bool:
        """Whether the term is a proper noun, whose letter case counts."""
        return self.part_of_speech.casefold() == "proper noun"

    @property
    def is_good(self) -> bool:
        """Whether a translator may use the term."""
        return self.status in (Status.PREFERRED, Status.ADMITTED)
