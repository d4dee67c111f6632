"""The pieces of texts for a COMET model, in windows that the encoder can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.core.errors import InputError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


_BOUNDARY = "\u2581"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's pieces by number, without the special ones, and their places in it, (start, end) in code points.

    A mere word boundary has an empty place; other pieces may begin with the space before a word.
    """

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    def part(self, number: int, count: int) -> Pieces:
        """Return one of `count` parts that are nearly of one length."""
        low, high = (len(self.ids) * edge // count for edge in (number, number + 1))
        return Pieces(self.ids[low:high], self.places[low:high])


class Cutter:
    """Cuts texts into pieces with the tokenizer in a folder."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = _tokenizer(folder)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        empty = self._tokenizer.encode("").ids
        if len(empty) != 2:
            raise InputError(f"{folder}: its tokenizer marks no start and end of a text")
        self.start, self.end = empty
        self._boundary = self._tokenizer.token_to_id(_BOUNDARY)

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the pieces of each text."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [Pieces(tuple(one.ids), tuple(map(self._place, one.ids, one.offsets))) for one in found]

    def _place(self, piece: int, place: tuple[int, int]) -> tuple[int, int]:
        return (place[0], place[0]) if piece == self._boundary else place


def _tokenizer(folder: Path) -> Tokenizer:
    file = folder / "tokenizer.json"
    if file.is_file():
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(file))
    from transformers import AutoTokenizer, XLMRobertaTokenizer

    # Configurations of BERT and XLM-R XL do not tell that their pieces are those of XLM-R.
    kind = XLMRobertaTokenizer if (folder / "sentencepiece.bpe.model").is_file() else AutoTokenizer
    try:
        return kind.from_pretrained(folder, local_files_only=True).backend_tokenizer
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"{folder}: no tokenizer: {error}") from error
