"""The forms of a word: which endings its dictionary form takes, and what may be written together with it.

What is known of a language stands in `qa/lang/inflections/<language>.toml`:

- `letters`: letters that count as others (Russian ё as е);
- `prefixes`: a pattern for what is written before a word as part of it (Arabic al-);
- `parts`: pieces of patterns, used as `<name>`;
- `endings`: by the ending of the dictionary form, a pattern for the endings that may take its place;
- `changes`: `inflected > dictionary`, for the end of a stem (Finnish `ng > nk`);
- `derived`: a pattern for endings that a common noun may take, but that make another word of a name;
- `joined`: by the mark that ties it to a word (Turkish '), a pattern for an ending.

Patterns and endings are written in folded letters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from qa.lang.folding import Letters
from qa.lang.forms import base_form
from qa.lang.tags import primary

_SHORTEST_STEM = 2
_LONGEST_ENDING = 12
_LONGEST_PREFIX = 4
_SAME = {"nn": "nb"}


class Reading(NamedTuple):
    """One way to understand a word: what is written before it, its stem, and its ending."""

    prefix: int
    stem: str
    ending: str


@dataclass(frozen=True, eq=False)
class Inflection:
    """How one language inflects; words go in and out in folded letters."""

    language: str
    letters: Letters
    endings: dict[str, re.Pattern[str]]
    changes: dict[str, tuple[str, ...]]
    joined: dict[str, re.Pattern[str]]
    longest_change: int = 0
    prefix: re.Pattern[str] | None = None
    derived: re.Pattern[str] | None = None

    def stem(self, word: str) -> tuple[str, str]:
        """Divide a dictionary form into its stem and its ending."""
        if not self.endings:
            return base_form(word, self.language), ""
        if self.prefix is not None and "article" in self.prefix.groupindex:
            word = self._without_article(word)
        for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 0, -1):
            if word[-length:] in self.endings:
                return word[:-length], word[-length:]
        return word, ""

    def _without_article(self, word: str) -> str:
        found = self.prefix.match(word) if self.prefix else None
        article = found and found["article"]
        rest = word.removeprefix(article) if article else word
        return rest if len(rest) > _SHORTEST_STEM else word

    def readings(self, word: str, stems: Container[str]) -> Iterator[Reading]:
        """Yield the ways to divide a form into one of `stems` and an ending, the longest stem first, prefixes last."""
        if not self.endings:
            stem = base_form(word, self.language)
            if stem in stems:
                yield Reading(0, stem, "")
            return
        yield from self._divided(word, 0, stems)
        if self.prefix is not None:
            for length in range(1, min(_LONGEST_PREFIX, len(word) - _SHORTEST_STEM) + 1):
                if self.prefix.fullmatch(word, 0, length):
                    yield from self._divided(word[length:], length, stems)

    def _divided(self, word: str, prefix: int, stems: Container[str]) -> Iterator[Reading]:
        for cut in range(len(word), max(min(len(word), _SHORTEST_STEM), len(word) - _LONGEST_ENDING) - 1, -1):
            stem = word[:cut]
            if stem in stems:
                yield Reading(prefix, stem, word[cut:])
            for length in range(1, min(cut, self.longest_change) + 1):
                for other in self.changes.get(stem[-length:], ()):
                    if (changed := stem[:-length] + other) in stems:
                        yield Reading(prefix, changed, word[cut:])

    def allows(self, dictionary: str, ending: str) -> bool:
        """Say whether `ending` may take the place of the ending of the dictionary form."""
        if dictionary == ending:
            return True
        pattern = self.endings.get(dictionary)
        return pattern is not None and pattern.fullmatch(ending) is not None

    def makes_another(self, ending: str) -> bool:
        """Say whether the ending makes another word of a name, as German Kiewer of Kiew."""
        return self.derived is not None and self.derived.fullmatch(ending) is not None

    def is_article(self, word: str, prefix: int) -> bool:
        """Say whether the first `prefix` letters of a word are the article of its language and nothing else."""
        found = self.prefix.fullmatch(word, 0, prefix) if self.prefix else None
        return found is not None and "article" in found.groupdict() and found["article"] == word[:prefix]

    def before(self, word: str, prefix: int, dictionary: str) -> int:
        """Return how many of the `prefix` letters before a word's stem are not the dictionary form's own article."""
        found = self.prefix.fullmatch(word, 0, prefix) if self.prefix and prefix else None
        article = found.groupdict().get("article") if found else None
        return prefix - len(article) if article and dictionary.startswith(article) else prefix

    def ties(self, mark: str, ending: str) -> bool:
        """Say whether `ending`, tied to a word with `mark`, is part of that word."""
        return mark in self.joined and self.joined[mark].fullmatch(ending) is not None


@lru_cache(maxsize=64)
def inflection(language: str) -> Inflection:
    """Return what is known of a language's inflection; nothing but stems or lemmas where no file describes it."""
    name = primary(language)
    file = resources.files("qa.lang.inflections").joinpath(f"{_SAME.get(name, name)}.toml")
    data: dict[str, Any] = tomllib.loads(_read(file)) if file.is_file() else {}
    parts: dict[str, str] = {}
    for part, pattern in data.get("parts", {}).items():
        parts[part] = _filled(pattern, parts)
    changes: dict[str, tuple[str, ...]] = {}
    for change in data.get("changes", []):
        inflected, _, dictionary = change.partition(" > ")
        changes[inflected] = (*changes.get(inflected, ()), dictionary)
    return Inflection(
        language=name,
        letters=Letters(data.get("letters", {})),
        endings={ending: re.compile(_filled(pattern, parts)) for ending, pattern in data.get("endings", {}).items()},
        changes=changes,
        joined={mark: re.compile(_filled(pattern, parts)) for mark, pattern in data.get("joined", {}).items()},
        longest_change=max(map(len, changes), default=0),
        prefix=re.compile(_filled(data["prefixes"], parts)) if "prefixes" in data else None,
        derived=re.compile(data["derived"]) if "derived" in data else None,
    )


def _read(file: Traversable) -> str:
    return unicodedata.normalize("NFKC", file.read_text(encoding="utf-8"))


def _filled(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"(?<!\(\?P)<(\w+)>", lambda match: f"(?:{parts[match[1]]})", pattern)
