"""A text on which terms are laid, to see whether they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.core.terms import Term
from qa.glossary.index import Index, Piece, Wanted
from qa.glossary.term_case import judge
from qa.lang.folding import Folded, folded
from qa.lang.tokens import is_unspaced, piece_pattern
from qa.lang.words import fold, words

_JOINING = " \t\n\r-‐‑–\u200b\u200c"
_PARTING = frozenset('.,;:!?()[]{}\n"«»“”„、。，；：！？،؛।|/—–')
_QUIET = frozenset("«»“”„‟\"'‘’()[]{}<>—–-.,:;!?")
_OPENING = frozenset("\"'«»“”„‟‘’([{¿¡—–- \t\u00a0")
_ENDING = frozenset(".!?…\n:;。！？؟।")
_LONG = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A term found at `text[start:end]`.

    `exact` says that the words are the term's own, letter case aside, so that another term can simply take their
    place. `lower` says that a name stands there in lower case. `doubtful` says that it may not be the term at all: it
    is a common word, in lower case or with the capital of a sentence's first word. `parted` says that other words
    stand between those of the term.
    """

    term: Term
    start: int
    end: int
    exact: bool
    lower: bool
    doubtful: bool
    parted: bool = False


class Laid:
    """The pieces of a text, read with an index of terms."""

    def __init__(self, terms: Index, text: str, language: str) -> None:
        self.index, self.text, self.language = terms, text, language
        self.plain: Folded = folded(text, terms.inflection.letters)
        self.spans = [match.span() for match in piece_pattern().finditer(self.plain.text)]
        self.pieces = [self.plain.text[start:end] for start, end in self.spans]
        self.read: list[Piece] = terms.read(self.pieces)

    def fit(self, number: int, places: Sequence[int]) -> Match | None:
        """Return the match of the index's term `number` with the pieces at `places`; None where it does not fit."""
        term, wanted = self.index.terms[number], self.index.take_apart(number)
        parted = places[-1] - places[0] + 1 > len(places)
        if not (self._inflected(term, wanted, places) and self._is_word(places)):
            return None
        if not (self._stand_near(places) if parted else self._stand_together(wanted, places)):
            return None
        end = self._end(places[-1], wanted)
        if end is None:
            return None
        low, high = self.plain.place(self._start(places[0], wanted)), self.plain.place(end)
        if low == high:
            return None
        surface = self.text[low:high]
        exact = surface == term.text or (not parted and fold(surface) == fold(term.text))
        written = [self.text[low if at == places[0] else self._place(at, 0) : self._place(at, 1)] for at in places]
        opens = term.is_name and len(places) == 1 and self._opens(low)
        verdict = judge(term, wanted.written, written, self.language, exact=exact, opens=opens)
        return None if verdict is None else Match(term, low, high, exact, *verdict, parted)

    def _place(self, number: int, side: int) -> int:
        return self.plain.place(self.spans[number][side])

    def _start(self, number: int, wanted: Wanted) -> int:
        reading = self.read[number].reading
        before = self.index.inflection.before(self.pieces[number], reading.prefix, wanted.pieces[0]) if reading else 0
        return self.spans[number][0] + before

    def _inflected(self, term: Term, wanted: Wanted, places: Sequence[int]) -> bool:
        """Say whether each word may be a form of the term's word; a later one may have an article before it only."""
        inflection = self.index.inflection
        for place, (number, ending) in enumerate(zip(places, wanted.endings, strict=True)):
            reading = self.read[number].reading
            if reading is None or not inflection.allows(ending, reading.ending):
                return False
            if term.is_name and reading.ending != ending and inflection.makes_another(reading.ending):
                return False
            if place and reading.prefix and not inflection.is_article(self.pieces[number], reading.prefix):
                return False
        return True

    def _stand_together(self, wanted: Wanted, places: Sequence[int]) -> bool:
        """Say whether nothing but spaces and hyphens, or what the term itself has there, stands between the words."""
        plain = self.plain.text
        for number, between in zip(places, wanted.between, strict=False):
            stands = plain[self.spans[number][1] : self.spans[number + 1][0]]
            if stands.strip(_JOINING) not in ("", between.strip()) or "\n\n" in stands:
                return False
        before = wanted.before.lstrip("".join(_QUIET))
        return plain.endswith(before, 0, self.spans[places[0]][0])

    def _stand_near(self, places: Sequence[int]) -> bool:
        between = self.plain.text[self.spans[places[0]][1] : self.spans[places[-1]][0]]
        return not (_PARTING & set(between) or is_unspaced(self.pieces[places[0]]))

    def _end(self, last: int, wanted: Wanted) -> int | None:
        """Return where the match ends, with an ending that a mark ties to it; None where a mark of the term lacks."""
        end = self.spans[last][1]
        plain = self.plain.text
        if not _QUIET.issuperset(wanted.after):
            return end + len(wanted.after) if plain.startswith(wanted.after, end) else None
        follows = last + 1 < len(self.spans) and self.spans[last + 1][0] == end + 1
        tied = follows and self.index.inflection.ties(plain[end], self.pieces[last + 1])
        return self.spans[last + 1][1] if tied else end

    def _opens(self, start: int) -> bool:
        """Say whether a sentence may begin at `start`."""
        position = start - 1
        while position >= 0 and self.text[position] in _OPENING:
            position -= 1
        return position < 0 or self.text[position] in _ENDING

    def _is_word(self, places: Sequence[int]) -> bool:
        """Say whether a short stretch of a script without spaces is divided from its neighbours by ICU too."""
        first, last = places[0], places[-1]
        if len(places) >= _LONG or not (is_unspaced(self.pieces[first]) and is_unspaced(self.pieces[last])):
            return True
        limits = self._limits
        return self._place(first, 0) in limits and self._place(last, 1) in limits

    @cached_property
    def _limits(self) -> frozenset[int]:
        return frozenset(limit for word in words(self.text, self.language) for limit in (word.start, word.end))
