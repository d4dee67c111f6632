"""The check `lookalike-letter`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from qa.core.contracts import GroupCheck
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.lookalikes import look_alike, script
from qa.lang.scripts import is_written_in
from qa.lang.sets import ranges
from qa.lang.vocabulary import function_words
from qa.lang.words import Word, fold, words

_MIXED = ("Latn", "Cyrl", "Grek")
_FEW = 5
_WIDE_SIGN = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_WIDE = re.compile(r"(?=[0-9A-Za-z]*[０-９Ａ-Ｚａ-ｚ])(?=[０-９Ａ-Ｚａ-ｚ]*[0-9A-Za-z])[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{2,}")


@dataclass(frozen=True)
class LookalikeLetter(GroupCheck):
    """A letter of another script, which looks the same, stands in a word.

    Why: a wrong keyboard layout, scanned text or an attempt to pass a filter; search, spelling and speech fail on it.
    Bad: The ⟦Krеmlin⟧ denied it.
    Bad: [ru] Он живет в ⟦Мocкве⟧.
    Bad: [ja] ⟦２０22⟧年のことだ。
    Good: [ru] Вакцину от COVID-19 и 3D-модель Т-34 показала IT-компания из США.
    Good: A layer of 5 μm.
    Limits: Latin, Cyrillic and Greek letters only, and letters and digits of double width beside ordinary ones. A
    foreign word with an ending in the language's own script (Russian "PRом") is left alone. A letter that is wrong in a
    third of its places in the entries that have it (Chuvash with Latin ă) is the writer's habit: it is reported once,
    without a fix.
    """

    category = "linguistic-conventions/spelling"

    def check_group(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield a finding for each word of a document with letters that only look right."""
        found = [mixed for segment in segments for mixed in _mixed_words(segment)]
        habits = _habits(found)
        told: set[str] = set()
        for segment, word, right in found:
            wrong = {a for a, b in zip(word.text, right, strict=True) if a != b}
            if wrong <= told:
                continue
            told |= wrong & habits
            lone = word.text.isascii()
            named = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in sorted(wrong))
            rule = "; the text often has it" if wrong & habits else ""
            yield self.found(
                segment, word.start, word.end, f'"{word.text}": {named} of another script{rule}',
                confidence=0.7 if lone else 0.95, fix=None if lone or rule else right, suggestion=right,
            )  # fmt: skip
        for segment in segments:
            yield from self._widths(segment)

    def _widths(self, segment: Segment) -> Iterator[Finding]:
        text = segment.target.text
        for match in _WIDE.finditer(text) if _WIDE_SIGN.search(text) else ():
            if not segment.target.marked(*match.span()):
                yield self.found(
                    segment, match.start(), match.end(), f'"{match[0]}": characters of double and of single width',
                    confidence=0.8, suggestion=unicodedata.normalize("NFKC", match[0]),
                )  # fmt: skip


def _mixed_words(segment: Segment) -> Iterator[tuple[Segment, Word, str]]:
    """Yield the words of a segment with letters that only look right, each with what it should be."""
    text, language = segment.target.text, segment.target_lang
    found = words(text, language) if not text.isascii() and _mixes_scripts(text) else ()
    for index, word in enumerate(found):
        lone = word.text.isascii()
        right = _lone_letter(text, found, index, language) if lone else _in_one_script(word.text, language)
        if right is not None and not segment.target.marked(word.start, word.end):
            yield segment, word, right


def _habits(found: Sequence[tuple[Segment, Word, str]]) -> frozenset[str]:
    """Return the wrong letters that stand in many words, at least half as often as the right ones do beside them."""
    texts = {id(segment): segment.target.text for segment, _, _ in found}.values()
    pairs = Counter(pair for _, word, right in found for pair in set(zip(word.text, right, strict=True)))
    return frozenset(
        wrong
        for (wrong, right), count in pairs.items()
        if wrong != right and count > _FEW and 2 * count >= sum(text.count(right) for text in texts)
    )


@lru_cache(maxsize=1)
def _letters() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"[{ranges(f'[:Script={name}:]')}]") for name in _MIXED)


def _mixes_scripts(text: str) -> bool:
    """Say whether a text has letters of two of the scripts that look alike."""
    return sum(pattern.search(text) is not None for pattern in _letters()) > 1


def _in_one_script(word: str, language: str) -> str | None:
    """Return the word with its look-alikes put right; None where it has none or might be mixed on purpose."""
    letters = [(letter, script(letter)) for letter in word]
    runs = [name for name, _ in groupby(name for _, name in letters if name in _MIXED)]
    if len(set(runs)) != 2 or _has_ending(word):
        return None
    other = dict(zip(sorted(set(runs)), sorted(set(runs), reverse=True), strict=True))
    certain = {name for letter, name in letters if name in other and look_alike(letter, other[name]) is None}
    if len(certain) > 1:
        return None
    main = next(iter(certain), None) or next((name for name in runs if _is_own(letters, name, language)), None)
    if main is None or (len(runs) == 2 and runs[0] == main and _is_own(letters, runs[1], language)):
        return None
    if not _is_own(letters, main, language) and sum(name == main for _, name in letters) == 1:
        return None
    right = [letter if name not in runs or name == main else look_alike(letter, main) for letter, name in letters]
    return None if None in right else "".join(filter(None, right))


def _has_ending(word: str) -> bool:
    """Say whether a foreign abbreviation in capitals is followed by an ending, as in "IBMа"."""
    stem = word.rstrip("".join(filter(str.islower, word)))
    mixed = {script(letter) for letter in stem}.intersection(_MIXED)
    return len(stem) > 1 and stem.isupper() and stem != word and len(mixed) == 1


def _is_own(letters: Sequence[tuple[str, str]], name: str, language: str) -> bool:
    """Say whether the language is written in the script of that name."""
    return all(is_written_in(letter, language) for letter, own in letters if own == name)


def _lone_letter(text: str, found: Sequence[Word], index: int, language: str) -> str | None:
    """Return the right letter for a Latin one that stands for a word of one letter, before a word in lower case."""
    word = found[index]
    if len(word.text) > 1 or not word.starts_lower or not 0 < index < len(found) - 1:
        return None
    before, after = found[index - 1], found[index + 1]
    if text[before.end : word.start] != " " or text[word.end : after.start] != " ":
        return None
    names = {script(other.text[0]) for other in (before, after)}
    if len(names) > 1 or not after.starts_lower or names & {"Latn", "Zyyy"} or is_written_in(word.text, language):
        return None
    right = look_alike(word.text, names.pop())
    return right if right is not None and fold(right) in function_words(language) else None
