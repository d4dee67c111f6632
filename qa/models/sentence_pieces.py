"""A sentencepiece model that a user names, as a tokenizer."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from qa.core.errors import SettingsError


class SentencePieces:
    """Divides text into the pieces of a sentencepiece model; loads the file at first use."""

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def digest(self) -> str:
        """The first twelve digits of the file's SHA-256."""
        return sha256(self._content).hexdigest()[:12]

    @cached_property
    def _content(self) -> bytes:
        try:
            return Path(self.path).read_bytes()
        except OSError as error:
            raise SettingsError(f"{self.path}: this sentencepiece model cannot be read: {error.strerror}") from error

    @cached_property
    def _processor(self) -> Any:
        from sentencepiece import SentencePieceProcessor

        try:
            return SentencePieceProcessor(model_proto=self._content)
        except RuntimeError as error:
            raise SettingsError(f"{self.path}: is no sentencepiece model") from error

    def __call__(self, line: str) -> str:
        """Return the pieces of a line, spaces between them."""
        return " ".join(self._processor.encode(line, out_type=str))
