"""Sentences with one fault planted in each: to learn from, and to measure whether the faulty one scores lower."""

from __future__ import annotations

import gzip
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from qa.lang.words import Word, words

MEASURED, WEIGHED = 0, 1
_FEWEST_WORDS, _COMMAS = 4, frozenset(",،、，")
_SHORTEST, _LONGEST, _SHORTEST_UNSPACED = 20, 300, 8
_UNSPACED = ("zh", "ja", "th", "my")


def sentences(path: Path) -> list[str]:
    """Return the different sentences of a gzipped file that are neither very short nor very long, as they come."""
    shortest = _SHORTEST_UNSPACED if path.name.startswith(_UNSPACED) else _SHORTEST
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return [
        line for line in dict.fromkeys(" ".join(line.split()) for line in lines) if shortest <= len(line) <= _LONGEST
    ]


def part(sentence: str) -> int:
    """Return the tenth that a sentence belongs to: 0 is left out to measure, 1 to weigh, 2 to 9 are learned."""
    return zlib.crc32(sentence.encode("utf-8")) % 10


class Spoiler:
    """Plants faults in sentences of one language, by chance, with the words of `known` sentences."""

    def __init__(self, known: list[str], language: str, seed: int = 7) -> None:
        self.language = language
        self.random = random.Random(seed)
        counts = Counter(word.text for line in known for word in words(line, language) if not word.starts_upper)
        self.words = list(counts)
        self.often = list(counts.values())
        self.long = [word for word in self.words if len(word) >= 5 and word.isalpha()]
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if _is_inflected(word):
                self.by_stem[_stem(word)].append(word)

    def spoil(self, kind: str, text: str) -> str | None:
        """Return the text with a fault of this kind, or None where it has no place for one."""
        found = [word for word in words(text, self.language) if not word.is_number]
        if len(found) < _FEWEST_WORDS:
            return None
        spoiled = KINDS[kind](self, text, found)
        return None if spoiled == text else spoiled

    def swapped(self, text: str, found: list[Word]) -> str | None:
        """Exchange two neighbouring words, not the first."""
        fit = [(one, two) for one, two in pairwise(found[1:]) if not text[one.end : two.start].strip()]
        if not fit:
            return None
        one, two = self.random.choice(fit)
        return text[: one.start] + two.text + text[one.end : two.start] + one.text + text[two.end :]

    def dropped(self, text: str, found: list[Word]) -> str | None:
        """Leave out a word, not the first."""
        word = self.random.choice(found[1:])
        before, after = text[: word.start], text[word.end :]
        return (before[:-1] if before.endswith(" ") and not after[:1].isalnum() else before) + after

    def wrong_case(self, text: str, found: list[Word]) -> str | None:
        """Begin a word with a capital instead of a small letter, or the other way round."""
        word = self.random.choice(found)
        first = word.text[0]
        return text[: word.start] + (first.upper() if first.islower() else first.lower()) + text[word.start + 1 :]

    def glued(self, text: str, found: list[Word]) -> str | None:
        """Take away the space between two words."""
        fit = [(one, two) for one, two in pairwise(found) if text[one.end : two.start] == " "]
        if not fit:
            return None
        one, two = self.random.choice(fit)
        return text[: one.end] + text[two.start :]

    def wrong_ending(self, text: str, found: list[Word]) -> str | None:
        """Give a word another form of itself, or the last letters of another word where no other form is known."""
        fit = [word for word in found if _is_inflected(word.text) and not word.starts_upper]
        if not fit or not self.long:
            return None
        word = self.random.choice(fit)
        forms = [form for form in self.by_stem.get(_stem(word.text), ()) if abs(len(form) - len(word.text)) <= 3]
        forms = [form for form in forms if form != word.text]
        ending = self.random.choice(self.long)[-self.random.choice((1, 2)) :]
        new = self.random.choice(forms) if forms else word.text[: -self.random.choice((1, 2))] + ending
        return text[: word.start] + new + text[word.end :]

    def added(self, text: str, found: list[Word]) -> str | None:
        """Put in a word that has no business there."""
        place = self.random.choice(found[1:]).start
        return (
            text[:place]
            + self.random.choices(self.words, self.often)[0]
            + " " * (text[place - 1] == " ")
            + text[place:]
        )

    def mistyped(self, text: str, found: list[Word]) -> str | None:
        """Exchange two letters of a word, or leave one out, or double one."""
        fit = [word for word in found if _is_inflected(word.text) and not word.starts_upper]
        if not fit:
            return None
        word = self.random.choice(fit)
        at = word.start + self.random.randrange(len(word.text) - 1)
        return (
            text[:at]
            + self.random.choice((text[at + 1] + text[at], text[at + 1], text[at] + text[at : at + 2]))
            + text[at + 2 :]
        )

    def comma(self, text: str, found: list[Word]) -> str | None:
        """Leave out a comma, or put one in where there is none."""
        places = [place for place, character in enumerate(text) if character in _COMMAS]
        if places:
            place = self.random.choice(places)
            return text[:place] + text[place + 1 :]
        end = self.random.choice(found[:-1]).end
        return text[:end] + "," + text[end:] if text[end] == " " else None


def _is_inflected(word: str) -> bool:
    return len(word) >= 4 and word.isalpha()


def _stem(word: str) -> str:
    return word[: max(3, len(word) * 3 // 5)]


KINDS: dict[str, Callable[[Spoiler, str, list[Word]], str | None]] = {
    "swapped": Spoiler.swapped,
    "dropped": Spoiler.dropped,
    "wrong case": Spoiler.wrong_case,
    "glued": Spoiler.glued,
    "wrong ending": Spoiler.wrong_ending,
    "added": Spoiler.added,
    "mistyped": Spoiler.mistyped,
    "comma": Spoiler.comma,
}
