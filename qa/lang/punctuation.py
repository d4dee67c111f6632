"""Marks that end sentences, and where a language puts spaces around its marks."""

from __future__ import annotations

import re
import unicodedata

from qa.lang.tags import primary

ENDS = frozenset(".!?…。！？｡．؟۔।॥։።᙮་៕။")
# Among them the Greek question mark, which looks like a semicolon.
_QUESTION_MARKS = frozenset("?？؟՞፧\u037e")
_CLOSING = "\"'”’“»«›‹）)]」』】》〉*_ \u00a0\u200f\u200e"
_ALWAYS = ",.;:!?،؛؟"
# Languages whose question mark is written as a semicolon.
_SEMICOLON_ASKS = frozenset({"el", "grc", "cu"})
# Languages whose questions end in a word, as a rule without a mark.
_WITHOUT_QUESTION_MARK = frozenset({"th", "lo", "km", "my", "bo", "dz"})
# Languages that end their sentences without a mark; of an unknown one nobody can tell.
_WITHOUT_FINAL_MARK = frozenset({"th", "lo", "und"})
# Languages that put a space before some marks, and which.
_SPACED = {"fr": ";:!?", "br": ";:!?", "oc": ";:!?", "wa": ";:!?"}

_LOOSE = re.compile(r""" (?=(?:([,;:!?،؛؟])|[)\]}]|\.)["'”’]?(?:\s|\Z))|(?<=[(\[{]) (?=\w)""")


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
    return frozenset(_ALWAYS) - frozenset(_SPACED.get(primary(language), ""))


def semicolon_asks(language: str) -> bool:
    """Say whether a semicolon ends questions in the language, as in Greek."""
    return primary(language) in _SEMICOLON_ASKS


def question_marks(language: str) -> frozenset[str]:
    """Return the marks that end questions in the language."""
    return _QUESTION_MARKS | {";"} if semicolon_asks(language) else _QUESTION_MARKS


def marks_questions(language: str) -> bool:
    """Say whether the language marks its questions; some write a word for it instead."""
    return primary(language) not in _WITHOUT_QUESTION_MARK


def marks_sentence_ends(language: str) -> bool:
    """Say whether the language ends its sentences with a mark."""
    return primary(language) not in _WITHOUT_FINAL_MARK


def without_loose_spaces(text: str, language: str) -> tuple[str, int]:
    """Return the text without the spaces before marks and closing brackets and after opening ones, and their number.

    A space that the language has there stays, and so does one before a row of marks ("...", ":)").
    """
    spaced = _SPACED.get(primary(language), "")
    count = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal count
        fit = (match[1] or " ") in spaced
        count += not fit
        return match[0] if fit else ""

    return _LOOSE.sub(kept, text), count
