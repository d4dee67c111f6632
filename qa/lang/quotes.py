"""Quotation marks of the world's languages, and which of them in a text belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import icu

from qa.lang.facts import facts
from qa.lang.tags import locale

_PAIRS = {
    "“": "”\"", "„": "“”\"", "«": "»", "»": "«", "‘": "’'", "‚": "‘’", "‹": "›", "›": "‹", "「": "」", "『": "』",
    "《": "》", "〈": "〉", "〝": "〞〟", "”": "”\"", '"': '"”“', "＂": "＂",
}  # fmt: skip
_CLOSING = frozenset(mark for marks in _PAIRS.values() for mark in marks)
_MARK = re.compile(f"[{''.join(sorted(_CLOSING | _PAIRS.keys()))}]")
# Marks that stand inside words: apostrophes in most scripts, and the gershayim of the Hebrew script.
_APOSTROPHES = "’'‘"
_DOUBLE = '"“”„'
_NO_APOSTROPHES = frozenset({"Hang", "Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr"})

_MINUTES = re.compile(r"\d\s?['’′]\s?[\d.,]{1,9}$")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted text: the marks stand at `start` and `end - 1`; `end` is None where the closing mark is missing."""

    start: int
    end: int | None


@lru_cache(maxsize=128)
def quotation_marks(language: str) -> tuple[str, str, str, str]:
    """Return a language's marks by CLDR: opening and closing, and inner opening and closing."""
    data = icu.LocaleData(locale(language).getName())
    delimiters = [data.getDelimiter(kind) for kind in range(4)]
    return delimiters[0], delimiters[1], delimiters[2], delimiters[3]


@dataclass(frozen=True, slots=True)
class Marks:
    """What `pair_marks` found: quotations, and closing marks without an opening one (their offsets)."""

    quotations: tuple[Quotation, ...]
    stray: tuple[int, ...]


@lru_cache(maxsize=1024)
def pair_marks(text: str, language: str) -> Marks:
    """Pair the quotation marks of a paragraph, nested or not.

    An apostrophe, a prime after a digit and a mark of length are not quotation marks. The language decides whether a
    mark that can do both opens or closes (“ closes in German, opens in English), and failing that the letters around.
    Between two letters it closes what is open, and else opens: a space before it is lost, or the script has none. So
    does a straight mark between two spaces.
    A ” after a digit stands for inches where it closes nothing.
    """
    if _MARK.search(text) is None:
        return Marks((), ())
    open_marks: list[tuple[int, str]] = []
    done: list[Quotation] = []
    stray: list[int] = []
    for offset, mark, opens, closes in _candidates(text, language):
        deepest = max(-1, len(open_marks) - 1 - _DEEPEST)
        wanted = next((i for i in range(len(open_marks) - 1, deepest, -1) if mark in _closers(open_marks[i][1])), None)
        if closes and wanted is not None:
            done += [Quotation(start, None) for start, _ in open_marks[wanted + 1 :]]
            done.append(Quotation(open_marks[wanted][0], offset + 1))
            del open_marks[wanted:]
        elif opens:
            open_marks.append((offset, mark))
        elif not (mark == "”" and text[offset - 1 : offset].isdigit()):
            stray.append(offset)
    done += [Quotation(start, None) for start, _ in open_marks]
    return Marks(tuple(sorted(done, key=lambda quotation: quotation.start)), tuple(stray))


@lru_cache(maxsize=1024)
def quoted(text: str, language: str) -> bytes:
    """Return 1 for each character of a paragraph inside quotation marks, which may close in a later one, and 0 else."""
    flags = bytearray(len(text))
    done = 0
    for quote in pair_marks(text, language).quotations:
        if quote.end is None and text[quote.start] in _APOSTROPHES:
            continue
        start, end = max(quote.start, done), len(text) if quote.end is None else quote.end
        done = max(start, end)
        flags[start:done] = b"\1" * (done - start)
    return bytes(flags)


def _closers(opening: str) -> str:
    return _PAIRS[opening]


def _candidates(text: str, language: str) -> Iterator[tuple[int, str, bool, bool]]:
    first_open, first_close, inner_open, inner_close = quotation_marks(language)
    counts = {mark: text.count(mark) for mark in '"”“'}
    for match in _MARK.finditer(text):
        offset, mark = match.start(), match[0]
        before = text[offset - 1] if offset else " "
        after = text[offset + 1] if offset + 1 < len(text) else " "
        if before.isalnum() and after.isalnum():
            if mark in _APOSTROPHES and not _has_no_apostrophes(before):
                continue
            if mark in _DOUBLE and facts(language).marks.gershayim:
                if _opens_behind_prefix(text, offset, language):
                    yield offset, "„" if mark == "“" else mark, True, False
                continue
        if mark in "’‘'" and (_elided(before, after) or before.isdigit()):
            continue
        if mark in '"”“' and before.isdigit() and _is_prime(text, offset, after, counts[mark]):
            continue
        opens, closes = mark in _PAIRS, mark in _CLOSING
        if opens and closes:
            opens, closes = _side(mark, before, after, (first_open, inner_open), (first_close, inner_close))
        yield offset, mark, opens, closes


def _has_no_apostrophes(letter: str) -> bool:
    """Say whether the letter's script has no apostrophes, so that particles follow closing marks: ‘서울’은."""
    return str(icu.Script.getScript(letter).getShortName()) in _NO_APOSTROPHES


def _opens_behind_prefix(text: str, offset: int, language: str) -> bool:
    """Say whether only prefixes part the mark from the start of its word, and more than one letter follows.

    A “ opens there what the same mark closes, as „ does.
    """
    prefixes, start = facts(language).marks.before_quotation, offset
    while start and text[start - 1] in prefixes:
        start -= 1
    return (
        start < offset
        and not text[start - 1 : start].isalnum()
        and text[offset + 1 : offset + 3].isalnum()
        and len(text) > offset + 2
    )


def _is_prime(text: str, offset: int, after: str, count: int) -> bool:
    """Say whether a mark after a digit stands for inches or seconds: after minutes (6’2”), or without a partner."""
    if _MINUTES.search(text[max(0, offset - 12) : offset]):
        return True
    return text[offset] != "”" and not after.isalpha() and count % 2 == 1


def _elided(before: str, after: str) -> bool:
    """Say whether an apostrophe stands for left-out letters (’90s, ’em) or a plural possessive (the troops’ will)."""
    return not before.isalnum() and before not in "([“«„" and after.isdigit()


def _side(mark: str, before: str, after: str, opening: tuple[str, str], closing: tuple[str, str]) -> tuple[bool, bool]:
    if mark in opening and mark not in closing:
        return True, before.isalnum() or before in ".,!?…" or after.isspace()
    if mark in closing and mark not in opening:
        return after.isalnum() and not before.isalnum() and before not in ".,!?…", True
    if mark == '"' and before.isspace() and after.isspace():
        return True, True
    free_before = before.isspace() or before in "([{—–-\u00a0" or before in _PAIRS
    free_before |= before in _APOSTROPHES and after.isalnum()
    opens = free_before and not after.isspace() and after not in ",.;:!?…)]}"
    return opens or after.isalnum(), not opens
