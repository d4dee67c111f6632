"""Verb forms that say that something is going on: `was reading`, `estaba leyendo`."""

from __future__ import annotations

from functools import lru_cache

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
_SHORTEST, _FARTHEST = 5, 3


def knows_aspect(language: str) -> bool:
    """Say whether the language has such forms and they are known."""
    return primary(language) in _AUXILIARIES


@lru_cache(maxsize=2048)
def progressive(text: str, language: str) -> tuple[tuple[Word, Word], ...]:
    """Return the auxiliary and the verb of each progressive form; up to two adverbs may stand between them."""
    tag = primary(language)
    if tag not in _AUXILIARIES:
        return ()
    auxiliaries, others, adverbs = (table.get(tag, "").split() for table in (_AUXILIARIES, _OTHERS, _ADVERBS))
    every = words(text, language)
    found = []
    for index, word in enumerate(every):
        if fold(word.text) not in auxiliaries:
            continue
        for following in every[index + 1 : index + 1 + _FARTHEST]:
            folded = fold(following.text)
            if folded.endswith(_ENDINGS[tag]) and len(folded) >= _SHORTEST and folded not in others:
                found.append((word, following))
            if folded not in adverbs and not folded.endswith(_ADVERBIAL[tag]):
                break
    return tuple(found)


def tells_state(verb: Word, text: str, language: str) -> bool:
    """Say whether a verb of `progressive` tells a state: `was knowing`, `was being cold`; not `was being built`."""
    tag = primary(language)
    if fold(verb.text) in _STATES.get(tag, "").split():
        return True
    if fold(verb.text) not in _COPULAS.get(tag, "").split():
        return False
    adverbs, irregular = _ADVERBS[tag].split(), _IRREGULAR[tag].split()
    following = (fold(word.text) for word in words(text, language) if word.start > verb.start)
    told = next((word for word in following if word not in adverbs and not word.endswith(_ADVERBIAL[tag])), "")
    return told not in irregular and not told.endswith(_PARTICIPLES[tag])
