"""The term base format `xliff`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.errors import SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.xliff_read import read_xliff
from qa.glossary.xliff_write import write_xliff


@dataclass(frozen=True)
class Xliff(Format):
    """The glossary module of XLIFF 2, or where there is none, the units of XLIFF 1.2 or 2 as pairs of terms.

    A base is written as XLIFF 2.1: a unit for each concept, which has the pair of its first two languages both as
    the segment and in the glossary module. What the module does not know, other languages among it, stands in
    elements and attributes of a name space of its own.
    """

    suffixes = (".xlf", ".xliff")

    def sniff(self, head: str) -> bool:
        """The element `xliff`."""
        return "<xliff" in head

    def read(self, content: str, path: str) -> Glossary:
        """Read the glossary's entries."""
        return read_xliff(content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write a unit for each concept."""
        try:
            return write_xliff(terms)
        except ValueError as error:
            raise SettingsError(f"cannot be written as XLIFF: {error}") from error
