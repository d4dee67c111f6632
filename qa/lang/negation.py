"""Words of negation: those that negate, and those that may say the same in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from qa.lang.tags import primary
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold, words

# Negating words, folded. Languages that negate with a prefix or suffix of the verb (Czech, Turkish, Persian, ...) are
# left out: their negation cannot be told from a list, but for prefixes (`_AFFIXES`).
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
# Words that may stand for a negation in a good translation, so that they excuse its absence: the forms of one word
# between commas.
_EXCUSING = {
    "en": "without, unable, lack lacks lacked lacking, fail fails failed failing failure, impossible, few, little, "
    "refuse refuses refused refusing, deny denies denied, rarely, hardly, barely, scarcely, absence absent, "
    "prevent prevents prevented, avoid avoids avoided, unlikely, unclear, unknown, unreliable, uncommon, unwilling, "
    "unregulated, except, stop stopped stops, ban banned, reject rejected rejects, instead, rather, far, before, "
    "until, unless, only, but, contrast, free, lose loses lost, miss missed missing, less, trouble, contrary, "
    "exclude excluded, cease ceased, ill, too, surely, certainly",
    "de": "ohne, statt, unmöglich, unklar, unsichtbar, verweigert verweigern, fehlt fehlen, kaum, selten, "
    "wenig weniger, bevor, außer, nur, erst, mangel, scheitern scheiterte scheiterten, jenseits, erfolglos, "
    "außerhalb, weigern weigert weigerte weigerten",
    "fr": "sans, impossible, refuse refusé refuser, manque, peu, rarement, avant, que, sauf, seulement, plus",
}
# Words that carry a negation on: they count where nothing else negates.
_CARRYING = {
    "en": "nor neither", "de": "noch weder", "fr": "ni", "es": "ni tampoco", "pt": "nem tampouco", "it": "né",
    "ru": "ни", "uk": "ні", "bg": "нито", "nl": "noch", "sv": "varken", "da": "hverken", "nb": "verken",
    "pl": "ani", "ro": "nici", "el": "ούτε", "hu": "sem",
}  # fmt: skip
# After these a negation is none: "not only" affirms.
_ONLY = frozenset(
    "only just merely nur bloß allein seulement uniquement solo sólo solamente soltanto só somente apenas "
    "только лишь тільки лише tylko alleen slechts bara endast kun bare само numai doar csak vain hanya chỉ".split()
)
# Pairs of neighbours that negate nothing; `#` is a number: a person, No. 7.
_HARMLESS = {
    "en": {("no", "#")},
    "fr": {(article, "personne") for article in ("la", "une", "cette", "chaque", "toute")},
}
# Beginnings and endings (with a hyphen) that turn a word into its opposite.
_AFFIXES = {
    "en": "un in im il ir dis non mis -less", "de": "un miss nicht -los -lose -losen", "fr": "in im ir il non dés",
    "es": "in im ir des", "pt": "in im ir des", "it": "in im ir dis", "ru": "не без бес", "uk": "не без",
    "bg": "не без", "pl": "nie bez", "nl": "on niet -loos -loze", "sv": "o -lös -lösa",
    "da": "u -løs -løse", "nb": "u -løs -løse", "ro": "ne in im", "cs": "ne", "sk": "ne",
}  # fmt: skip
_SHORTEST, _MORE_COMMON = 4, 0.3
# Endings that negate the word they are joined to.
_JOINED = {"en": ("n't",)}


@dataclass(frozen=True, slots=True)
class Negation:
    """The negating words of a text, and those that may stand for a negation, each by the first of its forms."""

    words: tuple[Word, ...]
    excuses: Counter[str]

    def exceeds(self, other: Negation) -> bool:
        """Say whether this text negates more often than `other`, whose own ways around a negation count for it."""
        return len(self.words) > len(other.words) + (other.excuses - self.excuses).total()

    @property
    def hints(self) -> int:
        """How many words of the text negate or may stand for a negation."""
        return len(self.words) + self.excuses.total()


def knows_negation(language: str) -> bool:
    """Say whether the language's negating words, or the affixes that negate a word, are listed."""
    return primary(language) in _NEGATING.keys() | _AFFIXES.keys()


def lists_negation(language: str) -> bool:
    """Say whether the language's negating words are listed, so that a text without any of them hardly negates."""
    return primary(language) in _NEGATING


def negates(word: str, language: str) -> bool:
    """Say whether a word is one of the language's negating words."""
    return fold(word) in _lists(primary(language))[0]


def knows_paraphrases(language: str) -> bool:
    """Say whether the ways in which the language goes around a negation are listed too."""
    return primary(language) in _EXCUSING


@lru_cache(maxsize=2048)
def negation(text: str, language: str) -> Negation:
    """Return the negation in a text, contractions (don't) included."""
    tag = primary(language)
    negating, excusing = _lists(tag)
    carrying_on = _CARRYING.get(tag, "").split()
    found: list[Word] = []
    carrying: list[Word] = []
    excuses: Counter[str] = Counter()
    others = words(text, language)
    harmless = _harmless(others, tag)
    for index, (word, following) in enumerate(zip_longest(others, others[1:])):
        folded = fold(word.text)
        if index in harmless:
            continue
        if folded in negating or folded.endswith(_JOINED.get(tag, ("\0",))):
            if following is None or fold(following.text) not in _ONLY:
                (carrying if folded in carrying_on else found).append(word)
        elif folded in excusing:
            excuses[excusing[folded]] += 1
        elif opposite_of(folded, language):
            excuses[folded] += 1
    return Negation(tuple(found or carrying[:1]), excuses)


def _harmless(found: Sequence[Word], tag: str) -> set[int]:
    """Return the indexes of the words that negate nothing beside their neighbour."""
    pairs = _HARMLESS.get(tag, set())
    folded = ["#" if word.is_number else fold(word.text) for word in found]
    return {place for index, pair in enumerate(pairwise(folded)) if pair in pairs for place in (index, index + 1)}


def opposite_of(word: str, language: str) -> str:
    """Return the folded word that an affix makes the opposite of: `safe` for `unsafe`; empty where there is none.

    The word without the affix is twice as common as the whole, or nothing is known of the language's words: so
    `formation` is not the opposite of `information`.
    """
    whole = fold(word)
    least = frequency(whole, language) + _MORE_COMMON if has_frequencies(language) else 0.0
    for affix in _AFFIXES.get(primary(language), "").split():
        rest = whole.removesuffix(affix[1:]) if affix.startswith("-") else whole.removeprefix(affix)
        if _SHORTEST <= len(rest) < len(whole) and frequency(rest, language) >= least:
            return rest
    return ""


@lru_cache(maxsize=64)
def _lists(language: str) -> tuple[frozenset[str], dict[str, str]]:
    groups = [fold(group).split() for group in _EXCUSING.get(language, "").split(",")]
    return (
        frozenset(map(fold, _NEGATING.get(language, "").split())),
        {form: group[0] for group in groups for form in group},
    )
