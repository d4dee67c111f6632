"""Looks for what is wrong with a term base itself."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.core.findings import Severity
from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.glossary.index import index
from qa.lang.scripts import is_written_in
from qa.lang.tags import display_name, primary
from qa.lang.words import fold, words

_SHARE_WITHOUT = 0.5
_JOINERS = frozenset("\u200c\u200d")
_BAD, _GOOD = (Status.DEPRECATED, Status.FORBIDDEN), (Status.PREFERRED, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a base: what kind, how bad, in words, and the terms that it concerns."""

    kind: str
    severity: Severity
    message: str
    terms: tuple[Term, ...]


def inspect(base: Glossary) -> tuple[Fault, ...]:
    """Return the faults of a base, the worst first, otherwise in its order."""
    faults = [*_single(base.terms), *_same_words(base), *_concepts(base), *_missing(base)]
    return tuple(sorted(faults, key=lambda fault: -fault.severity))


def _single(terms: Iterable[Term]) -> Iterator[Fault]:
    for term in terms:
        hidden = [character for character in term.text if _is_invisible(character)]
        if hidden:
            names = ", ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(hidden))
            yield Fault(
                "invisible-character", Severity.MAJOR, f"{_name(term)} holds invisible characters: {names}", (term,)
            )
        if not unicodedata.is_normalized("NFC", term.text):
            yield Fault(
                "not-normalised", Severity.MINOR, f"{_name(term)} is not in the normal form NFC of Unicode", (term,)
            )
        if not term.do_not_translate and _has_foreign_letters(term):
            language = display_name(term.language)
            yield Fault(
                "wrong-script", Severity.MINOR, f"{_name(term)} has letters that {language} is not written in", (term,)
            )


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cf", "Cc", "Co", "Cs") and character not in _JOINERS


def _has_foreign_letters(term: Term) -> bool:
    """Say whether a word mixes scripts, or is in a foreign one; Latin words stand in texts of all scripts."""
    return any(
        not is_written_in(word.text, term.language) and not is_written_in(word.text, "en")
        for word in words(term.text, term.language)
    )


def _same_words(base: Glossary) -> Iterator[Fault]:
    """Compare the terms of one language that are written alike."""
    for language in dict.fromkeys(primary(term.language) for term in base.terms):
        same: dict[str, list[Term]] = defaultdict(list)
        for term in base.in_language(language):
            same[fold(" ".join(term.text.split()))].append(term)
        for terms in same.values():
            yield from _compared(terms)


def _compared(terms: list[Term]) -> Iterator[Fault]:
    concepts = {term.concept for term in terms}
    by_concept: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_concept[term.concept].append(term)
    for own in by_concept.values():
        alike = [term for term in own if (term.text, term.language) == (own[0].text, own[0].language)]
        if len({term.status for term in alike}) > 1:
            statuses = " and ".join(dict.fromkeys(term.status.value for term in alike))
            yield Fault("contradiction", Severity.MAJOR, f"{_name(own[0])} is both {statuses}", tuple(alike))
        elif len(alike) > 1:
            yield Fault("duplicate", Severity.MINOR, f"{_name(own[0])} stands there {len(alike)} times", tuple(alike))
    if len(concepts) > 1:
        yield from _across(terms)


def _across(terms: list[Term]) -> Iterator[Fault]:
    bad = [term for term in terms if term.status in _BAD]
    good = [term for term in terms if term.status in _GOOD]
    others = [term for term in good if any(term.concept != one.concept for one in bad)]
    if bad and others:
        message = (
            f'{_name(bad[0])} is {bad[0].status} for the concept "{bad[0].concept}", but {others[0].status} for '
            f'"{others[0].concept}"'
        )
        yield Fault("forbidden-elsewhere-preferred", Severity.MAJOR, message, (bad[0], others[0]))
    elif len({term.concept for term in good}) > 1:
        names = ", ".join(f'"{concept}"' for concept in dict.fromkeys(term.concept for term in good))
        message = f"{_name(good[0])} is a term of several concepts: {names}"
        yield Fault("shared-term", Severity.MINOR, message, tuple(good))


def _concepts(base: Glossary) -> Iterator[Fault]:
    sections: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in base.terms:
        sections[term.concept, term.language].append(term)
    for (concept, language), terms in sections.items():
        preferred = list(dict.fromkeys(term.text for term in terms if term.status is Status.PREFERRED))
        if len(preferred) > 1:
            names = ", ".join(f'"{text}"' for text in preferred)
            message = f'the concept "{concept}" has several preferred terms in {display_name(language)}: {names}'
            yield Fault("several-preferred", Severity.MINOR, message, tuple(terms))
        if not any(term.is_good for term in terms):
            message = (
                f'the concept "{concept}" says in {display_name(language)} what not to write, but not what to write'
            )
            yield Fault("nothing-to-write", Severity.MINOR, message, tuple(terms))


def _missing(base: Glossary) -> Iterator[Fault]:
    concepts = dict.fromkeys(term.concept for term in base.terms)
    languages = dict.fromkeys(primary(term.language) for term in base.terms)
    for language in languages:
        own = {term.concept for term in base.in_language(language)}
        if len(own) < _SHARE_WITHOUT * len(concepts):
            message = f"{display_name(language)} has terms for {len(own)} of {len(concepts)} concepts"
            yield Fault("thin-language", Severity.NEUTRAL, message, ())
    for language in languages:
        silent = [
            term for number, term in enumerate(base.in_language(language)) if not _findable(base, language, number)
        ]
        for term in silent:
            yield Fault("no-word", Severity.MAJOR, f"{_name(term)} has no letter or digit, and is never found", (term,))


def _findable(base: Glossary, language: str, number: int) -> bool:
    return bool(index(base, language).take_apart(number).pieces)


def _name(term: Term) -> str:
    return f'"{term.text}" ({term.language})'
