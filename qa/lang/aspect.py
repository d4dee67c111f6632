"""Verb forms that say that something is going on: `was reading`, `estaba leyendo`."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from qa.lang.facts import facts
from qa.lang.tags import primary
from qa.lang.words import Word, fold, words

# Marks that part an auxiliary from what follows it.
_PARTING = frozenset(',;:.!?()[]"“”„«»–—')
_SHORTEST, _FARTHEST = 5, 3


class Form(NamedTuple):
    """A progressive form: `was` and `reading`."""

    auxiliary: Word
    verb: Word


def knows_aspect(language: str) -> bool:
    """Say whether the language has such forms and they are known."""
    return bool(facts(language).progressive.auxiliaries)


@lru_cache(maxsize=2048)
def progressive(text: str, language: str) -> tuple[Form, ...]:
    """Return the progressive forms of a text; up to two adverbs may stand between auxiliary and verb."""
    known = facts(language).progressive
    if not known.auxiliaries:
        return ()
    every = words(text, language)
    found = []
    for index, word in enumerate(every):
        if fold(word.text) not in known.auxiliaries:
            continue
        for following in every[index + 1 : index + 1 + _FARTHEST]:
            folded = fold(following.text)
            if folded.endswith(known.endings) and len(folded) >= _SHORTEST and folded not in known.others:
                found.append(Form(word, following))
            if not _is_adverb(folded, language):
                break
    return tuple(form for form in found if _is_one(form, text))


def _is_adverb(folded: str, language: str) -> bool:
    known = facts(language).progressive
    return folded in known.adverbs or folded.endswith(known.adverbial)


def _is_one(form: Form, text: str) -> bool:
    """Say whether no mark parts the two words or ties the verb to the next word, and the verb is no name."""
    between = text[form.auxiliary.end : form.verb.start]
    is_name = form.verb.starts_upper and form.auxiliary.starts_lower
    return not is_name and text[form.verb.end : form.verb.end + 1] != "-" and _PARTING.isdisjoint(between)


def tells_state(form: Form, text: str, language: str) -> bool:
    """Say whether a form tells a state, `was knowing` or `was being cold`, not `was being built`; or is none at all.

    There is no such form as `has been being built`.
    """
    known = facts(language).progressive
    if fold(form.verb.text) in known.states:
        return True
    if fold(form.verb.text) not in known.copulas:
        return False
    told = _word_after(form.verb, text, language)
    is_passive = told in known.irregular or told.endswith(known.participles)
    return not is_passive or fold(form.auxiliary.text) in known.infinite


def _word_after(verb: Word, text: str, language: str) -> str:
    """Return the folded word that follows the verb, adverbs left out; empty at the end of the text."""
    every = words(text, language)
    after = bisect_right(every, verb.start, key=lambda word: word.start)
    following = (fold(every[index].text) for index in range(after, len(every)))
    return next((word for word in following if not _is_adverb(word, language)), "")


def says_done(form: Form, text: str, other: str, language: str) -> bool:
    """Say whether `other` tells the act as a whole, and `text` does not do so elsewhere.

    It has `signed` for `was signing`, or `was built` for `was being built`.
    """
    known = facts(language).progressive
    if fold(form.auxiliary.text) not in known.past:
        return False
    own, others = _pasts(text, language), _pasts(other, language)
    if fold(form.verb.text) in known.copulas:
        return _word_after(form.verb, text, language) in others.passive - own.passive
    return not others.simple.isdisjoint(_moments(primary(language)).get(fold(form.verb.text), frozenset()) - own.simple)


class _Pasts(NamedTuple):
    """Folded words before which no auxiliary stands (`signed`), and those after one of the past (`was signed`)."""

    simple: frozenset[str]
    passive: frozenset[str]


@lru_cache(maxsize=2048)
def _pasts(text: str, language: str) -> _Pasts:
    known = facts(language).progressive
    simple, passive = set(), set()
    before = ""
    for folded in (fold(word.text) for word in words(text, language)):
        if _is_adverb(folded, language):
            continue
        if before in known.past:
            passive.add(folded)
        if before not in known.compound and not before.endswith(known.shortened):
            simple.add(folded)
        before = folded
    return _Pasts(frozenset(simple), frozenset(passive))


@lru_cache(maxsize=4)
def _moments(tag: str) -> dict[str, frozenset[str]]:
    """Return verbs that tell an act as a whole, in the progressive form, and their pasts.

    In English that people wrote, they have such a form in .6 % of their pasts, other verbs in 2.6 %.
    """
    file = resources.files("qa.lang.lexicon").joinpath("moments.tsv")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    verbs = {verb for language, verb, _ in rows if language == tag}
    return {verb: frozenset(past for _, own, past in rows if own == verb) for verb in verbs}
