"""The term base format `tbx-v2`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.tbx_read import read_tbx
from qa.glossary.tbx_write import V2, write_tbx


@dataclass(frozen=True)
class TbxV2(Format):
    """TBX-Basic of version 2, as older tools read it."""

    def read(self, content: str, path: str) -> Glossary:
        """Read a TBX file of any style."""
        return read_tbx(content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write the terms concept by concept."""
        return write_tbx(terms, V2)
