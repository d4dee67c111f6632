"""Verb forms that say that something is going on: `was reading`, `estaba leyendo`."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from qa.lang.tags import primary
from qa.lang.words import Word, fold, words

_AUXILIARIES = {
    "en": "am is are was were be been isn't aren't wasn't weren't",
    "es": "estoy estás está estamos estáis están estaba estabas estábamos estaban estuvo estuvieron estar estado "
    "estará estarán",
    "pt": "estou está estamos estão estava estávamos estavam esteve estiveram estar estado estará estarão",
    "it": "sto stai sta stiamo state stanno stavo stava stavamo stavano stare starà staranno",
}
_ENDINGS = {"en": ("ing",), "es": ("ando", "endo"), "pt": ("ando", "endo", "indo"), "it": ("ando", "endo")}
# Words with such an ending that are adjectives, nouns or the future with `going`.
_OTHERS = {
    "en": "going willing ongoing challenging interesting following missing lacking living exciting outstanding "
    "promising surprising existing spring something nothing anything everything amazing cunning building meeting king "
    "enterprising everlasting lasting pending stunning tiring unwilling "
    "thing wedding morning evening feeling ring wing string boring striking encouraging overwhelming during according"
}
# Words that may stand between the auxiliary and the verb, and the ending of adverbs.
_ADVERBS = {"en": "not also still now already often never always just", "es": "ya", "pt": "já", "it": "già ancora"}
_ADVERBIAL = {"en": "ly", "es": "mente", "pt": "mente", "it": "mente"}
# Verbs of a state, which does not go on. In 112,000 English sentences that people wrote, two have such a form; eight
# have `being` before an adjective.
_STATES = {
    "en": "believing belonging comprising consisting constituting containing costing depending deserving doubting "
    "including involving knowing liking mattering needing owing owning possessing preferring resembling seeming "
    "supposing wanting"
}
_COPULAS = {"en": "being"}
# After a copula, these make a passive (`being built`): endings of participles, and those without one.
_PARTICIPLES = {
    "en": ("ed", "en", "wn", "rn", "ught", "ung", "unk", "ound", "held", "done", "come", "built", "set", "put", "cut",
           "aid"),
}  # fmt: skip
_IRREGULAR = {
    "en": "begun bent bid bled bred burnt cast dealt dug fed felt fit fled gone had heard hit hurt kept knit lain "
    "learnt led left lent let lit lost made meant met quit read rid run sat sent shed shone shot shut slid sold spelt "
    "spent spilt spit split spread spun stood struck stuck swept swum told understood wept won"
}
# Auxiliaries of the past, those after which nothing can be `being`, and those after which what looks like a past is a
# participle.
_PAST = {"en": "was were wasn't weren't"}
_INFINITE = {"en": "be been"}
_COMPOUND = {
    "en": "am is are was were be been being isn't aren't wasn't weren't have has had having haven't hasn't hadn't get "
    "gets got getting"
}
_SHORTENED = {"en": ("'s", "'d", "'ve", "'re")}
# Marks that part an auxiliary from what follows it.
_PARTING = frozenset(',;:.!?()[]"“”„«»–—')
_SHORTEST, _FARTHEST = 5, 3


class Form(NamedTuple):
    """A progressive form: `was` and `reading`."""

    auxiliary: Word
    verb: Word


def knows_aspect(language: str) -> bool:
    """Say whether the language has such forms and they are known."""
    return primary(language) in _AUXILIARIES


@lru_cache(maxsize=2048)
def progressive(text: str, language: str) -> tuple[Form, ...]:
    """Return the progressive forms of a text; up to two adverbs may stand between auxiliary and verb."""
    tag = primary(language)
    if tag not in _AUXILIARIES:
        return ()
    auxiliaries, others = (table.get(tag, "").split() for table in (_AUXILIARIES, _OTHERS))
    every = words(text, language)
    found = []
    for index, word in enumerate(every):
        if fold(word.text) not in auxiliaries:
            continue
        for following in every[index + 1 : index + 1 + _FARTHEST]:
            folded = fold(following.text)
            if folded.endswith(_ENDINGS[tag]) and len(folded) >= _SHORTEST and folded not in others:
                found.append(Form(word, following))
            if not _is_adverb(folded, tag):
                break
    return tuple(form for form in found if _is_one(form, text))


def _is_adverb(folded: str, tag: str) -> bool:
    return folded in _ADVERBS[tag].split() or folded.endswith(_ADVERBIAL[tag])


def _is_one(form: Form, text: str) -> bool:
    """Say whether no mark parts the two words or ties the verb to the next word, and the verb is no name."""
    between = text[form.auxiliary.end : form.verb.start]
    is_name = form.verb.starts_upper and form.auxiliary.starts_lower
    return not is_name and text[form.verb.end : form.verb.end + 1] != "-" and _PARTING.isdisjoint(between)


def tells_state(form: Form, text: str, language: str) -> bool:
    """Say whether a form tells a state, `was knowing` or `was being cold`, not `was being built`; or is none at all.

    There is no such form as `has been being built`.
    """
    tag = primary(language)
    if fold(form.verb.text) in _STATES.get(tag, "").split():
        return True
    if fold(form.verb.text) not in _COPULAS.get(tag, "").split():
        return False
    told = _word_after(form.verb, text, language)
    is_passive = told in _IRREGULAR[tag].split() or told.endswith(_PARTICIPLES[tag])
    return not is_passive or fold(form.auxiliary.text) in _INFINITE[tag].split()


def _word_after(verb: Word, text: str, language: str) -> str:
    """Return the folded word that follows the verb, adverbs left out; empty at the end of the text."""
    every = words(text, language)
    after = bisect_right(every, verb.start, key=lambda word: word.start)
    following = (fold(every[index].text) for index in range(after, len(every)))
    return next((word for word in following if not _is_adverb(word, primary(language))), "")


def says_done(form: Form, text: str, other: str, language: str) -> bool:
    """Say whether `other` tells the act as a whole, and `text` does not do so elsewhere.

    It has `signed` for `was signing`, or `was built` for `was being built`.
    """
    tag = primary(language)
    if fold(form.auxiliary.text) not in _PAST.get(tag, "").split():
        return False
    own, others = _pasts(text, language), _pasts(other, language)
    if fold(form.verb.text) in _COPULAS[tag].split():
        return _word_after(form.verb, text, language) in others.passive - own.passive
    return not others.simple.isdisjoint(_moments(tag).get(fold(form.verb.text), frozenset()) - own.simple)


class _Pasts(NamedTuple):
    """Folded words before which no auxiliary stands (`signed`), and those after one of the past (`was signed`)."""

    simple: frozenset[str]
    passive: frozenset[str]


@lru_cache(maxsize=2048)
def _pasts(text: str, language: str) -> _Pasts:
    tag = primary(language)
    past, compound = _PAST[tag].split(), _COMPOUND[tag].split()
    simple, passive = set(), set()
    before = ""
    for folded in (fold(word.text) for word in words(text, language)):
        if _is_adverb(folded, tag):
            continue
        if before in past:
            passive.add(folded)
        if before not in compound and not before.endswith(_SHORTENED[tag]):
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
