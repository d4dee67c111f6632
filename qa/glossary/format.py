"""What a file format of term bases is: a frozen dataclass in a file of its own in `qa/glossary/formats`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from qa.core.errors import SettingsError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.lang.decoding import decode


class Format:
    """Reads and writes one file format. `suffixes` are lower-case file name endings with their dot."""

    suffixes: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def id(cls) -> str:
        """Return the format's name, for example `tbx-dct`."""
        return cls.__module__.rpartition(".")[2].replace("_", "-")

    def sniff(self, head: str) -> bool:
        """Say whether a file whose name tells nothing starts like this format; `head` is its first 4,096 characters."""
        return False

    def decode(self, data: bytes, path: str) -> str:
        """Return the file as text, in which the places of broken entries are given."""
        return decode(data, path)

    def read(self, content: str, path: str) -> Glossary:
        """Read a term base.

        Raises:
            InputError: the file as a whole is no term base. An entry that cannot be read is a problem of the glossary.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no read()")

    def write(self, terms: Sequence[Term]) -> bytes:
        """Return the file that holds the terms.

        Raises:
            SettingsError: this format is only read, or cannot hold these terms.
        """
        raise SettingsError(f"term bases are not written as {self.id()}; choose another format")
