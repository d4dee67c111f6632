"""What is known of the words of one language from its translations: which are alike, and which follow which."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BOUNDARY = "\u2581"
"""What the vocabulary writes for the space before a word."""
_NEAREST = 20
_TRIED = 12
_COMMON = 60
_SHORTEST_FORM = 4

Ids = NDArray[np.int32]


class Word(NamedTuple):
    """A word's token numbers, the severity of the error that it is, and whether words were dropped before it."""

    ids: Ids
    severity: int = 0
    gap: bool = False


def words_of(text: Ids, starts: NDArray[np.bool_]) -> tuple[Ids, list[Word]]:
    """Return what stands before the first word, and the words; the special pieces are left out."""
    inner = text[1:-1]
    heads = np.flatnonzero(starts[inner]).tolist()
    if not heads:
        return inner, []
    return inner[: heads[0]], [Word(inner[low:high]) for low, high in pairwise([*heads, len(inner)])]


class Spelling:
    """How the pieces of the vocabulary are written, and which differ from one another in that only."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = pieces
        self.numbers = {piece: number for number, piece in enumerate(pieces)}

    def text(self, ids: Ids) -> str:
        """Return the word as it is written, without the space before it."""
        return "".join(self.pieces[number] for number in ids).removeprefix(BOUNDARY)

    def has_letters(self, number: int) -> bool:
        """Say whether a piece has letters or digits, or is none but marks."""
        return any(map(str.isalnum, self.pieces[number]))

    def spaced(self, number: int) -> int:
        """Return the same piece with a space before it, itself where there is none."""
        return self.numbers.get(BOUNDARY + self.pieces[number], number)

    def glued(self, number: int) -> int:
        """Return the same piece without the space before it, itself where there is none."""
        return self.numbers.get(self.pieces[number].removeprefix(BOUNDARY), number)

    def other_case(self, number: int) -> int:
        """Return the piece with its first letter in the other case, itself where there is none."""
        piece = self.pieces[number]
        body = piece.removeprefix(BOUNDARY)
        space = piece[: len(piece) - len(body)]
        return self.numbers.get(space + body[:1].swapcase() + body[1:], number)


class Language:
    """The words that were seen in the translations into one language."""

    def __init__(self) -> None:
        self._near: dict[int, list[int]] = {}
        self._next: dict[bytes, list[bytes]] = {}
        self._pairs: set[int] = set()
        self._counts: Counter[bytes] = Counter()
        self._forms: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
        self._common: list[bytes] = []

    def learn_pieces(self, pieces: NDArray[np.int64], embeddings: NDArray[np.float32]) -> None:
        """Find for each of `pieces` those with the most similar embeddings, which are exchanged for one another."""
        units = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
        for start in range(0, len(units), 2000):
            best = np.argpartition(-(units[start : start + 2000] @ units.T), _NEAREST)[:, : _NEAREST + 1]
            self._near |= {int(piece): pieces[row].tolist() for piece, row in zip(pieces[start:], best, strict=False)}

    def learn_text(self, text: Ids, starts: NDArray[np.bool_]) -> None:
        """Note the words of a text and their neighbours."""
        keys = [word.ids.tobytes() for word in words_of(text, starts)[1]]
        self._counts.update(keys)
        for first, second in pairwise(keys):
            mark = hash((first, second))
            if mark not in self._pairs:
                self._pairs.add(mark)
                self._next.setdefault(first, []).append(second)

    def learn_forms(self, spelling: Spelling) -> None:
        """Sort the words seen so far by how they begin, and find the most frequent."""
        for key in self._counts:
            text = spelling.text(np.frombuffer(key, dtype=np.int32))
            if text.isalpha() and len(text) >= _SHORTEST_FORM:
                self._forms[text[:_SHORTEST_FORM]].append((text, key))
        self._common = [key for key, _ in self._counts.most_common(_COMMON)]

    def near(self, ids: Ids, at: int, choice: random.Random) -> Ids | None:
        """Return the word with its piece `at` replaced by a near one; None where there is none."""
        new = choice.choice(self._near.get(int(ids[at]), [int(ids[at])]))
        if new == ids[at]:
            return None
        made = ids.copy()
        made[at] = new
        return made

    def between(self, left: Ids, right: Ids, choice: random.Random) -> Ids | None:
        """Return a word that was seen after `left` and before `right`, None where none of those tried was."""
        known, after = self._next.get(left.tobytes(), []), right.tobytes()
        for word in choice.sample(known, min(len(known), _TRIED)):
            if hash((word, after)) in self._pairs:
                return np.frombuffer(word, dtype=np.int32)
        return None

    def form(self, ids: Ids, spelling: Spelling, choice: random.Random) -> Ids | None:
        """Return another word that begins as this one does, three fifths of the longer at least, None without one."""
        text = spelling.text(ids)
        fit = [key for other, key in self._forms.get(text[:_SHORTEST_FORM], ()) if _is_form(text, other)]
        return np.frombuffer(choice.choice(fit), dtype=np.int32) if fit else None

    def other_common(self, ids: Ids, choice: random.Random) -> Ids | None:
        """Return another of the most frequent words, None where the word is not one of them."""
        if ids.tobytes() not in self._common:
            return None
        new = choice.choice(self._common)
        return None if new == ids.tobytes() else np.frombuffer(new, dtype=np.int32)


def _is_form(one: str, other: str) -> bool:
    """Say whether two different words share their first three fifths."""
    stem = max(_SHORTEST_FORM, 3 * max(len(one), len(other)) // 5)
    return one != other and one[:stem] == other[:stem]
