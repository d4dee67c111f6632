"""Words of negation: those that negate, and those that may say the same in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from qa.lang.facts import facts
from qa.lang.vocabulary import frequency, has_frequencies
from qa.lang.words import Word, fold, words

_SHORTEST, _MORE_COMMON = 4, 0.3


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
    known = facts(language).negation
    return bool(known.words or known.affixes)


def lists_negation(language: str) -> bool:
    """Say whether the language's negating words are listed, so that a text without any of them hardly negates."""
    return bool(facts(language).negation.words)


def negates(word: str, language: str) -> bool:
    """Say whether a word is one of the language's negating words."""
    return fold(word) in facts(language).negation.words


def knows_paraphrases(language: str) -> bool:
    """Say whether the ways in which the language goes around a negation are listed too."""
    return bool(facts(language).negation.excusing)


@lru_cache(maxsize=2048)
def negation(text: str, language: str) -> Negation:
    """Return the negation in a text, contractions (don't) included."""
    known, excusing = facts(language).negation, _excusing(language)
    found: list[Word] = []
    carrying: list[Word] = []
    excuses: Counter[str] = Counter()
    others = words(text, language)
    harmless = _harmless(others, known.harmless)
    for index, (word, following) in enumerate(zip_longest(others, others[1:])):
        folded = fold(word.text)
        if index in harmless:
            continue
        if folded in known.words or folded.endswith(known.joined):
            if following is None or fold(following.text) not in known.only:
                (carrying if folded in known.carrying else found).append(word)
        elif folded in excusing:
            excuses[excusing[folded]] += 1
        elif opposite_of(folded, language):
            excuses[folded] += 1
    return Negation(tuple(found or carrying[:1]), excuses)


def _harmless(found: Sequence[Word], pairs: Collection[str]) -> set[int]:
    """Return the indexes of the words that negate nothing beside their neighbour."""
    known = {tuple(pair.split(" ")) for pair in pairs}
    folded = ["#" if word.is_number else fold(word.text) for word in found]
    return {place for index, pair in enumerate(pairwise(folded)) if pair in known for place in (index, index + 1)}


def opposite_of(word: str, language: str) -> str:
    """Return the folded word that an affix makes the opposite of: `safe` for `unsafe`; empty where there is none.

    The word without the affix is twice as common as the whole, or nothing is known of the language's words: so
    `formation` is not the opposite of `information`.
    """
    whole = fold(word)
    least = frequency(whole, language) + _MORE_COMMON if has_frequencies(language) else 0.0
    for affix in facts(language).negation.affixes:
        rest = whole.removesuffix(affix[1:]) if affix.startswith("-") else whole.removeprefix(affix)
        if _SHORTEST <= len(rest) < len(whole) and frequency(rest, language) >= least:
            return rest
    return ""


@lru_cache(maxsize=64)
def _excusing(language: str) -> dict[str, str]:
    """Return for each word that may stand for a negation the first of its forms."""
    groups = [group.split(" ") for group in facts(language).negation.excusing]
    return {form: group[0] for group in groups for form in group}
