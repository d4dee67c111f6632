"""Abbreviations that are written with a full stop and after which a sentence goes on in lower case."""

from __future__ import annotations

from qa.lang.facts import facts
from qa.lang.words import fold

# Titles before names, in many languages.
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "st"})

# What stands after the names of companies, in many languages.
_COMPANY_FORMS = frozenset("corp gmbh inc llc llp ltd oyj plc pty s.r.o srl ооо оао зао пао".split())


def is_abbreviation(word: str, language: str) -> bool:
    """Say whether `word`, without its full stop, is a common abbreviation of the language."""
    folded = fold(word)
    return folded in _TITLES or folded in facts(language).sentence.abbreviations


def is_company_form(word: str) -> bool:
    """Say whether the word only says what kind of company has the name before it, such as Ltd or GmbH."""
    return fold(word) in _COMPANY_FORMS


def is_title(word: str) -> bool:
    """Say whether `word`, without its full stop, is an abbreviated title that stands before a name."""
    return fold(word) in _TITLES
