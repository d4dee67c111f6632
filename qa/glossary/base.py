"""A term base in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from qa.core.display import counted
from qa.core.findings import Finding
from qa.core.terms import Status, Term
from qa.lang.tags import primary


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by concept and language, in the order of the file; `problems` are entries that could not be read.

    `digest` stands for the terms where glossaries are compared, so that a copy in another process is the same base.
    """

    terms: tuple[Term, ...] = field(default=(), compare=False)
    problems: tuple[Finding, ...] = field(default=(), compare=False)
    digest: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Compute the digest."""
        object.__setattr__(self, "digest", sha256(repr(self.terms).encode()).hexdigest())

    def __repr__(self) -> str:
        languages = ", ".join(sorted({term.language for term in self.terms}))
        return f"<Glossary: {counted(len(self.terms), 'term')}{languages and f' in {languages}'}>"

    def in_language(self, language: str) -> tuple[Term, ...]:
        """Return the terms of a language, whatever its region."""
        return tuple(term for term in self.terms if primary(term.language) == primary(language))

    def preferred(self, concept: str, language: str) -> Term | None:
        """Return the form of a concept that a translation into `language` should use, if the base has one."""
        return next(iter(_good(self, primary(language)).get(concept, ())), None)

    def prefers_one(self, concept: str, language: str) -> bool:
        """Say whether there is just one preferred form of a concept in `language`, so that there is no choice."""
        good = _good(self, primary(language)).get(concept, ())
        return sum(term.status is Status.PREFERRED for term in good) == 1


@lru_cache(maxsize=64)
def _good(glossary: Glossary, language: str) -> dict[str, list[Term]]:
    """Return the preferred terms of each concept, and then the admitted ones."""
    found: dict[str, list[Term]] = {}
    for status in (Status.PREFERRED, Status.ADMITTED):
        for term in glossary.terms:
            if primary(term.language) == language and term.status is status:
                found.setdefault(term.concept, []).append(term)
    return found
