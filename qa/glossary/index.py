"""The terms of one language, made ready to be found in running text.

Each stem of the base has a letter of its own, so that a text becomes a string with one letter a word, and a term a
string of a few. An Aho-Corasick automaton finds all terms in that string in one pass, however many there are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.lang.folding import folded
from qa.lang.inflection import Inflection, Reading, inflection
from qa.lang.lookalikes import in_script_of
from qa.lang.tokens import piece_pattern

UNKNOWN = "\0"
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800
_MOST_READ = 100_000


class Piece(NamedTuple):
    """What a piece of text is to the base: the letter of its stem, and the reading that leads there."""

    letter: str
    reading: Reading | None


_NOTHING = Piece(UNKNOWN, None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term taken apart: its pieces, their endings, and what stands before, between and after them."""

    pieces: tuple[str, ...]
    written: tuple[str, ...]
    endings: tuple[str, ...]
    between: tuple[str, ...]
    before: str
    after: str


class Hit(NamedTuple):
    """The numbers of the terms whose stems are those of the pieces from `first` up to `stop` of a text."""

    first: int
    stop: int
    terms: Sequence[int]


class Index:
    """The automaton of one language's terms, and the readings of the pieces met so far."""

    def __init__(self, terms: Sequence[Term], language: str) -> None:
        self.terms = terms
        self.inflection: Inflection = inflection(language)
        self._letters: dict[str, str] = {}
        self._endings: dict[str, tuple[str, ...]] = {}
        self._read: dict[str, Piece] = {}
        self._apart: dict[int, Wanted] = {}
        numbers = self._spell()
        self._same = tuple(numbers.values())
        self._automaton = AhoCorasick(list(numbers), store_patterns=False)

    def _spell(self) -> dict[str, list[int]]:
        """Give each stem a letter, and return the terms' numbers by how the terms are spelled with these letters."""
        lines = folded("\n".join([" ".join(term.text.split()) for term in self.terms]), self.inflection.letters).text
        pieces = piece_pattern().findall
        known: dict[str, str] = {}
        found: dict[str, list[int]] = {}
        for number, line in enumerate(lines.split("\n")):
            word = "".join([known.get(piece) or known.setdefault(piece, self._learn(piece)) for piece in pieces(line)])
            if word:
                found.setdefault(word, []).append(number)
        return found

    def _learn(self, piece: str) -> str:
        stem, ending = self.inflection.stem(piece)
        endings = self._endings.get(stem, ())
        if ending not in endings:
            self._endings[stem] = (*endings, ending)
        number = len(self._letters) + 1
        return self._letters.setdefault(stem, chr(number + (_SURROGATES if number >= _FIRST_SURROGATE else 0)))

    def take_apart(self, number: int) -> Wanted:
        """Return the pieces of the term with this number."""
        if number not in self._apart:
            self._apart[number] = self._divided(self.terms[number])
        return self._apart[number]

    def _divided(self, term: Term) -> Wanted:
        source = unicodedata.normalize("NFC", " ".join(term.text.split()))
        plain = folded(source, self.inflection.letters)
        found = list(piece_pattern().finditer(plain.text))
        ends = [match.end() for match in found]
        return Wanted(
            pieces=tuple(match[0] for match in found),
            written=tuple(source[plain.place(match.start()) : plain.place(match.end())] for match in found),
            endings=tuple(self.inflection.stem(match[0])[1] for match in found),
            between=tuple(plain.text[end : match.start()] for end, match in zip(ends, found[1:], strict=False)),
            before=plain.text[: found[0].start()].strip() if found else "",
            after=plain.text[ends[-1] :].strip() if found else "",
        )

    def read(self, pieces: list[str]) -> list[Piece]:
        """Return what each piece of a text is to the base."""
        if len(self._read) > _MOST_READ:
            self._read.clear()
        known = self._read
        return [known.get(piece) or known.setdefault(piece, self._reading(piece)) for piece in pieces]

    def _reading(self, piece: str) -> Piece:
        for candidate in (piece, in_script_of(piece, self.inflection.language)):
            for reading in self.inflection.readings(candidate, self._endings) if candidate else ():
                for dictionary in self._endings[reading.stem]:
                    if self.inflection.allows(dictionary, reading.ending):
                        return Piece(self._letters[reading.stem], reading)
        return _NOTHING

    def hits(self, read: list[Piece]) -> Iterator[Hit]:
        """Yield the terms whose stems stand in a text, one directly after the other."""
        spelled = "".join([piece.letter for piece in read])
        for pattern, first, stop in self._automaton.find_matches_as_indexes(spelled, overlapping=True):
            yield Hit(first, stop, self._same[pattern])


@lru_cache(maxsize=64)
def index(glossary: Glossary, language: str) -> Index:
    """Return the index of a base's terms in a language, made once."""
    return Index(glossary.in_language(language), language)
