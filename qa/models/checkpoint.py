"""A language model in a local folder, in the layout of the library transformers: its tokenizer and its network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import parent_process
from typing import Any

import numpy as np

from qa.core.errors import InputError
from qa.models.pretrained import loading, network
from qa.models.surprise import Floats, Integers

# Entries of the table of chances that are held in memory at once, and those of which float32 numbers are made at once:
# what fits into a processor's own memory takes a quarter of the time.
_TABLE = 2**26
_PART = 2**18
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of a text: their numbers, their places in code points, and the number of the word of each."""

    ids: list[int]
    starts: Integers
    ends: Integers
    words: list[int | None]


class Checkpoint:
    """A tokenizer and a network of the class `auto` of transformers, in the precision in which it is stored."""

    def __init__(self, folder: str, auto: str) -> None:
        import torch

        with loading(folder) as transformers:
            self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.network: Any = network(folder, auto, dtype="auto")
        if not self.tokenizer.is_fast:
            raise InputError(f"{folder}: the tokenizer does not tell places in the text; it lacks tokenizer.json")
        if parent_process() is not None:
            torch.set_num_threads(1)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network.to(self.device)
        self.budget = max(1, _TABLE // int(self.network.config.get_text_config().vocab_size))

    def special(self, *names: str) -> list[int]:
        """Return the number of the first of these special pieces that the tokenizer has, alone; none without any."""
        numbers = (getattr(self.tokenizer, f"{name}_token_id", None) for name in names)
        return [number for number in numbers if number is not None][:1]

    def longest(self, most: int) -> int:
        """Return how many pieces the network can read at once, special ones included, `most` at most."""
        positions = getattr(self.network.config.get_text_config(), "max_position_embeddings", None) or most
        # RoBERTa and its kin count places from the number of the padding piece on.
        offset = (self.special("pad") or [0])[0] + 1 if "roberta" in self.network.config.model_type else 0
        return min(most, int(positions) - offset, int(self.tokenizer.model_max_length))

    def pieces(self, texts: Sequence[str]) -> list[Pieces]:
        """Divide texts, without special pieces."""
        clean = [_SURROGATES.sub("\ufffd", text) for text in texts]
        # A text that has the name of a special piece, such as [MASK], means these letters.
        literally = {"add_special_tokens": False, "split_special_tokens": True}
        coded = self.tokenizer(clean, return_offsets_mapping=True, verbose=False, **literally)
        found = []
        for number, places in enumerate(coded["offset_mapping"]):
            pairs = np.array([_bare(clean[number], *pair) for pair in places], dtype=np.int64).reshape(-1, 2)
            found.append(Pieces(coded["input_ids"][number], pairs[:, 0], pairs[:, 1], coded.word_ids(number)))
        return found

    def table(self, rows: Sequence[Sequence[int]]) -> Any:
        """Return the network's tables of unscaled chances, shape (rows, longest, vocabulary), for rows of pieces."""
        import torch

        longest = max(map(len, rows))
        ids = torch.zeros((len(rows), longest), dtype=torch.long)
        seen = torch.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            seen[number, : len(row)] = 1
        with torch.inference_mode():
            return self.network(input_ids=ids.to(self.device), attention_mask=seen.to(self.device)).logits


def surprise_at(table: Any, asked: Sequence[int]) -> Floats:
    """Return minus the logarithm of the chance of one piece for each row of a table of unscaled chances."""
    import torch

    rows = max(1, _PART // table.shape[-1])
    wanted: Any = torch.tensor(asked, device=table.device)
    parts = zip(table.split(rows), wanted.split(rows), strict=True)
    found = [torch.nn.functional.cross_entropy(some.float(), own, reduction="none") for some, own in parts]
    return torch.cat(found).cpu().double().numpy() if found else np.zeros(0)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a piece without the space before it; one of space alone has that of what comes next."""
    while start < end and text[start].isspace():
        start += 1
    return start, max(end, min(start + 1, len(text)))
