"""Words of negation: those that negate, and those that may say the same in other words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qa.lang.tags import primary
from qa.lang.words import Word, fold, words

# Negating words, folded. Languages that negate with a prefix or suffix of the verb (Czech, Turkish, Persian, ...) are
# left out: their negation cannot be told from a list.
_NEGATING = {
    "en": "not no never none nobody nothing neither nor cannot nowhere",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts weder nirgends",
    "fr": "pas jamais rien aucun aucune personne ni nul nulle",
    "es": "no nunca jamás nada nadie ningún ninguna ninguno ni tampoco",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma nem tampouco",
    "it": "non mai nulla niente nessuno nessuna nessun né neppure neanche",
    "nl": "niet geen nooit niemand niets noch nergens",
    "sv": "inte ej aldrig ingen inget inga varken ingenting",
    "da": "ikke aldrig ingen intet hverken",
    "nb": "ikke aldri ingen intet verken",
    "ru": "не нет ни никогда никто никого никому ничего ничто нельзя никакой никаких",
    "uk": "не ні немає нема ніколи ніхто нікого нікому нічого ніщо жоден жодного жодна жодної",
    "bg": "не няма нито никога никой нищо никаква никакви никакъв",
    "pl": "nie nigdy nikt nikogo nic niczego żaden żadna żadnego żadnej ani",
    "ro": "nu niciodată nimeni nimic niciun nicio nici",
    "el": "δεν δε μην μη όχι ποτέ κανείς κανένας τίποτα ούτε",
    "hu": "nem ne soha sem senki semmi nincs nincsenek sincs",
    "fi": "ei en et emme ette eivät älä eikä enkä etkä",
    "id": "tidak bukan tak belum jangan tiada",
    "vi": "không chẳng chưa chả đừng",
    "he": "לא אין אל אינו אינה אינם אינן איני מעולם",
    "ar": "لا لم لن ليس ليست ليسوا ما غير",
    "hi": "नहीं न मत ना",
    "bn": "না নেই নয় নি নাই",
    "zh": "不 没 没有 未 无 非 不是 不能 不会 并非 不再 从未 沒 沒有 無 不要",
    "th": "ไม่ มิ ไม่ได้ ไม่มี ไม่ใช่",
}
# Words that may stand for a negation in a good translation, so that they excuse its absence.
_EXCUSING = {
    "en": "without unable lack lacks lacked lacking fail fails failed failing failure refuse refuses refused refusing "
    "deny denies denied impossible few little rarely hardly barely scarcely absence absent prevent prevents prevented "
    "avoid avoids avoided unlikely unclear unknown unreliable uncommon unwilling unregulated except stop stopped stops "
    "ban banned reject rejected rejects instead rather far before until unless only but contrast free loses lost miss "
    "missed missing less trouble contrary exclude excluded cease ceased",
    "de": "ohne statt unmöglich unklar unsichtbar verweigert verweigern fehlt fehlen kaum selten wenig weniger bevor "
    "außer nur erst mangel scheitern scheiterte scheiterten jenseits erfolglos",
    "fr": "sans impossible refuse refusé refuser manque peu rarement avant que sauf seulement plus",
}
# Endings that negate the word they are joined to.
_JOINED = {"en": ("n't",)}


@dataclass(frozen=True, slots=True)
class Negation:
    """The negating words of a text, and how many others may stand for a negation."""

    words: tuple[Word, ...]
    excuses: int


def knows_negation(language: str) -> bool:
    """Say whether the language's negating words are listed."""
    return primary(language) in _NEGATING


def knows_paraphrases(language: str) -> bool:
    """Say whether the ways in which the language goes around a negation are listed too."""
    return primary(language) in _EXCUSING


@lru_cache(maxsize=2048)
def negation(text: str, language: str) -> Negation:
    """Return the negation in a text, contractions (don't) included."""
    tag = primary(language)
    negating, excusing = _lists(tag)
    found: list[Word] = []
    excuses = 0
    for word in words(text, language):
        folded = fold(word.text)
        if folded in negating or folded.endswith(_JOINED.get(tag, ("\0",))):
            found.append(word)
        else:
            excuses += folded in excusing
    return Negation(tuple(found), excuses)


@lru_cache(maxsize=64)
def _lists(language: str) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(map(fold, _NEGATING.get(language, "").split())),
        frozenset(map(fold, _EXCUSING.get(language, "").split())),
    )
