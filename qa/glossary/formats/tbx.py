"""The term base format `tbx`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.tbx_read import read_tbx
from qa.glossary.tbx_write import DCA, write_tbx


@dataclass(frozen=True)
class Tbx(Format):
    """TBX as in ISO 30042:2019, in the style DCA, where an attribute names the data category."""

    suffixes = (".tbx", ".xml", ".mtf")

    def sniff(self, head: str) -> bool:
        """The elements `tbx` or `martif`."""
        return "<tbx" in head or "<martif" in head

    def read(self, content: str, path: str) -> Glossary:
        """Read a TBX file of any style."""
        return read_tbx(content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write the terms concept by concept."""
        return write_tbx(terms, DCA)
