"""Marks that end sentences, and where a language puts spaces around its marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from qa.lang.facts import facts
from qa.lang.tags import locale, primary

ENDS = frozenset(".!?…。！？｡．؟۔।॥։።᙮་៕။")
# Among them the Greek question mark, which looks like a semicolon.
_QUESTION_MARKS = frozenset("?？؟՞፧\u037e")
_CLOSING = "\"'”’“»«›‹）)]」』】》〉*_ \u00a0\u200f\u200e"
_ALWAYS = ",.;:!?،؛؟"
_LOOSE = re.compile(r""" (?=(?:([,;:!?،؛؟])|[)\]}]|\.)["'”’]?(?:\s|\Z))|(?<=[(\[{]) (?=\w)""")
_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]{1,300}[)\]）]")


def bracketed(text: str) -> list[tuple[int, int]]:
    """Return where brackets open and where they have closed, of at most 300 characters and without others inside."""
    return [match.span() for match in _BRACKETS.finditer(text)]


def wide_marks(language: str) -> Mapping[str, str]:
    """Return the marks of the language that are as wide as a character, by the narrow ones; none in most languages."""
    return facts(language).marks.wide


def last_mark(text: str) -> str:
    """Return the character that ends `text`, closing quotation marks and brackets left aside; empty without any."""
    return text.rstrip(_CLOSING)[-1:]


def ends_sentence(text: str) -> bool:
    """Say whether `text` ends with a mark that ends a sentence."""
    return last_mark(text) in ENDS and bool(text)


def ends_with_letter(text: str) -> bool:
    """Say whether a letter, a vowel sign or a digit ends `text`."""
    return unicodedata.category(last_mark(text) or " ")[0] in "LMN"


def marks_without_space(language: str) -> frozenset[str]:
    """Return the marks before which the language has no space."""
    return frozenset(_ALWAYS) - facts(language).marks.spaced


def marks_after_space(language: str) -> frozenset[str]:
    """Return the marks before which the language, as written in the tag's region, always has a space."""
    marks = facts(language).marks
    fewer = marks.spaced_by_region.get(locale(language).getCountry())
    return marks.spaced if fewer is None else frozenset(fewer)


def semicolon_asks(language: str) -> bool:
    """Say whether a semicolon ends questions in the language, as in Greek."""
    return facts(language).marks.semicolon_asks


def question_marks(language: str) -> frozenset[str]:
    """Return the marks that end questions in the language."""
    return _QUESTION_MARKS | {";"} if semicolon_asks(language) else _QUESTION_MARKS


def marks_questions(language: str) -> bool:
    """Say whether the language marks its questions; some write a word for it instead."""
    return not facts(language).marks.asks_without_mark


def marks_sentence_ends(language: str) -> bool:
    """Say whether the language ends its sentences with a mark; of an unknown one nobody can tell."""
    return primary(language) != "und" and not facts(language).marks.ends_without_mark


def without_loose_spaces(text: str, language: str) -> tuple[str, int]:
    """Return the text without the spaces before marks and closing brackets and after opening ones, and their number.

    A space that the language has there stays, and so does one before a row of marks ("...", ":)").
    """
    spaced = facts(language).marks.spaced
    count = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal count
        fit = (match[1] or " ") in spaced
        count += not fit
        return match[0] if fit else ""

    return _LOOSE.sub(kept, text), count
